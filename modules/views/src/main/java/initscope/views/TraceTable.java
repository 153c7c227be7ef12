package initscope.views;

import initscope.gotrace.lane.LaneKind;
import initscope.layout.Durations;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceGroups;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceRows;
import initscope.layout.trace.TraceTotal;
import initscope.layout.trace.TraceWords;
import initscope.model.Selection;
import java.util.List;
import java.util.Optional;

/// The table that says what a trace's timeline says: how long each P, thread and group of goroutines was in each state.
final class TraceTable extends Grid<TraceTotal> {
  private final Desk desk;
  private final TraceModel model;
  private TraceGroups asked = TraceRows.NONE.groups();
  private Runnable stop = () -> {};

  TraceTable(Desk desk, TraceModel model) {
    super(
        desk,
        "trace",
        List.of(
            Column.of("column.group", 110, t -> section(desk, t)),
            Column.host("column.name", 320, t -> name(desk, model, t)),
            Column.number(
                "column.members", 80, t -> Integer.toString(t.members()), TraceTotal::members),
            time("column.running", LaneKind.RUNS),
            time("column.runnable", LaneKind.WAITS_TO_RUN),
            time("column.inSyscall", LaneKind.IN_SYSCALL),
            time("column.waiting", LaneKind.WAITS),
            Column.number("column.states", 90, t -> Long.toString(t.states()), TraceTotal::states)),
        t -> selects(model, t));
    this.desk = desk;
    this.model = model;
    desk.whenLeft(() -> stop.run());
    ask();
  }

  /// Adds up anew where there are other groups than before.
  void ask() {
    TraceGroups groups = model.rows().groups();
    if (groups.equals(asked)) {
      return;
    }
    asked = groups;
    stop.run();
    fill(List.of());
    model
        .book()
        .ifPresent(
            book ->
                stop =
                    desk.background()
                        .run(progress -> TraceTotal.of(book, groups, progress), this::fill));
  }

  private static Column<TraceTotal> time(String key, int kind) {
    return Column.number(
        key, 100, t -> Durations.of(t.nanos().get(kind)), t -> t.nanos().get(kind));
  }

  private static String section(Desk desk, TraceTotal total) {
    TraceRows.Section section =
        switch (total.row().sort()) {
          case PROC -> TraceRows.Section.PROCS;
          case THREAD -> TraceRows.Section.THREADS;
          default -> TraceRows.Section.GOROUTINES;
        };
    return desk.texts().words().say(section.key());
  }

  private static String name(Desk desk, TraceModel model, TraceTotal total) {
    Optional<TraceBook> book = model.book();
    boolean gone =
        total.row().sort() == TraceRow.Sort.GROUP
            && total.row().index() >= model.rows().groups().size();
    return book.isEmpty() || gone
        ? ""
        : new TraceWords(book.get(), desk.texts().words())
            .label(total.row(), model.rows().groups());
  }

  private static Selection selects(TraceModel model, TraceTotal total) {
    TraceGroups groups = model.rows().groups();
    boolean named =
        total.row().sort() == TraceRow.Sort.GROUP
            && total.row().index() < groups.size()
            && !groups.name(total.row().index()).isEmpty();
    if (named) {
      return Selection.NONE.withFunction(groups.name(total.row().index()));
    }
    return total.row().sort() == TraceRow.Sort.THREAD && model.book().isPresent()
        ? Selection.NONE.withThread(model.book().get().trace().threads().get(total.row().index()))
        : Selection.NONE;
  }
}
