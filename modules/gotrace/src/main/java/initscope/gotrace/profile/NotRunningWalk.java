package initscope.gotrace.profile;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;

/// States in which goroutines do not run, each by the stack on which it began and the reason.
final class NotRunningWalk implements Walk {
  private final TraceProfileKind kind;
  private final StackSums sums;
  private final long endNanos;
  private boolean ran;

  /// @param kind which of them count
  /// @param endNanos the trace's end
  NotRunningWalk(TraceProfileKind kind, StackSums sums, long endNanos) {
    this.kind = kind;
    this.sums = sums;
    this.endNanos = endNanos;
  }

  @Override
  public void begin(int row) {
    ran = false;
  }

  @Override
  public void end() {}

  @Override
  public void span(
      long fromNanos, long toNanos, int state, int number, int reason, Generation generation) {
    if (state == LaneKind.RUNS) {
      ran = true;
      return;
    }
    if (toNanos <= fromNanos) {
      return; // handed over at once: it took no time
    }
    String why = Stopped.why(state, reason, generation);
    boolean whole = ran && toNanos < endNanos;
    if (kind == TraceProfileKind.OFF_CPU || whole && counts(state, why)) {
      int stack = Stopped.stack(state, number, reason);
      sums.add(generation, stack, "[" + why + "]", toNanos - fromNanos);
    }
  }

  /// As {@code go tool trace} sorts reasons.
  private boolean counts(int state, String why) {
    return switch (kind) {
      case SYSCALL -> state == LaneKind.IN_SYSCALL;
      case NET -> state == LaneKind.WAITS && why.equals("network");
      case SYNC ->
          state == LaneKind.WAITS
              && (why.contains("chan") || why.contains("sync") || why.contains("select"));
      default -> false;
    };
  }
}
