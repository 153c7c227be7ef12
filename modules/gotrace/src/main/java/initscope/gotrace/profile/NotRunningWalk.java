package initscope.gotrace.profile;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;

/// States in which goroutines do not run, each by the stack on which it began and the reason.
final class NotRunningWalk implements Walk {
  private final TraceProfileKind kind;
  private final StackSums sums;
  private final OwnStack ready;
  private final long endNanos;
  private boolean ran;

  /// @param kind which of them count
  NotRunningWalk(TraceProfileKind kind, GoTrace trace, StackSums sums) {
    this.kind = kind;
    this.sums = sums;
    ready = new OwnStack(trace, sums);
    endNanos = trace.endNanos();
  }

  @Override
  public void begin(int row) {
    ready.begin(row);
    ran = false;
  }

  @Override
  public void end() {}

  @Override
  public void span(
      long fromNanos, long toNanos, int state, int number, int reason, Generation generation) {
    boolean all = kind == TraceProfileKind.OFF_CPU;
    String why = Stopped.why(state, reason, generation);
    String leaf = "[" + why + "]";
    if (state == LaneKind.RUNS) {
      ran = true;
    } else if (all && state == LaneKind.WAITS_TO_RUN) {
      ready.add(leaf, toNanos - fromNanos, number, reason, generation);
    } else if (all || (ran && toNanos < endNanos && counts(state, why))) {
      sums.add(generation, Stopped.stack(state, number, reason), leaf, toNanos - fromNanos);
    }
    if (state != LaneKind.WAITS_TO_RUN) {
      ready.passed(state, number, reason, generation);
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
