package initscope.gotrace.profile;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import org.jspecify.annotations.Nullable;

/// From ready to running. The stack is the goroutine's own: the one it waited on, was stopped on or was in a system call on; for a new
/// goroutine its creator's. The leaf says how it became ready.
final class SchedWalk implements Walk {
  private final GoTrace trace;
  private final StackSums sums;
  private int row;
  private @Nullable Generation stoppedIn;
  private int stoppedOn;

  SchedWalk(GoTrace trace, StackSums sums) {
    this.trace = trace;
    this.sums = sums;
  }

  @Override
  public void begin(int goroutine) {
    row = goroutine;
    stoppedIn = null;
  }

  @Override
  public void end() {}

  @Override
  public void span(
      long fromNanos, long toNanos, int state, int number, int reason, Generation generation) {
    if (state == LaneKind.WAITS_TO_RUN) {
      if (toNanos > fromNanos && toNanos < trace.endNanos()) {
        add(toNanos - fromNanos, number, reason, generation);
      }
      return;
    }
    boolean stopped = state != LaneKind.RUNS;
    stoppedIn = stopped ? generation : null;
    stoppedOn = stopped ? Stopped.stack(state, number, reason) : 0;
  }

  private void add(long nanos, int number, int reason, Generation generation) {
    String leaf = "[" + Stopped.cause(reason, generation) + "]";
    if (reason == RunnableCause.CREATED) {
      int local = generation.findGoroutine(trace.goroutines().id(row));
      sums.add(generation, local < 0 ? 0 : generation.createStack(local), leaf, nanos);
    } else if (reason >= RunnableCause.STOPPED) {
      sums.add(generation, number, leaf, nanos);
    } else if (stoppedIn == null) {
      sums.add(generation, 0, leaf, nanos);
    } else {
      sums.add(stoppedIn, stoppedOn, leaf, nanos);
    }
  }
}
