package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;

/// How many members of a group were in each kind of state, over an interval in steps: made by a scan of the members in the background.
public final class GroupShares {
  private final long from;
  private final long to;
  private final double[] until;
  private final int steps;

  private GroupShares(long from, long to, double[] until, int steps) {
    this.from = from;
    this.to = to;
    this.until = until;
    this.steps = steps;
  }

  /// Adds the members up.
  ///
  /// @param steps how many parts the interval is cut into
  public static GroupShares of(
      GoTrace trace,
      TraceGroups groups,
      int group,
      long from,
      long to,
      int steps,
      Progress progress)
      throws CancelledException {
    double[] direct = new double[4 * (steps + 1)];
    double[] slope = new double[4 * (steps + 2)];
    double width = Math.max(1, (double) (to - from) / steps);
    TraceTrack.Visitor add =
        (a, b, kind, number, reason, generation) -> {
          double x0 = Math.max(0, (a - from) / width);
          double x1 = Math.min(steps, (b - from) / width);
          if (x1 <= x0 || kind >= LaneKind.GONE) {
            return;
          }
          int first = (int) x0;
          int last = (int) x1;
          if (first == last) {
            direct[first * 4 + kind] += x1 - x0;
            return;
          }
          direct[first * 4 + kind] += first + 1 - x0;
          slope[(first + 1) * 4 + kind] += 1;
          slope[last * 4 + kind] -= 1;
          direct[last * 4 + kind] += x1 - last;
        };
    for (int i = 0; i < groups.count(group); i++) {
      if ((i & 0xff) == 0) {
        progress.report(i, groups.count(group), "goroutines");
      }
      TraceTrack track = trace.goroutine(groups.member(group, i));
      if (track.begunNanos() < to) {
        track.visit(from, to, add);
      }
    }
    double[] until = new double[4 * (steps + 1)];
    for (int kind = 0; kind < 4; kind++) {
      double open = 0;
      double sum = 0;
      for (int step = 0; step < steps; step++) {
        open += slope[step * 4 + kind];
        sum += (open + direct[step * 4 + kind]) * width;
        until[(step + 1) * 4 + kind] = sum;
      }
    }
    return new GroupShares(from, to, until, steps);
  }

  /// Whether it tells of an interval at a step of its own for each column.
  public boolean isFor(long wantedFrom, long wantedTo, int columns) {
    double mine = (double) (to - from) / steps;
    return from <= wantedFrom
        && to >= wantedTo
        && mine <= 1.01 * Math.max(1, wantedTo - wantedFrom) / columns;
  }

  /// Whether it tells of an interval at all.
  boolean covers(long wantedFrom, long wantedTo) {
    return from <= wantedFrom && to >= wantedTo;
  }

  /// How many members were in a kind of state on the average of an interval.
  double average(int kind, long a, long b) {
    return b <= a ? 0 : Math.max(0, (at(kind, b) - at(kind, a)) / (b - a));
  }

  /// Time of all members in a kind of state from the interval's beginning up to a moment.
  private double at(int kind, long nanos) {
    double x = Math.clamp((double) (nanos - from) / Math.max(1, to - from), 0, 1) * steps;
    int step = Math.min(steps - 1, (int) x);
    double a = until[step * 4 + kind];
    double b = until[(step + 1) * 4 + kind];
    return a + (b - a) * (x - step);
  }
}
