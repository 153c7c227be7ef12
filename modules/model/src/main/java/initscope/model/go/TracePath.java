package initscope.model.go;

import java.util.List;

/// The critical path of goroutine 1 over a whole trace: what its end depended on, followed back wake-up by wake-up. The five sums are the whole.
///
/// @param runningNanos goroutines on the path ran
/// @param runnableNanos they were ready and had no P
/// @param syscallNanos they were in system calls
/// @param waitingNanos they waited for a timer, the network or the runtime
/// @param unexplainedNanos the trace does not tell
/// @param isWhole false where it has too many steps to be followed to the beginning
/// @param longest its longest steps, the longest first
public record TracePath(
    long runningNanos,
    long runnableNanos,
    long syscallNanos,
    long waitingNanos,
    long unexplainedNanos,
    boolean isWhole,
    List<Step> longest) {
  /// Keeps an immutable copy.
  public TracePath {
    longest = List.copyOf(longest);
  }

  /// One step.
  ///
  /// @param goroutine its number, 0 for none
  /// @param function it began with, empty where not known
  /// @param state {@code running}, {@code runnable}, {@code syscall}, {@code waiting} or {@code unexplained}
  /// @param reason why it waits, empty where not told
  /// @param startNanos from the trace's beginning
  /// @param durationNanos how long
  public record Step(
      long goroutine,
      String function,
      String state,
      String reason,
      long startNanos,
      long durationNanos) {}
}
