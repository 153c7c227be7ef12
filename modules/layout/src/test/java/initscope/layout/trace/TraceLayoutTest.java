package initscope.layout.trace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.lane.LaneKind;
import initscope.layout.Viewport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceLayoutTest {
  private final TraceBook book = StepsTrace.book();
  private final TraceAxis axis = StepsTrace.axis(book);

  private TraceLayout layout(Viewport seen, double width) {
    return TraceLayout.of(StepsTrace.view(book, seen, width), group -> List.of());
  }

  /// The whole trace, and parts of it of every size.
  private List<Viewport> parts() {
    Viewport whole = axis.whole();
    Random random = new Random(3);
    List<Viewport> parts = new java.util.ArrayList<>(List.of(whole));
    for (int i = 0; i < 30; i++) {
      long span = Math.max(10, (long) (whole.span() * Math.pow(10, -6 * random.nextDouble())));
      long from = (long) (random.nextDouble() * (whole.span() - span));
      parts.add(new Viewport(from, from + span));
    }
    return parts;
  }

  @Test
  void boxesOfARowCoverItsLifeWithoutGapOrOverlap() {
    for (Viewport seen : parts()) {
      TraceLayout layout = layout(seen, 900);
      for (int i = 0; i < layout.rows().size(); i++) {
        TraceRow row = layout.rows().get(i).row();
        int end = -1;
        for (int box = layout.boxes().first(i); box < layout.boxes().first(i + 1); box++) {
          assertThat(layout.boxes().width(box)).isPositive();
          if (end >= 0 && lives(row)) {
            assertThat(layout.boxes().x(box)).as("%s in %s", row, seen).isEqualTo(end);
          }
          end = layout.boxes().x(box) + layout.boxes().width(box);
          assertThat(end).isLessThanOrEqualTo(layout.view().columns());
        }
      }
    }
  }

  /// Whether a row has a state at every moment of its life.
  private static boolean lives(TraceRow row) {
    return row.sort() == TraceRow.Sort.GOROUTINE || row.sort() == TraceRow.Sort.PROC;
  }

  @Test
  void everyStateInSightIsSeen() {
    for (Viewport seen : parts()) {
      TraceLayout layout = layout(seen, 900);
      for (int i = 0; i < layout.rows().size(); i++) {
        TraceRow row = layout.rows().get(i).row();
        for (TraceMoment moment :
            TraceMoment.states(book, row, layout.view().from(), layout.view().to())) {
          double x = layout.view().x(Math.max(moment.from(), layout.view().from()));
          int column = (int) (x - layout.labelWidth());
          boolean known = column < layout.view().columns() && row.hasStates();
          if (known) {
            TraceLayout.Row shown = layout.rows().get(i);
            TraceLayout.Hit hit =
                layout.hit(layout.labelWidth() + column + 0.5, shown.y() + 8).orElseThrow();
            assertThat(hit.row()).isEqualTo(i);
            assertThat(hit.box()).as("%s in %s", moment, seen).isNotNegative();
          }
        }
      }
    }
  }

  @Test
  void aLoneShortStateBetweenLongOnesKeepsItsPixel() {
    TraceBoxes boxes = new TraceBoxes();
    BoxPacker packer =
        new BoxPacker(new TraceAxis(0, 1_000_000), new Viewport(0, 1_000_000), 100, boxes);
    packer.begin(0);
    packer.state(0, 503_000, LaneKind.WAITS, 0, 0, null);
    packer.state(503_000, 503_100, LaneKind.RUNS, 0, 0, null);
    packer.state(503_100, 1_000_000, LaneKind.WAITS, 0, 0, null);
    packer.end();
    assertThat(boxes.size()).isEqualTo(3);
    assertThat(boxes.kind(1)).isEqualTo(LaneKind.RUNS);
    assertThat(boxes.x(1)).isEqualTo(50);
    assertThat(boxes.width(1)).isEqualTo(1);
    assertThat(boxes.x(2) + boxes.width(2)).isEqualTo(100);
  }

  @Test
  void severalShortStatesInAPixelMergeAndKeepTheirShares() {
    TraceBoxes boxes = new TraceBoxes();
    BoxPacker packer =
        new BoxPacker(new TraceAxis(0, 100_000), new Viewport(0, 100_000), 10, boxes);
    packer.begin(0);
    for (int i = 0; i < 100; i++) {
      packer.state(i * 1000L, i * 1000L + 300, LaneKind.RUNS, 0, 0, null);
      packer.state(i * 1000L + 300, i * 1000L + 1000, LaneKind.WAITS, 0, 0, null);
    }
    packer.end();
    assertThat(boxes.size()).isEqualTo(1);
    assertThat(boxes.isMerged(0)).isTrue();
    assertThat(boxes.width(0)).isEqualTo(10);
    assertThat(boxes.pixels(0, LaneKind.RUNS)).isBetween(2.99, 3.01);
    assertThat(boxes.pixels(0, LaneKind.WAITS)).isBetween(6.99, 7.01);
  }

  @Test
  void whatIsThereAtAllHasAPixelOfHeight() {
    int levels = BoxPacker.levels(new double[] {0, 1e-6, 0.3, 0.7}, BoxPacker.MANY);
    assertThat(levels & 0xff).isZero();
    assertThat(levels >>> 8 & 0xff).isEqualTo(1);
    int all = 0;
    for (int kind = 0; kind < 4; kind++) {
      all += levels >>> (8 * kind) & 0xff;
    }
    assertThat(all).isLessThanOrEqualTo(TraceLayout.BAR);
  }

  @Test
  void sumsOfBoxesAreTheExactSums() {
    TraceRow[] rows = {
      new TraceRow(TraceRow.Sort.PROC, 0),
      new TraceRow(TraceRow.Sort.PROC, 1),
      new TraceRow(TraceRow.Sort.GOROUTINE, 0)
    };
    for (TraceRow row : rows) {
      TraceLayout layout = layout(axis.whole(), 900);
      double[] pixels = new double[4];
      int at = placeOf(layout, row);
      int exact = 0;
      for (int box = layout.boxes().first(at); box < layout.boxes().first(at + 1); box++) {
        if (layout.boxes().isMerged(box)) {
          for (int kind = 0; kind < 4; kind++) {
            pixels[kind] += layout.boxes().pixels(box, kind);
          }
        } else {
          pixels[layout.boxes().kind(box)] += layout.boxes().width(box);
          exact++;
        }
      }
      TraceSums sums =
          TraceSums.of(
              book, row.sort(), List.of(row), book.trace().startNanos(), book.trace().endNanos());
      assertThat(sums.exact()).isTrue();
      double pixel = (double) axis.whole().span() / layout.view().columns();
      for (int kind = 0; kind < 4; kind++) {
        // a box ends at a whole pixel, so each may be wrong by one
        assertThat(pixels[kind])
            .isBetween(
                sums.nanos().get(kind) / pixel - exact - 1,
                sums.nanos().get(kind) / pixel + exact + 1);
      }
    }
  }

  private static int placeOf(TraceLayout layout, TraceRow row) {
    for (int i = 0; i < layout.rows().size(); i++) {
      if (layout.rows().get(i).row().equals(row)) {
        return i;
      }
    }
    throw new AssertionError(row + " is not in sight");
  }

  @Test
  void sumsByColumnAddUpToTheSumOfTheRow() {
    for (int p = 0; p < 2; p++) {
      RowSource source = book.source(new TraceRow(TraceRow.Sort.PROC, p));
      int columns = 300;
      long[] moments = new long[columns + 1];
      Arrays.setAll(moments, c -> axis.nanos(axis.whole().place(c, columns)));
      long[] sums = new long[4 * (columns + 1)];
      long[] counts = new long[columns + 1];
      source.sums(moments, sums, counts);
      TraceBoxes boxes = new TraceBoxes();
      BoxPacker packer = new BoxPacker(axis, axis.whole(), columns, boxes);
      packer.sums(0, moments, sums, counts);
      double runs = 0;
      for (int box = 0; box < boxes.size(); box++) {
        runs += boxes.pixels(box, LaneKind.RUNS);
      }
      double pixel = (double) axis.whole().span() / columns;
      assertThat(runs * pixel)
          .isCloseTo(
              (double) sums[4 * columns + LaneKind.RUNS],
              org.assertj.core.data.Offset.offset(pixel));
    }
  }

  @Test
  void hitFindsWhatIsDrawnAndNothingBesides() {
    TraceLayout layout = layout(axis.whole(), 900);
    for (int i = 0; i < layout.rows().size(); i++) {
      TraceLayout.Row row = layout.rows().get(i);
      for (int box = layout.boxes().first(i); box < layout.boxes().first(i + 1); box++) {
        double x = layout.labelWidth() + layout.boxes().x(box) + 0.5;
        assertThat(layout.hit(x, row.y() + 8)).hasValue(new TraceLayout.Hit(i, box));
      }
      assertThat(layout.hit(4, row.y() + 8)).hasValue(new TraceLayout.Hit(i, -1));
    }
    assertThat(layout.hit(400, 3999)).isEmpty();
  }

  @Test
  void nextAndPreviousAreEachOthersOpposites() {
    TraceRow row = new TraceRow(TraceRow.Sort.GOROUTINE, book.trace().goroutines().find(1));
    TraceMoment first =
        TraceMoment.at(book, row, book.trace().startNanos() + 150_000).orElseThrow();
    TraceMoment at = first;
    for (int i = 0; i < 50; i++) {
      TraceMoment next = at.next(book).orElseThrow();
      assertThat(next.from()).isEqualTo(at.to());
      assertThat(next.previous(book)).hasValue(at);
      at = next;
    }
  }

  @Test
  void aWakeupNamesWhoDidIt() {
    int collect = goroutine("main.collect");
    TraceRow row = new TraceRow(TraceRow.Sort.GOROUTINE, collect);
    List<TraceMoment> states =
        TraceMoment.states(book, row, book.trace().startNanos(), book.trace().endNanos());
    assertThat(states)
        .filteredOn(m -> m.wokenBy(book) >= 0)
        .extracting(m -> book.names().function(m.wokenBy(book)))
        .contains("main.worker");
    assertThat(states)
        .filteredOn(m -> m.kind() == LaneKind.WAITS)
        .anySatisfy(
            m ->
                assertThat(m.stack())
                    .anySatisfy(f -> assertThat(f.function()).isEqualTo("main.collect")));
  }

  private int goroutine(String function) {
    for (int row = 0; row < book.names().size(); row++) {
      if (book.names().function(row).equals(function)) {
        return row;
      }
    }
    throw new AssertionError(function);
  }

  @Test
  void pinnedRowsStayAboveThoseThatScroll() {
    TraceRow pinned = new TraceRow(TraceRow.Sort.PROC, 1);
    TraceRows rows = StepsTrace.rows(book);
    TraceLayout layout =
        TraceLayout.of(
            new TraceLayout.View(book, rows, List.of(pinned), axis, axis.whole(), 900, 300, 200),
            group -> List.of());
    assertThat(layout.rows().getFirst())
        .isEqualTo(new TraceLayout.Row(pinned, -1, TraceLayout.AXIS));
    assertThat(layout.hit(400, TraceLayout.AXIS + 5).map(TraceLayout.Hit::row)).hasValue(0);
    assertThat(layout.rows().size()).isLessThan(20);
    assertThat(layout.find(pinned).map(TraceLayout.Row::row)).hasValue(pinned);
  }

  @Test
  void aGroupIsDrawnOnceItsMembersAreAddedUp() throws Exception {
    TraceGroups groups = book.group(TraceGroups.By.FUNCTION, Optional.empty());
    long from = book.trace().startNanos();
    long to = book.trace().endNanos();
    for (int group = 0; group < groups.size(); group++) {
      GroupShares shares =
          GroupShares.of(book.trace(), groups, group, from, to, 500, initscope.model.Progress.NONE);
      List<TraceRow> members = new java.util.ArrayList<>();
      for (int i = 0; i < groups.count(group); i++) {
        members.add(new TraceRow(TraceRow.Sort.GOROUTINE, groups.member(group, i)));
      }
      TraceSums exact = TraceSums.of(book, TraceRow.Sort.GOROUTINE, members, from, to);
      for (int kind = 0; kind < 4; kind++) {
        assertThat(shares.average(kind, from, to) * (to - from))
            .isCloseTo(
                (double) exact.nanos().get(kind), org.assertj.core.data.Offset.offset(2000.0));
      }
      assertThat(shares.isFor(from, to, 500)).isTrue();
      assertThat(shares.isFor(from, from + (to - from) / 4, 500)).isFalse();
    }
  }
}
