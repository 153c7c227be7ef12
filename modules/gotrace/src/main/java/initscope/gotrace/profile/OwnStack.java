package initscope.gotrace.profile;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import org.jspecify.annotations.Nullable;

/// Where a goroutine is while it waits for a P: at the stack it waited on, was stopped on or was in a system call on; a new one where its
/// creator made it.
final class OwnStack {
  private final GoTrace trace;
  private final StackSums sums;
  private int row;
  private @Nullable Generation stoppedIn;
  private int stoppedOn;

  /// @param sums what is added to
  OwnStack(GoTrace trace, StackSums sums) {
    this.trace = trace;
    this.sums = sums;
  }

  /// A goroutine's states follow.
  void begin(int goroutine) {
    row = goroutine;
    stoppedIn = null;
  }

  /// Remembers a state in which it does not wait for a P.
  void passed(int state, int number, int reason, Generation generation) {
    boolean stopped = state != LaneKind.RUNS;
    stoppedIn = stopped ? generation : null;
    stoppedOn = stopped ? Stopped.stack(state, number, reason) : 0;
  }

  /// Adds a wait for a P.
  void add(String leaf, long nanos, int number, int reason, Generation generation) {
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
