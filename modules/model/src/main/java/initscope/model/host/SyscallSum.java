package initscope.model.host;

/// All calls of one system call in a trace.
///
/// @param name of the system call
/// @param count how often it was called
/// @param totalNanos sum of the durations that are told
/// @param maxNanos the longest of them
/// @param errors how often it failed
public record SyscallSum(String name, long count, long totalNanos, long maxNanos, long errors) {}
