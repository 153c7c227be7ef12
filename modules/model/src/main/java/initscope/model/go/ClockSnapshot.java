package initscope.model.go;

/// Readings of three clocks at one moment, as a Go trace tells it since Go 1.25.
///
/// @param traceNanos of the trace's own clock
/// @param monotonicNanos of CLOCK_MONOTONIC of the traced machine
/// @param unixNanos of its wall clock, since 1970
public record ClockSnapshot(long traceNanos, long monotonicNanos, long unixNanos) {}
