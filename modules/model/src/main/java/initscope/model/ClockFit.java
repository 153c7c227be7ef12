package initscope.model;

/// How one source's clock maps to the host's CLOCK_MONOTONIC, and how wrong that may be.
///
/// @param source which clock, such as {@code laptop} or {@code realtime}
/// @param offsetNanos add to the source's time to get host monotonic time
/// @param boundNanos the mapping is right within plus or minus this
public record ClockFit(String source, long offsetNanos, long boundNanos) {}
