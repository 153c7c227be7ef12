package initscope.gotrace.profile;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;
import org.jspecify.annotations.Nullable;

/// Running time, each stretch by the stack on which it ended.
final class RunningWalk implements Walk {
  private final StackSums sums;
  private final long endNanos;
  private @Nullable Generation ranIn;
  private long from;
  private long to;

  /// @param endNanos the trace's end
  RunningWalk(StackSums sums, long endNanos) {
    this.sums = sums;
    this.endNanos = endNanos;
  }

  @Override
  public void begin(int row) {
    ranIn = null;
  }

  @Override
  public void span(
      long fromNanos, long toNanos, int state, int number, int reason, Generation generation) {
    if (fromNanos == to && state != LaneKind.RUNS) {
      int stack = Stopped.stack(state, number, reason);
      put(generation, stack, stack == 0 ? "[no stack]" : "");
    } else {
      end();
    }
    if (state == LaneKind.RUNS) {
      ranIn = generation;
      from = fromNanos;
      to = toNanos;
    }
  }

  /// What runs last ends with its goroutine, or with the trace.
  @Override
  public void end() {
    if (ranIn != null) {
      put(ranIn, 0, to < endNanos ? "[goroutine ended]" : "[trace ended]");
    }
  }

  private void put(Generation generation, int stack, String leaf) {
    if (ranIn != null) {
      sums.add(generation, stack, leaf, to - from);
      ranIn = null;
    }
  }
}
