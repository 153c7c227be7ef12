package initscope.model.start;

import java.util.OptionalLong;

/// What a process did in a phase, from counters of the kernel at the looks nearest to its ends.
///
/// @param userNanos CPU time in user mode, all threads, to 10 ms
/// @param systemNanos CPU time in the kernel
/// @param waitNanos time the first thread waited for a CPU
/// @param blockIoNanos time spent waiting for a disk; 0 where the kernel does not count it
/// @param minorFaults page faults without a read
/// @param majorFaults page faults that read
/// @param readBytes bytes that came from a disk
/// @param readChars bytes got by read(2)
/// @param readCalls calls of read(2)
/// @param switches times the first thread gave up the CPU by itself
/// @param throttledNanos time the cgroup's quota kept it off the CPU
public record PhaseCounters(
    long userNanos,
    long systemNanos,
    OptionalLong waitNanos,
    long blockIoNanos,
    long minorFaults,
    long majorFaults,
    OptionalLong readBytes,
    OptionalLong readChars,
    OptionalLong readCalls,
    OptionalLong switches,
    OptionalLong throttledNanos) {
  /// CPU time.
  public long cpuNanos() {
    return userNanos + systemNanos;
  }
}
