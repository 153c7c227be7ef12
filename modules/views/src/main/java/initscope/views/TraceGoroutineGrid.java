package initscope.views;

import initscope.gotrace.lane.LaneKind;
import initscope.layout.Durations;
import initscope.layout.Symbols;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceGoroutine;
import initscope.layout.trace.TraceGroups;
import initscope.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The goroutines of a trace one by one: the first thousand, by the column that is sorted by, of those that the search left and that lived within
/// the chosen range. Sorting by another column asks anew, since others may be the first then.
final class TraceGoroutineGrid extends Grid<TraceGoroutine> {
  private static final int MOST = 1000;

  /// One for each column.
  private static final List<TraceGoroutine.Order> ORDERS = List.of(TraceGoroutine.Order.values());

  private final Desk desk;
  private final TraceModel model;
  private Optional<Asked> asked = Optional.empty();
  private Runnable stop = () -> {};

  /// What the rows answer.
  ///
  /// @param chosen the chosen goroutine's row, which is there too; -1 for none
  private record Asked(TraceBook book, TraceGoroutine.Wanted wanted, int chosen) {}

  /// @param leave goes back to the picture
  TraceGoroutineGrid(Desk desk, TraceModel model, Runnable leave) {
    super(desk, "trace-goroutines", columns(model), g -> selects(desk, model, g));
    this.desk = desk;
    this.model = model;
    TableColumn<TraceGoroutine, ?> first =
        getColumns().get(ORDERS.indexOf(TraceGoroutine.Order.RUNNING));
    first.setSortType(TableColumn.SortType.DESCENDING);
    getSortOrder().setAll(List.of(first));
    comparatorProperty().subscribe(this::ask);
    sceneProperty().subscribe(this::ask);
    desk.selection().subscribe(this::ask);
    desk.whenLeft(() -> stop.run());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            e.consume();
            leave.run();
          }
        });
    setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2) {
            leave.run();
          }
        });
  }

  private static List<Column<TraceGoroutine>> columns(TraceModel model) {
    return List.of(
        number("column.goroutine", 80, model, (b, g) -> b.trace().goroutines().id(g.row())),
        Column.host(
            "column.function",
            260,
            g -> text(model, b -> Symbols.brief(b.names().function(g.row())))),
        Column.host(
            "column.createdBy",
            200,
            g -> text(model, b -> Symbols.brief(b.names().creator(g.row())))),
        time("column.running", LaneKind.RUNS),
        time("column.runnable", LaneKind.WAITS_TO_RUN),
        time("column.inSyscall", LaneKind.IN_SYSCALL),
        time("column.waiting", LaneKind.WAITS),
        Column.number("column.states", 90, g -> Long.toString(g.states()), TraceGoroutine::states));
  }

  private interface Value {
    long of(TraceBook book, TraceGoroutine goroutine);
  }

  private static Column<TraceGoroutine> number(
      String key, double width, TraceModel model, Value value) {
    ToLongFunction<TraceGoroutine> number = g -> model.book().map(b -> value.of(b, g)).orElse(-1L);
    return Column.number(key, width, g -> Long.toString(number.applyAsLong(g)), number);
  }

  private static Column<TraceGoroutine> time(String key, int kind) {
    return Column.number(
        key, 100, g -> Durations.of(g.nanos().get(kind)), g -> g.nanos().get(kind));
  }

  private static String text(
      TraceModel model, java.util.function.Function<TraceBook, String> text) {
    return model.book().map(text).orElse("");
  }

  /// The goroutine within the range that is chosen: the table would otherwise tell of another one at once.
  private static Selection selects(Desk desk, TraceModel model, TraceGoroutine one) {
    Selection now = desk.selection().get();
    Selection chosen =
        model
            .book()
            .map(b -> b.trace().goroutines().id(one.row()))
            .map(id -> Selection.NONE.withGoroutine(id, java.util.OptionalLong.empty()))
            .orElse(Selection.NONE);
    return now.fromNanos().isPresent() && now.toNanos().isPresent()
        ? chosen.withRange(now.fromNanos().getAsLong(), now.toNanos().getAsLong())
        : chosen;
  }

  /// Asks for the rows where they are seen and others than before are wanted.
  void ask() {
    if (model.book().isEmpty()) {
      clear();
    }
    if (getScene() == null || model.book().isEmpty()) {
      return;
    }
    TraceBook book = model.book().get();
    Selection now = desk.selection().get();
    TraceGoroutine.Wanted wanted =
        new TraceGoroutine.Wanted(
            model.rows().groups(),
            now.fromNanos().orElse(book.trace().startNanos()),
            now.toNanos().orElse(book.trace().endNanos()),
            order(),
            descending(),
            MOST);
    Asked next = new Asked(book, wanted, chosen(book, wanted.groups()));
    if (asked.equals(Optional.of(next))) {
      return;
    }
    asked = Optional.of(next);
    stop.run();
    stop = desk.background().run(progress -> answer(next, progress), this::fill);
  }

  /// Rows of another trace mean nothing in the next one.
  private void clear() {
    if (asked.isPresent()) {
      asked = Optional.empty();
      stop.run();
      fill(List.of());
    }
  }

  private static List<TraceGoroutine> answer(Asked asked, initscope.model.Progress progress)
      throws initscope.model.Progress.CancelledException {
    List<TraceGoroutine> found =
        new ArrayList<>(TraceGoroutine.of(asked.book(), asked.wanted(), progress));
    boolean there = asked.chosen() < 0 || found.stream().anyMatch(g -> g.row() == asked.chosen());
    if (!there) {
      found.add(
          TraceGoroutine.of(
              asked.book(), asked.chosen(), asked.wanted().from(), asked.wanted().to()));
    }
    return List.copyOf(found);
  }

  /// The chosen goroutine where the rows do not have it already: then others need not be asked for.
  private int chosen(TraceBook book, TraceGroups groups) {
    int before = asked.map(Asked::chosen).orElse(-1);
    long id = desk.selection().get().goroutine().orElse(-1);
    int row = id < 0 ? -1 : book.trace().goroutines().find(id);
    boolean known = row < 0 || getItems().stream().anyMatch(g -> g.row() == row);
    return known || groups.groupOf(row) < 0 ? before : row;
  }

  private TraceGoroutine.Order order() {
    return getSortOrder().isEmpty()
        ? TraceGoroutine.Order.RUNNING
        : ORDERS.get(getColumns().indexOf(getSortOrder().getFirst()));
  }

  private boolean descending() {
    return getSortOrder().isEmpty()
        || getSortOrder().getFirst().getSortType() == TableColumn.SortType.DESCENDING;
  }
}
