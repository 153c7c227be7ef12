package initscope.gotrace.profile;

import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;

/// From ready to running, by {@link OwnStack}. The leaf says how it became ready.
final class SchedWalk implements Walk {
  private static final String NOT_RAN_YET = "before its first run";

  private final OwnStack stack;
  private final long endNanos;

  /// Go 1.21 and earlier told short system calls only by their beginning: their end is no wait for a P.
  private final boolean countsMoments;

  private boolean ran;

  SchedWalk(GoTrace trace, StackSums sums) {
    stack = new OwnStack(trace, sums);
    endNanos = trace.endNanos();
    countsMoments = trace.version() >= TraceFormat.FIRST_V2;
  }

  @Override
  public void begin(int row) {
    stack.begin(row);
    ran = false;
  }

  @Override
  public void end() {}

  @Override
  public void span(
      long fromNanos, long toNanos, int state, int number, int reason, Generation generation) {
    if (state != LaneKind.WAITS_TO_RUN) {
      stack.passed(state, number, reason, generation);
      ran |= state == LaneKind.RUNS;
      return;
    }
    if (toNanos < endNanos && (countsMoments || toNanos > fromNanos)) {
      boolean first = !ran && reason != RunnableCause.CREATED;
      String leaf = "[" + (first ? NOT_RAN_YET : Stopped.cause(reason, generation)) + "]";
      stack.add(leaf, toNanos - fromNanos, number, reason, generation);
    }
  }
}
