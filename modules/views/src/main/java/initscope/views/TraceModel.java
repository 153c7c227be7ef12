package initscope.views;

import initscope.gotrace.GoTrace;
import initscope.layout.Viewport;
import initscope.layout.trace.DeadTime;
import initscope.layout.trace.GroupShares;
import initscope.layout.trace.TraceAxis;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceFilter;
import initscope.layout.trace.TraceGroups;
import initscope.layout.trace.TraceKept;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceRowName;
import initscope.layout.trace.TraceRows;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is open of an execution trace: its rows, its axis, what was looked up in the background. On the FX thread.
final class TraceModel {
  /// Dead time is left out where it lasts for more than this part of what is seen.
  private static final int DEAD_PARTS = 100;

  private static final int STEPS = 2048;

  private final Desk desk;
  private final Runnable changed;
  private Optional<TraceBook> book = Optional.empty();
  private TraceRows rows = TraceRows.NONE;
  private TraceAxis axis = new TraceAxis(0, 1_000_000_000L);
  private TraceGroups.By by = TraceGroups.By.FUNCTION;

  /// What the groups of the rows have in common: a moment later than {@link #by}.
  private TraceGroups.By grouped = TraceGroups.By.FUNCTION;

  private String filter = "";
  private int found;
  private List<TraceRow> pinned = List.of();
  private final Map<Integer, List<GroupShares>> shares = new HashMap<>();
  private Runnable stopOpening = () -> {};
  private Runnable stopGrouping = () -> {};
  private Runnable stopSumming = () -> {};
  private Runnable stopDead = () -> {};
  private boolean summing;

  /// @param changed told when something else is to be seen
  TraceModel(Desk desk, Runnable changed) {
    this.desk = desk;
    this.changed = changed;
  }

  /// Shows what is open, and what will be.
  void follow() {
    desk.opened().subscribe(this::open);
    desk.traceKept().subscribe(this::keptOthers);
    desk.whenLeft(this::stop);
  }

  private void stop() {
    stopOpening.run();
    stopGrouping.run();
    stopSumming.run();
    stopDead.run();
  }

  private record Made(
      TraceBook book, TraceGroups groups, TraceGroups.By by, Optional<TraceKept> kept) {}

  private void open(Opened next) {
    Optional<GoTrace> trace = next.trace();
    stop();
    book = Optional.empty();
    rows = TraceRows.NONE;
    axis = trace.map(t -> new TraceAxis(t.startNanos(), t.endNanos())).orElse(axis);
    pinned = List.of();
    shares.clear();
    summing = false;
    filter = "";
    changed.run();
    TraceGroups.By wanted = by;
    boolean known = desk.traceKnown();
    trace.ifPresent(
        t ->
            stopOpening =
                desk.background()
                    .run(
                        progress -> {
                          TraceBook made = TraceBook.of(t, progress);
                          return new Made(
                              made,
                              made.group(wanted, Optional.empty()),
                              wanted,
                              known ? Optional.empty() : Optional.of(next.keeper().read()));
                        },
                        this::opened));
  }

  private void opened(Made made) {
    book = Optional.of(made.book());
    rows = TraceRows.of(made.book(), made.groups());
    grouped = made.by();
    found = made.groups().total();
    made.kept().ifPresent(desk::knew);
    keptOthers();
  }

  private void keptOthers() {
    pinned =
        names().stream()
            .flatMap(n -> desk.traceKept().get().pins().stream().map(n::find))
            .flatMap(Optional::stream)
            .toList();
    changed.run();
  }

  private Optional<TraceRowName> names() {
    return book.map(b -> new TraceRowName(b, rows.groups(), grouped));
  }

  Optional<TraceBook> book() {
    return book;
  }

  TraceRows rows() {
    return rows;
  }

  TraceAxis axis() {
    return axis;
  }

  List<TraceRow> pinned() {
    return pinned;
  }

  TraceGroups.By by() {
    return by;
  }

  /// How many goroutines the search found.
  int found() {
    return found;
  }

  String filter() {
    return filter;
  }

  boolean leavesDeadTimeOut() {
    return axis.cuts() > 0;
  }

  Viewport seen() {
    return desk.traceViewport().get().orElse(axis.whole());
  }

