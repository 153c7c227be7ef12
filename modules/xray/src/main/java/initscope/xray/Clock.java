package initscope.xray;

/// The host's clock by which times in a program's memory are understood: CLOCK_MONOTONIC.
///
/// @param nowNanos at most a moment before the memory was read
/// @param startNanos when the process began, since boot, within a tick; what is older was not noted by this clock: the host was suspended,
///     or the process has a clock of its own (time_namespaces(7))
public record Clock(long nowNanos, long startNanos) {
  private static final long TICK_NANOS = 10_000_000L;

  /// Whether a time of the process can be one of this clock, and was before now.
  boolean holds(long nanos) {
    return nanos >= startNanos - TICK_NANOS && nanos <= nowNanos;
  }
}
