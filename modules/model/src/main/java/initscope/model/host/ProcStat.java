package initscope.model.host;

import java.util.OptionalInt;

/// The fields of /proc/PID/stat or /proc/PID/task/TID/stat that InitScope uses, see proc_pid_stat(5). A tick is
/// 1/sysconf(_SC_CLK_TCK), which is 1/100 s on every Linux that Go supports.
///
/// @param pid process or thread id
/// @param comm command name without the parentheses
/// @param state R, S, D, Z, T, t, X, I ...
/// @param ppid parent
/// @param minorFaults page faults without a read
/// @param majorFaults page faults that read
/// @param userTicks CPU time in user mode
/// @param systemTicks CPU time in kernel mode
/// @param threads number of threads
/// @param startTicks start, ticks after boot
/// @param virtualBytes address space
/// @param residentPages resident set
/// @param processor CPU it last ran on; empty where the line ends before
/// @param blockIoDelayTicks time spent waiting for block I/O, 0 where delay accounting is off
public record ProcStat(
    long pid,
    String comm,
    char state,
    long ppid,
    long minorFaults,
    long majorFaults,
    long userTicks,
    long systemTicks,
    long threads,
    long startTicks,
    long virtualBytes,
    long residentPages,
    OptionalInt processor,
    long blockIoDelayTicks) {
  /// Nanoseconds in a tick.
  public static final long TICK_NANOS = 10_000_000L;

  /// CPU time so far.
  public long cpuNanos() {
    return (userTicks + systemTicks) * TICK_NANOS;
  }

  /// Start of the process, nanoseconds after boot; right within one tick.
  public long startNanos() {
    return startTicks * TICK_NANOS;
  }
}
