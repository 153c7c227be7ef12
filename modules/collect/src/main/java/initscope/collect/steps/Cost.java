package initscope.collect.steps;

/// What a step is expected to cost the host.
///
/// @param stoppedNanos how long the process stands still
/// @param cpuNanos CPU time on the host
/// @param bytes sent
public record Cost(long stoppedNanos, long cpuNanos, long bytes) {
  /// A read that stops nothing.
  public static Cost reading(long cpuMillis, long bytes) {
    return new Cost(0, cpuMillis * 1_000_000L, bytes);
  }
}