  void see(Viewport next) {
    desk.traceViewport().set(next.equals(axis.whole()) ? Optional.empty() : Optional.of(next));
  }

  void toggle(TraceRow row) {
    rows = rows.toggle(row);
    changed.run();
  }

  void reveal(int goroutine) {
    rows = rows.reveal(goroutine);
  }

  void pin(TraceRow row) {
    if (row.sort() != TraceRow.Sort.SECTION) {
      names().ifPresent(n -> desk.keep(desk.traceKept().get().switchPin(n.of(row))));
    }
  }

  void nextGrouping() {
    List<TraceGroups.By> all = List.of(TraceGroups.By.values());
    group(all.get((all.indexOf(by) + 1) % all.size()));
  }

  void group(TraceGroups.By next) {
    if (next != by) {
      by = next;
      regroup();
    }
  }

  /// Shows the goroutines only that a text means.
  void filter(String text) {
    if (!text.equals(filter)) {
      filter = text;
      regroup();
    }
  }

  private void regroup() {
    stopGrouping.run();
    stopSumming.run();
    summing = false;
    if (book.isEmpty()) {
      return;
    }
    TraceBook of = book.get();
    String text = filter;
    TraceGroups.By wanted = by;
    stopGrouping =
        desk.background()
            .run(
                progress -> {
                  Optional<BitSet> passes =
                      text.isBlank()
                          ? Optional.empty()
                          : Optional.of(TraceFilter.of(of, text, progress));
                  return of.group(wanted, passes);
                },
                made -> regrouped(made, wanted));
  }

  private void regrouped(TraceGroups groups, TraceGroups.By as) {
    grouped = as;
    shares.clear();
    book.ifPresent(b -> rows = rows.with(b, groups));
    found = groups.total();
    keptOthers();
  }

  List<GroupShares> shares(int group) {
    return shares.getOrDefault(group, List.of());
  }

  /// Adds the members of groups in sight up, one group after another: first over all, then for the part that is seen.
  ///
  /// @param rested whether the picture has come to rest
  void sum(TraceLayout drawn, boolean rested) {
    if (summing || book.isEmpty()) {
      return;
    }
    GoTrace trace = book.get().trace();
    TraceGroups groups = rows.groups();
    List<Integer> inSight =
        drawn.rows().stream()
            .filter(r -> r.row().sort() == TraceRow.Sort.GROUP)
            .map(r -> r.row().index())
            .toList();
    for (int group : inSight) {
      if (shares(group).isEmpty()) {
        sum(trace, groups, group, trace.startNanos(), trace.endNanos(), STEPS);
        return;
      }
    }
    TraceLayout.View view = drawn.view();
    for (int group : inSight) {
      boolean fine =
          shares(group).stream().anyMatch(s -> s.isFor(view.from(), view.to(), view.columns()));
      if (rested && !fine && view.axis().cuts() == 0) {
        sum(trace, groups, group, view.from(), view.to(), view.columns());
        return;
      }
    }
  }

  private void sum(GoTrace trace, TraceGroups groups, int group, long from, long to, int steps) {
    summing = true;
    stopSumming =
        desk.background()
            .run(
                progress -> GroupShares.of(trace, groups, group, from, to, steps, progress),
                made -> {
                  summing = false;
                  List<GroupShares> known = shares(group);
                  shares.put(
                      group, known.isEmpty() ? List.of(made) : List.of(known.getFirst(), made));
                  changed.run();
                });
  }

  /// Leaves dead time out, or shows it again. What is in the middle stays there.
  void switchDeadTime() {
    stopDead.run();
    if (book.isEmpty()) {
      return;
    }
    GoTrace trace = book.get().trace();
    if (leavesDeadTimeOut()) {
      axis(new TraceAxis(trace.startNanos(), trace.endNanos()));
      return;
    }
    long least = Math.max(1, seen().span() / DEAD_PARTS);
    stopDead =
        desk.background().run(progress -> DeadTime.leftOut(trace, least, progress), this::axis);
  }

  private void axis(TraceAxis next) {
    long from = axis.nanos(seen().from());
    long to = axis.nanos(seen().to());
    boolean all = desk.traceViewport().get().isEmpty();
    axis = next;
    long a = next.place(from);
    see(all ? next.whole() : new Viewport(a, Math.max(a + 1, next.place(to))));
    changed.run();
  }
}
