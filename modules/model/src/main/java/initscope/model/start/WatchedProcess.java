package initscope.model.start;

import initscope.model.host.ProcStat;
import initscope.model.host.SyscallState;
import java.util.Optional;
import java.util.OptionalLong;

/// One process of a unit at one look, as /proc told it. Counters count from the process's start.
///
/// @param pid process
/// @param stat /proc/PID/stat; empty where it ended under the look
/// @param runNanos CPU time of its first thread, of /proc/PID/schedstat
/// @param waitNanos time its first thread waited for a CPU
/// @param readChars bytes it asked read(2) for and got, from files and pipes
/// @param readCalls how many calls of read(2) and its like
/// @param readBytes bytes that came from a disk for it
/// @param switches times its first thread gave up the CPU by itself
/// @param wchan where its first thread sleeps in the kernel; empty where it runs
/// @param syscall what its first thread asked the kernel for
public record WatchedProcess(
    long pid,
    Optional<ProcStat> stat,
    OptionalLong runNanos,
    OptionalLong waitNanos,
    OptionalLong readChars,
    OptionalLong readCalls,
    OptionalLong readBytes,
    OptionalLong switches,
    Optional<String> wchan,
    Optional<SyscallState> syscall) {
  /// Its command name; empty where not known. systemd's own child has it in parentheses until it executes the program.
  public String comm() {
    return stat.map(ProcStat::comm).orElse("");
  }
}
