package initscope.layout.trace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.lane.LaneKind;
import initscope.layout.Theme;
import initscope.layout.Viewport;
import initscope.layout.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceNotesTest {
  private final TraceBook book = StepsTrace.notes();
  private final TraceNotes notes = book.notes();
  private final int main = book.trace().goroutines().find(1);
  private final TraceRow mainRow = new TraceRow(TraceRow.Sort.GOROUTINE, main);
  private final long begin = book.trace().startNanos();
  private final long end = book.trace().endNanos();

  private TraceLayout layout(Viewport seen) {
    return TraceLayout.of(StepsTrace.view(book, seen, 1200), group -> List.of());
  }

  private static int placeOf(TraceLayout layout, TraceRow row) {
    return layout.rows().indexOf(layout.find(row).orElseThrow());
  }

  private TraceRow region(int depth) {
    return new TraceRow(TraceRow.Sort.REGIONS, notes.firstLane(main) + depth);
  }

  @Test
  void regionsNestInLanesBelowTheirGoroutine() {
    assertThat(notes.lanes(main)).isEqualTo(3);
    List<TraceMoment> outer = TraceMoment.states(book, region(0), begin, end);
    List<TraceMoment> inner = TraceMoment.states(book, region(2), begin, end);
    assertThat(outer).hasSize(4 + 2000);
    assertThat(outer.subList(0, 4)).extracting(m -> notes.region(m.number())).containsOnly("step");
    assertThat(inner).hasSize(4).extracting(m -> notes.region(m.number())).containsOnly("inner");
    for (int i = 0; i < 4; i++) {
      assertThat(inner.get(i).from()).isBetween(outer.get(i).from(), outer.get(i).to());
      assertThat(inner.get(i).to()).isBetween(outer.get(i).from(), outer.get(i).to());
    }
    assertThat(TraceMoment.states(book, region(1), begin, end))
        .extracting(m -> notes.region(m.number()))
        .containsExactly(
            "read", "compute", "read", "compute", "read", "compute", "read", "compute");
  }

  @Test
  void lanesOfRegionsAreRowsLikeOthers() {
    TraceRows rows = StepsTrace.rows(book);
    int goroutine = rows.find(mainRow);
    for (int depth = 0; depth < 3; depth++) {
      assertThat(rows.find(region(depth))).isEqualTo(goroutine + 1 + depth);
    }
    double y = 0;
    for (int place = 0; place < rows.count(); place++) {
      assertThat(rows.find(rows.row(place))).as("%s", rows.row(place)).isEqualTo(place);
      assertThat(rows.y(place)).isEqualTo(y);
      y += TraceRows.height(rows.row(place));
    }
    TraceRow group = new TraceRow(TraceRow.Sort.GROUP, rows.groups().groupOf(main));
    TraceRows closed = rows.toggle(group);
    assertThat(closed.find(region(1))).isEqualTo(-1);
    assertThat(rows.count() - closed.count()).isEqualTo(rows.groups().count(group.index()) + 3);
  }

  @Test
  void regionsOfAPixelMergeAndKeepTheirShare() {
    TraceMoment tick =
        TraceMoment.states(book, region(0), begin, end).stream()
            .filter(m -> notes.region(m.number()).equals("tick"))
            .findFirst()
            .orElseThrow();
    TraceLayout all = layout(new Viewport(0, end - begin));
    int row = placeOf(all, region(0));
    int merged = 0;
    double ran = 0;
    for (int box = all.boxes().first(row); box < all.boxes().first(row + 1); box++) {
      merged += all.boxes().isMerged(box) ? 1 : 0;
      ran +=
          all.boxes().isMerged(box)
              ? all.boxes().pixels(box, LaneKind.RUNS)
              : all.boxes().width(box);
    }
    assertThat(merged).isPositive();
    assertThat(ran).isBetween(1.0, (double) all.view().columns());
    TraceLayout near = layout(new Viewport(tick.from() - begin - 100, tick.to() - begin + 100));
    int there = placeOf(near, region(0));
    assertThat(near.boxes().first(there + 1)).isGreaterThan(near.boxes().first(there));
    assertThat(near.boxes().isMerged(near.boxes().first(there))).isFalse();
  }

  @Test
  void logsSayCategoryTextTaskAndGoroutine() {
    List<TraceNote> logs =
        notes.within(mainRow, begin, end, 5000).stream()
            .filter(n -> n.sort() == TraceNotes.Sort.LOG)
            .toList();
    assertThat(logs).hasSize(2008);
    assertThat(logs).isSortedAccordingTo((a, b) -> Long.compare(a.from(), b.from()));
    assertThat(logs.getFirst().category()).isEqualTo("step");
    assertThat(logs.getFirst().text()).isEqualTo("begin 0");
    assertThat(logs.get(1).text()).isEqualTo("日本 ok");
    assertThat(book.tasks().name(logs.getFirst().task(book))).isEqualTo("job");
    TraceRow task = new TraceRow(TraceRow.Sort.TASK, logs.getFirst().task(book));
    assertThat(notes.count(task, TraceNotes.Sort.LOG, begin, end)).isEqualTo(2008);
    assertThat(notes.within(task, begin, end, 1).getFirst().goroutine(book)).isEqualTo(main);
    long at = logs.getFirst().from();
    assertThat(notes.count(mainRow, TraceNotes.Sort.LOG, at, at)).isEqualTo(1);
    assertThat(notes.count(mainRow, TraceNotes.Sort.LOG, at + 1, logs.get(1).from() - 1)).isZero();
  }

  @Test
  void samplesStandOnTheGoroutineAndThePThatItHad() {
    int onGoroutines = 0;
    for (int row = 0; row < book.trace().goroutines().size(); row++) {
      TraceRow goroutine = new TraceRow(TraceRow.Sort.GOROUTINE, row);
      for (TraceNote note : notes.within(goroutine, begin, end, 100)) {
        if (note.sort() == TraceNotes.Sort.SAMPLE) {
          onGoroutines++;
          assertThat(note.stack()).isNotEmpty();
          assertThat(note.goroutine(book)).isEqualTo(row);
        }
      }
    }
    assertThat(onGoroutines).isEqualTo(6);
    for (int p = 0; p < book.trace().procs().size(); p++) {
      TraceRow proc = new TraceRow(TraceRow.Sort.PROC, p);
      for (TraceNote note : notes.within(proc, begin, end, 100)) {
        TraceMoment busy = TraceMoment.at(book, proc, note.from()).orElseThrow();
        assertThat(busy.busyWith(book)).isEqualTo(note.goroutine(book));
      }
    }
  }

  @Test
  void assistsStandOnWhoAllocates() {
    long assists = 0;
    for (int row = 0; row < book.trace().goroutines().size(); row++) {
      TraceRow goroutine = new TraceRow(TraceRow.Sort.GOROUTINE, row);
      int count = notes.count(goroutine, TraceNotes.Sort.ASSIST, begin, end);
      assists += count;
      if (count > 0) {
        assertThat(book.names().function(row)).isIn("main.allocate", "main.main");
      }
    }
    assertThat(assists).isEqualTo(68);
  }

  @Test
  void everythingMarkedIsInAMarkOfItsPixelAndNothingTwice() {
    Random random = new Random(11);
    long all = end - begin;
    for (int i = 0; i < 40; i++) {
      long span = Math.max(1000, (long) (all * Math.pow(10, -5 * random.nextDouble())));
      long from = (long) (random.nextDouble() * (all - span));
      TraceLayout layout = layout(i == 0 ? new Viewport(0, all) : new Viewport(from, from + span));
      for (int row = 0; row < layout.rows().size(); row++) {
        TraceRow what = layout.rows().get(row).row();
        int[] drawn = new int[TraceNotes.Sort.values().length];
        int end = -1;
        TraceNotes.Sort last = TraceNotes.Sort.ASSIST;
        for (int n = layout.notes().first(row); n < layout.notes().first(row + 1); n++) {
          TraceNotes.Sort sort = layout.notes().sort(n);
          drawn[sort.place()] += layout.notes().count(n);
          assertThat(layout.notes().x(n)).isBetween(0, layout.view().columns() - 1);
          if (sort != last) {
            end = -1;
            last = sort;
          }
          if (sort != TraceNotes.Sort.ASSIST) {
            assertThat(layout.notes().x(n)).isGreaterThanOrEqualTo(end);
          }
          end = layout.notes().x(n) + layout.notes().width(n);
        }
        for (TraceNotes.Sort sort : TraceNotes.Sort.values()) {
          int there = notes.count(what, sort, layout.view().from(), layout.view().to() - 1);
          assertThat(drawn[sort.place()]).as("%s on %s", sort, what).isEqualTo(there);
        }
      }
      assertThat(layout.notes().size())
          .isLessThanOrEqualTo(3 * layout.view().columns() * layout.rows().size());
    }
  }

  @Test
  void whatLiesTogetherIsMergedAndWhatIsAloneIsNot() {
    TraceLayout all = layout(new Viewport(0, end - begin));
    int row = placeOf(all, mainRow);
    double y = all.rows().get(row).y() + 8;
    List<TraceNote> found = new java.util.ArrayList<>();
    for (int n = all.notes().first(row); n < all.notes().first(row + 1); n++) {
      if (all.notes().sort(n) == TraceNotes.Sort.LOG) {
        found.add(all.note(all.labelWidth() + all.notes().x(n) + 0.5, y).orElseThrow());
      }
    }
    assertThat(found).anyMatch(n -> n.sort() == TraceNotes.Sort.LOG && n.count() > 100);
    TraceNote first = notes.within(mainRow, begin, end, 1).getLast();
    TraceLayout near =
        layout(new Viewport(first.from() - begin - 1000, first.from() - begin + 1000));
    double x = near.view().x(first.from());
    int there = placeOf(near, mainRow);
    assertThat(near.note(x, near.rows().get(there).y() + 8)).hasValue(first);
    assertThat(near.note(x + 40, near.rows().get(there).y() + 8)).isEmpty();
    assertThat(near.note(4, near.rows().get(there).y() + 8)).isEmpty();
  }

  @Test
  void rowsAreFoundByNameWhateverTheyAreGroupedBy() {
    TraceGroups groups = book.group(TraceGroups.By.FUNCTION, Optional.empty());
    TraceRows rows = TraceRows.of(book, groups);
    TraceRowName names = new TraceRowName(book, groups, TraceGroups.By.FUNCTION);
    TraceGroups others = book.group(TraceGroups.By.CREATOR, Optional.empty());
    TraceRowName regrouped = new TraceRowName(book, others, TraceGroups.By.CREATOR);
    for (int place = 0; place < rows.count(); place++) {
      TraceRow row = rows.row(place);
      String name = names.of(row);
      boolean section = row.sort() == TraceRow.Sort.SECTION;
      assertThat(names.find(name)).isEqualTo(section ? Optional.empty() : Optional.of(row));
      if (row.sort() != TraceRow.Sort.GROUP && !section) {
        assertThat(regrouped.find(name)).hasValue(row);
      } else {
        assertThat(regrouped.find(name)).isEmpty();
      }
    }
    for (String forged :
        List.of("", "goroutine", "goroutine x", "regions 1 99", "regions 1 -1", "task 9e9")) {
      assertThat(names.find(forged)).isEmpty();
    }
  }

  @Test
  void theFirstGoroutinesAreThoseOfAllByExactSums() throws Exception {
    TraceGroups groups = book.group(TraceGroups.By.FUNCTION, Optional.empty());
    long from = begin + (end - begin) / 2;
    for (TraceGoroutine.Order order : TraceGoroutine.Order.values()) {
      List<TraceGoroutine> all =
          TraceGoroutine.of(
              book,
              new TraceGoroutine.Wanted(groups, from, end, order, true, 1000),
              initscope.model.Progress.NONE);
      List<TraceGoroutine> few =
          TraceGoroutine.of(
              book,
              new TraceGoroutine.Wanted(groups, from, end, order, true, 3),
              initscope.model.Progress.NONE);
      assertThat(all).hasSizeBetween(5, book.trace().goroutines().size());
      assertThat(few).hasSize(3);
      if (order == TraceGoroutine.Order.RUNNING) {
        assertThat(few).isEqualTo(all.subList(0, 3));
        assertThat(book.names().function(few.getFirst().row())).isEqualTo("main.allocate");
      }
    }
    for (int row = 0; row < book.trace().goroutines().size(); row++) {
      TraceRow goroutine = new TraceRow(TraceRow.Sort.GOROUTINE, row);
      TraceSums exact = TraceSums.of(book, TraceRow.Sort.GOROUTINE, List.of(goroutine), from, end);
      TraceGoroutine line = TraceGoroutine.of(book, row, from, end);
      if (line.states() <= 512) {
        assertThat(line.nanos()).isEqualTo(exact.nanos());
      }
    }
  }

  @Test
  void momentsAreSaidByTheWallClockOfTheMachine() {
    TraceClock clock = new TraceClock(book.trace(), ZoneId.of("UTC"));
    long unix = book.trace().clocks().getFirst().unixNanos();
    long trace = book.trace().clocks().getFirst().traceNanos();
    assertThat(clock.at(trace + 5).orElseThrow())
        .isEqualTo(java.time.Instant.ofEpochSecond(0, unix + 5));
    assertThat(clock.say(trace).orElseThrow())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} \\+00:00");
    assertThat(clock.say(trace, trace + 1_000_000).orElseThrow()).contains(" – ");
    assertThat(
            new TraceClock(
                    new initscope.gotrace.GoTrace(
                        24, book.trace().generations(), java.util.Map.of(), List.of()),
                    ZoneId.of("UTC"))
                .say(trace))
        .isEmpty();
  }

  @Test
  void anSvgHasWhatIsMarkedAndWhatIsChosen() throws Exception {
    TraceAxis cut = DeadTime.leftOut(book.trace(), 100_000, initscope.model.Progress.NONE);
    assertThat(cut.cuts()).isPositive();
    TraceRows rows = StepsTrace.rows(book);
    TraceLayout layout =
        TraceLayout.of(
            new TraceLayout.View(book, rows, List.of(), cut, cut.whole(), 1200, 4000, 0),
            group -> List.of());
    TraceMoment woken =
        java.util.stream.IntStream.range(0, book.trace().goroutines().size())
            .mapToObj(row -> new TraceRow(TraceRow.Sort.GOROUTINE, row))
            .flatMap(row -> TraceMoment.states(book, row, begin, end).stream())
            .filter(m -> m.wokenBy(book) >= 0)
            .findFirst()
            .orElseThrow();
    Words words = Words.of(Locale.ENGLISH);
    TraceChosen chosen =
        new TraceChosen(
            Optional.of(woken.row()),
            Optional.of(woken),
            Optional.of(woken),
            initscope.model.Selection.NONE.withRange(begin + 1_000_000, begin + 2_000_000),
            List.of(begin + 3_000_000));
    String svg =
        TraceSvg.write(
            layout,
            chosen,
            Theme.LIGHT,
            words,
            new TraceSvg.Head("notes", new TraceClock(book.trace(), ZoneId.of("UTC"))));
    assertThat(svg)
        .contains(
            TraceCut.of(layout, words).getFirst().label(),
            "fill-opacity=\"0.15\"",
            "<title>log · step: begin 0</title>",
            "CPU sample",
            "mark assist",
            ">step<",
            "+00:00",
            new TraceWords(book, words).goroutine(woken.wokenBy(book)));
    String bare =
        TraceSvg.write(
            layout,
            new TraceChosen(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                initscope.model.Selection.NONE,
                List.of()),
            Theme.LIGHT,
            words,
            new TraceSvg.Head("notes", new TraceClock(book.trace(), ZoneId.of("UTC"))));
    assertThat(bare).doesNotContain("fill-opacity=\"0.15\"");
  }
}
