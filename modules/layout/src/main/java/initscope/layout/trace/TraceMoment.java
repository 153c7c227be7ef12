package initscope.layout.trace;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One state of a row, with what belongs to it.
///
/// @param row where
/// @param from when it began, in nanoseconds
/// @param to when it ended
/// @param kind see {@link LaneKind}; 4 more where the state is not known and that one was told last
/// @param number what belongs to it
/// @param reason why
/// @param generation where number and reason count, null where there is none
public record TraceMoment(
    TraceRow row,
    long from,
    long to,
    int kind,
    int number,
    int reason,
    @Nullable Generation generation) {
  private static final long NEAR_NANOS = 1_000;

  /// What it is.
  public TraceState state() {
    return TraceState.of(row.sort(), kind);
  }

  /// Whether the state is not known; number and reason are those of the state that was told last.
  public boolean isLost() {
    return kind >= TraceState.NOT_KNOWN;
  }

  /// The state that was told last, as if it had gone on; itself where it is known.
  public TraceMoment toldLast() {
    return isLost()
        ? new TraceMoment(row, from, to, kind - TraceState.NOT_KNOWN, number, reason, generation)
        : this;
  }

  /// How long, in nanoseconds.
  public long nanos() {
    return to - from;
  }

  /// The state of a box.
  static TraceMoment of(TraceRow row, TraceBoxes boxes, int box) {
    return new TraceMoment(
        row,
        boxes.from(box),
        boxes.to(box),
        boxes.kind(box),
        boxes.number(box),
        boxes.reason(box),
        boxes.generation(box));
  }

  /// The state of a row at a moment.
  public static Optional<TraceMoment> at(TraceBook book, TraceRow row, long nanos) {
    return states(book, row, nanos, nanos + 1).stream()
        .filter(m -> m.from() <= nanos)
        .reduce((a, b) -> b);
  }

  /// The states of a row that overlap an interval. Costs as many as there are.
  public static List<TraceMoment> states(TraceBook book, TraceRow row, long from, long to) {
    List<TraceMoment> found = new ArrayList<>();
    if (row.hasStates()) {
      book.source(row)
          .visit(
              from,
              to,
              (a, b, kind, number, reason, generation) ->
                  found.add(new TraceMoment(row, a, b, kind, number, reason, generation)));
    }
    return found;
  }

  /// The state that follows in its row.
  public Optional<TraceMoment> next(TraceBook book) {
    long end = book.trace().endNanos();
    for (long reach = NEAR_NANOS; ; reach *= 16) {
      // one that lasted no time ends where the interval begins
      List<TraceMoment> after = states(book, row, from - 1, Math.min(end, to + reach));
      int mine = after.indexOf(this);
      if (mine >= 0 && mine + 1 < after.size()) {
        return Optional.of(after.get(mine + 1));
      }
      if (to + reach >= end) {
        return Optional.empty();
      }
    }
  }

  /// The state before it in its row.
  public Optional<TraceMoment> previous(TraceBook book) {
    long begin = book.trace().startNanos();
    for (long reach = NEAR_NANOS; ; reach *= 16) {
      List<TraceMoment> before = states(book, row, Math.max(begin, from - reach), from + 1);
      int mine = before.indexOf(this);
      if (mine > 0) {
        return Optional.of(before.get(mine - 1));
      }
      if (from - reach <= begin) {
        return Optional.empty();
      }
    }
  }

  /// The stack on which it began, leaf first; empty where not known.
  public List<Frame> stack() {
    if (generation == null || row.sort() != TraceRow.Sort.GOROUTINE) {
      return List.of();
    }
    if (isLost()) {
      return toldLast().stack();
    }
    boolean has =
        kind == LaneKind.WAITS
            || kind == LaneKind.IN_SYSCALL
            || (kind == LaneKind.WAITS_TO_RUN && reason >= RunnableCause.STOPPED);
    return has ? generation.stacks().frames(number) : List.of();
  }

  /// The goroutine that made this one runnable, as a row of the trace's table, -1 where not known or not so.
  public int wokenBy(TraceBook book) {
    boolean other = reason == RunnableCause.CREATED || reason == RunnableCause.UNBLOCKED;
    boolean known =
        generation != null
            && row.sort() == TraceRow.Sort.GOROUTINE
            && kind == LaneKind.WAITS_TO_RUN
            && other
            && number > 0;
    return known ? goroutine(book, number - 1) : -1;
  }

  /// The goroutine that a P or a thread is busy with, as a row of the trace's table, -1 for none.
  public int busyWith(TraceBook book) {
    boolean proc =
        row.sort() == TraceRow.Sort.PROC && (kind == LaneKind.RUNS || kind == LaneKind.IN_SYSCALL);
    boolean thread = row.sort() == TraceRow.Sort.THREAD && kind == LaneKind.IN_SYSCALL;
    return proc || thread ? goroutine(book, number - 1) : -1;
  }

  /// The place of the P that is in use, in the trace's list; -1 for none.
  public int proc(TraceBook book) {
    boolean has = row.sort() == TraceRow.Sort.GOROUTINE || row.sort() == TraceRow.Sort.THREAD;
    if (!has || kind != LaneKind.RUNS || generation == null) {
      return -1;
    }
    return number > 0 && number <= generation.procCount()
        ? book.trace().procs().indexOf(generation.procId(number - 1))
        : -1;
  }

  private int goroutine(TraceBook book, int local) {
    return generation == null || local < 0 || local >= generation.goroutineCount()
        ? -1
        : book.trace().goroutines().find(generation.goroutineId(local));
  }
}
