package initscope.gotrace.profile;

import java.util.Map;
import java.util.OptionalLong;

/// What a trace tells of one goroutine as a whole. Times count from the trace's beginning.
///
/// @param id its number
/// @param function it began with, empty where not known
/// @param creator number of the goroutine that made it, absent where that was not seen
/// @param creatorFunction where it was made, empty where that was not seen
/// @param startNanos when it was made, absent where before the trace
/// @param endNanos when it ended, absent where it did not
/// @param runningNanos on a P
/// @param runnableNanos ready and without a P
/// @param syscallNanos in system calls
/// @param waitingNanos blocked
/// @param blockedNanos the same by reason
/// @param assistNanos of running: helped the garbage collector mark
public record GoroutineRow(
    long id,
    String function,
    OptionalLong creator,
    String creatorFunction,
    OptionalLong startNanos,
    OptionalLong endNanos,
    long runningNanos,
    long runnableNanos,
    long syscallNanos,
    long waitingNanos,
    Map<String, Long> blockedNanos,
    long assistNanos) {
  /// Keeps an immutable copy.
  public GoroutineRow {
    blockedNanos = Map.copyOf(blockedNanos);
  }
}
