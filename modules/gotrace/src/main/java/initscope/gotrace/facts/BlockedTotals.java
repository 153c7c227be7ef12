package initscope.gotrace.facts;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Reasons;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import initscope.gotrace.util.RowProgress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts.Total;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Waits by reason. Those within a generation were summed while it was read; those that go on over a border are put together here.
final class BlockedTotals {
  private final Totals totals = new Totals();
  private final Map<Long, Open> open = new HashMap<>();

  /// Places of generations in the trace.
  private int at;

  private long endedNanos;

  /// A wait that has not ended yet.
  ///
  /// @param generation place of the last generation that told of it
  /// @param toldNanos when that one ended
  private record Open(String reason, long sinceNanos, int generation, long toldNanos) {}

  private BlockedTotals() {}

  static List<Total> of(GoTrace trace, RowProgress told) throws CancelledException {
    BlockedTotals blocked = new BlockedTotals();
    for (Generation generation : trace.generations()) {
      blocked.take(generation, told);
    }
    // each generation tells of all that live, but the last may be cut
    int last = trace.generations().size() - 2;
    blocked
        .open
        .values()
        .forEach(o -> blocked.ended(o, o.generation() >= last ? trace.endNanos() : o.toldNanos()));
    return blocked.totals.toList();
  }

  private Open open(String reason, long sinceNanos) {
    return new Open(reason, sinceNanos, at, endedNanos);
  }

  private void ended(Open wait, long nanos) {
    long waited = Math.max(0, nanos - wait.sinceNanos());
    totals.add(wait.reason(), 1, waited, waited);
  }

  private void take(Generation generation, RowProgress told) throws CancelledException {
    endedNanos = generation.endNanos();
    Reasons reasons = generation.reasons();
    List<String> texts = reasons.texts();
    for (int i = 0; i < texts.size(); i++) {
      if (reasons.count(i) > 0) {
        totals.add(
            texts.get(i),
            reasons.count(i),
            generation.nanos(reasons.ticks(i)),
            generation.nanos(reasons.longestTicks(i)));
      }
    }
    Lanes lanes = generation.goroutineLanes();
    for (int row = 0; row < lanes.size(); row++) {
      told.next();
      borders(generation, lanes, row);
    }
    at++;
  }

  /// What a goroutine waited for at the beginning, and what it waits for at the end.
  private void borders(Generation generation, Lanes lanes, int row) {
    long id = generation.goroutineId(row);
    if (lanes.count(row) == 0) {
      return;
    }
    long[] first = {LaneKind.NONE, 0};
    lanes.visit(
        row,
        Long.MIN_VALUE,
        lanes.begunTicks(row),
        (from, to, kind, number, reason) -> {
          if (first[0] == LaneKind.NONE) {
            first[0] = kind;
            first[1] = to;
          }
        });
    Open wait = open.remove(id);
    if (first[0] == LaneKind.WAITS) {
      Open known =
          wait == null
              ? open("", generation.nanos(lanes.begunTicks(row)))
              : open(wait.reason(), wait.sinceNanos());
      if (first[1] == Long.MAX_VALUE) {
        open.put(id, known);
        return;
      }
      ended(known, generation.nanos(first[1]));
    } else if (wait != null) {
      ended(wait, wait.toldNanos()); // it ended in what is lost between
    }
    if (lanes.lastKind(row) == LaneKind.WAITS) {
      last(generation, lanes, row);
    }
  }

  private void last(Generation generation, Lanes lanes, int row) {
    List<String> texts = generation.reasons().texts();
    lanes.visit(
        row,
        lanes.lastTicks(row),
        Long.MAX_VALUE,
        (from, to, kind, number, reason) -> {
          if (to == Long.MAX_VALUE && kind == LaneKind.WAITS) {
            String text = reason < texts.size() ? texts.get(reason) : "";
            open.put(generation.goroutineId(row), open(text, generation.nanos(from)));
          }
        });
  }
}
