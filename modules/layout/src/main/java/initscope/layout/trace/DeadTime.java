package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.util.LongColumn;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;

/// Finds the stretches in which no P ran a goroutine.
public final class DeadTime {
  private DeadTime() {}

  /// An axis without the stretches of at least a length. Reads all states of all Ps: for the background.
  public static TraceAxis leftOut(GoTrace trace, long leastNanos, Progress progress)
      throws CancelledException {
    LongColumn from = new LongColumn();
    LongColumn to = new LongColumn();
    from.add(trace.startNanos());
    to.add(trace.endNanos());
    for (int i = 0; i < trace.procs().size(); i++) {
      progress.report(i, trace.procs().size(), "Ps");
      LongColumn[] idle = idle(trace, trace.procs().get(i), leastNanos);
      LongColumn nextFrom = new LongColumn();
      LongColumn nextTo = new LongColumn();
      int a = 0;
      int b = 0;
      while (a < from.size() && b < idle[0].size()) {
        long begin = Math.max(from.get(a), idle[0].get(b));
        long end = Math.min(to.get(a), idle[1].get(b));
        if (end - begin >= leastNanos) {
          nextFrom.add(begin);
          nextTo.add(end);
        }
        if (to.get(a) < idle[1].get(b)) {
          a++;
        } else {
          b++;
        }
      }
      from = nextFrom;
      to = nextTo;
    }
    return new TraceAxis(
        trace.startNanos(), trace.endNanos(), TraceMarks.array(from), TraceMarks.array(to));
  }

  /// Where a P did not run a goroutine for at least a length.
  private static LongColumn[] idle(GoTrace trace, long proc, long leastNanos) {
    LongColumn from = new LongColumn();
    LongColumn to = new LongColumn();
    long[] since = {trace.startNanos()};
    trace
        .proc(proc)
        .visit(
            trace.startNanos(),
            trace.endNanos(),
            (a, b, kind, number, reason, generation) -> {
              if (kind == LaneKind.RUNS || kind == LaneKind.IN_SYSCALL) {
                add(from, to, since[0], a, leastNanos);
                since[0] = b;
              }
            });
    add(from, to, since[0], trace.endNanos(), leastNanos);
    return new LongColumn[] {from, to};
  }

  private static void add(LongColumn from, LongColumn to, long a, long b, long least) {
    if (b - a >= least) {
      from.add(a);
      to.add(b);
    }
  }
}
