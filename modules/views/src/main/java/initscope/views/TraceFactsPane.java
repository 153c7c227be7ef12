package initscope.views;

import initscope.layout.Durations;
import initscope.layout.Ticks;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceClock;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceState;
import initscope.layout.trace.TraceSums;
import initscope.layout.trace.TraceWords;
import initscope.model.Frame;
import initscope.model.Selection;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// The chosen state of a trace in words: what, why, how long, on which stack, woken by whom; and the sums of a chosen range.
final class TraceFactsPane extends FactsPane {
  private static final int MOST_FRAMES = 64;

  private final TraceView view;
  private Runnable stop = () -> {};

  TraceFactsPane(Desk desk, TraceView view) {
    super(desk, "trace-facts", desk.texts().say("trace.facts"));
    this.view = view;
    setMinWidth(180);
    rebuild();
  }

  /// What is chosen is another.
  void rebuild() {
    stop.run();
    clear();
    Selection selection = desk().selection().get();
    boolean range = selection.fromNanos().isPresent() && selection.toNanos().isPresent();
    Optional<TraceBook> book = view.model().book();
    if (book.isEmpty() || (view.chosenRow().isEmpty() && !range)) {
      add(words(say("trace.facts.none"), "faint"));
      return;
    }
    TraceWords names = new TraceWords(book.get(), desk().texts().words());
    view.chosenRow().ifPresent(row -> chosen(book.get(), names, row));
    if (range) {
      clock(book.get(), selection);
      sums(book.get(), selection.fromNanos().getAsLong(), selection.toNanos().getAsLong());
    }
  }

  private void chosen(TraceBook book, TraceWords names, TraceRow row) {
    Label title = words(names.label(row, view.model().rows().groups()), "subheading");
    title.setId("trace-title");
    add(title);
    String detail = names.detail(row, view.model().rows());
    if (!detail.isEmpty()) {
      add(words(detail, "faint"));
    }
    view.chosen().get().ifPresent(m -> moment(book, names, m));
    TraceNoteFacts notes = new TraceNoteFacts(this, view, book, names);
    view.chosenNote().ifPresent(notes::chosen);
    notesWithin(book, notes, row);
    if (row.sort() == TraceRow.Sort.GOROUTINE) {
      goroutine(book, names, row.index());
    }
  }

  /// While the chosen state lasts, or else the chosen range, or else all the time.
  private void notesWithin(TraceBook book, TraceNoteFacts notes, TraceRow row) {
    Selection range = desk().selection().get();
    long from = range.fromNanos().orElse(book.trace().startNanos());
    long to = range.toNanos().orElse(book.trace().endNanos());
    view.chosen()
        .get()
        .ifPresentOrElse(
            m -> notes.within(row, m.from(), m.to()), () -> notes.within(row, from, to));
  }

  /// A moment by the wall clock, where that is known.
  Optional<Label> clock(TraceBook book, long nanos) {
    return new TraceClock(book.trace(), ZoneId.systemDefault())
        .say(nanos)
        .map(t -> words(say("trace.clock", t), "host"));
  }

  private void clock(TraceBook book, Selection range) {
    String told =
        new TraceClock(book.trace(), ZoneId.systemDefault())
            .say(range.fromNanos().orElseThrow(), range.toNanos().orElseThrow())
            .orElse(say("trace.clock.unknown"));
    Label label = words(told, "host");
    label.setId("trace-clock");
    section("trace.clock.title", List.of(label));
  }

