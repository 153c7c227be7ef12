package initscope.collect.steps;

/// What a step is expected to cost the host.
///
/// @param stoppedNanos how long the process stands still
/// @param cpuNanos CPU time on the host
/// @param bytes sent
/// @param hostBytes the host holds in a file of ours, for the time of the step
public record Cost(long stoppedNanos, long cpuNanos, long bytes, long hostBytes) {
  /// One that puts no file on the host.
  public Cost(long stoppedNanos, long cpuNanos, long bytes) {
    this(stoppedNanos, cpuNanos, bytes, 0);
  }

  /// A read that stops nothing.
  public static Cost reading(long cpuMillis, long bytes) {
    return new Cost(0, cpuMillis * 1_000_000L, bytes);
  }
}