  private void moment(TraceBook book, TraceWords names, TraceMoment moment) {
    List<Node> rows = new ArrayList<>();
    rows.add(words(desk().texts().words().say(moment.state().key()), "host"));
    if (moment.isLost()) {
      rows.add(words(names.last(moment), "host"));
    }
    String reason = names.reason(moment);
    if (!reason.isEmpty()) {
      rows.add(words(reason, "host"));
    }
    rows.add(words(say("trace.lasted", Durations.of(moment.nanos())), "host"));
    long since = moment.from() - book.trace().startNanos();
    rows.add(
        words(say("trace.since", Ticks.label(since, Math.max(1, moment.nanos() / 10))), "host"));
    clock(book, moment.from()).ifPresent(rows::add);
    if (moment.row().sort() == TraceRow.Sort.REGIONS) {
      rows.addFirst(words(names.label(moment), "host"));
      int goroutine = book.notes().goroutine(moment.row().index());
      rows.add(goroutineLink(book, names, goroutine, moment.from()));
    }
    int proc = moment.proc(book);
    if (proc >= 0) {
      rows.add(
          link(
              "P " + book.trace().procs().get(proc),
              () -> go(book, new TraceRow(TraceRow.Sort.PROC, proc), moment.from())));
    }
    int busy = moment.busyWith(book);
    if (busy >= 0) {
      rows.add(goroutineLink(book, names, busy, moment.from()));
    }
    section("trace.state", rows);
    view.woken()
        .ifPresent(
            w ->
                section(
                    w.reason() == initscope.gotrace.generation.RunnableCause.CREATED
                        ? "trace.madeBy"
                        : "trace.wokenBy",
                    List.of(goroutineLink(book, names, w.wokenBy(book), w.from()))));
    frames("trace.stack", moment.stack());
  }

  private void goroutine(TraceBook book, TraceWords names, int row) {
    Optional<Long> creator = book.trace().goroutines().creator(row);
    int made = creator.map(id -> book.trace().goroutines().find(id)).orElse(-1);
    if (made >= 0) {
      long begun = book.trace().goroutine(row).begunNanos();
      section("trace.creator", List.of(goroutineLink(book, names, made, begun)));
    }
    frames("trace.createStack", book.trace().goroutines().createStack(row));
  }

  Node goroutineLink(TraceBook book, TraceWords names, int row, long nanos) {
    return link(
        names.goroutine(row), () -> go(book, new TraceRow(TraceRow.Sort.GOROUTINE, row), nanos));
  }

  private void go(TraceBook book, TraceRow row, long nanos) {
    if (row.sort() == TraceRow.Sort.GOROUTINE) {
      view.model().reveal(row.index());
    }
    view.choose(row, TraceMoment.at(book, row, nanos));
  }

  void frames(String key, List<Frame> frames) {
    if (frames.isEmpty()) {
      return;
    }
    List<Node> rows = new ArrayList<>();
    for (Frame frame : frames.subList(0, Math.min(MOST_FRAMES, frames.size()))) {
      rows.add(words(Tables.place(frame), "host"));
    }
    section(key, rows);
  }

  private record Sums(List<TraceSums> bySort) {}

  /// Over the chosen row, or else over all rows in sight.
  private void sums(TraceBook book, long from, long to) {
    List<TraceRow> rows =
        view.chosenRow()
            .filter(TraceRow::hasStates)
            .map(List::of)
            .orElseGet(
                () ->
                    view.drawn().map(TraceLayout::rows).orElse(List.of()).stream()
                        .map(TraceLayout.Row::row)
                        .filter(TraceRow::hasStates)
                        .distinct()
                        .toList());
    stop =
        desk()
            .background()
            .run(
                progress -> {
                  List<TraceSums> sums = new ArrayList<>();
                  for (TraceRow.Sort sort : TraceRow.Sort.values()) {
                    if (rows.stream().anyMatch(r -> r.sort() == sort)) {
                      progress.report(sums.size(), rows.size(), "rows");
                      sums.add(TraceSums.of(book, sort, rows, from, to));
                    }
                  }
                  return new Sums(sums);
                },
                made -> made.bySort().forEach(s -> sums(s, to - from)));
  }

  private void sums(TraceSums sums, long length) {
    List<Node> rows = new ArrayList<>();
    rows.add(words(say("trace.sums.rows", sums.rows(), Durations.of(length)), "faint"));
    for (int kind : new int[] {1, 0, 2, 3}) {
      if (sums.nanos().get(kind) > 0) {
        String state = desk().texts().words().say(TraceState.of(sums.sort(), kind).key());
        double share = 100.0 * sums.nanos().get(kind) / Math.max(1, length * sums.rows());
        rows.add(
            words(
                "%s: %s (%.1f %%)".formatted(state, Durations.of(sums.nanos().get(kind)), share),
                "host"));
      }
    }
    rows.add(
        words(
            say(sums.exact() ? "trace.sums.states" : "trace.sums.about", sums.states()), "faint"));
    section("trace.sums", rows);
  }
}
