package initscope.model.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The target process.
///
/// @param pid in the host's pid namespace
/// @param commandLine argv, absent where not readable
/// @param executable what /proc/PID/exe links to
/// @param executableDeleted whether the kernel said {@code (deleted)}
/// @param status /proc/PID/status
/// @param stat /proc/PID/stat
/// @param startNanos start on the host's clock since boot, within one tick
/// @param observedNanos the same clock when the capture read the process
/// @param limits /proc/PID/limits
/// @param cgroups /proc/PID/cgroup
/// @param children processes whose parent it is: pid and command
/// @param signal name of the signal that ended it, where a core file tells
public record ProcessFacts(
    long pid,
    Optional<List<String>> commandLine,
    Optional<String> executable,
    boolean executableDeleted,
    Optional<ProcStatus> status,
    Optional<ProcStat> stat,
    OptionalLong startNanos,
    OptionalLong observedNanos,
    List<Limit> limits,
    List<CgroupMembership> cgroups,
    List<Child> children,
    Optional<String> signal) {
  /// Keeps immutable copies.
  public ProcessFacts {
    limits = List.copyOf(limits);
    cgroups = List.copyOf(cgroups);
    children = List.copyOf(children);
  }

  /// A child process.
  ///
  /// @param pid its id
  /// @param comm its command name
  /// @param state R, S, D ...
  public record Child(long pid, String comm, char state) {}

  /// How long it has run when it was observed.
  public OptionalLong ageNanos() {
    return startNanos.isPresent() && observedNanos.isPresent()
        ? OptionalLong.of(Math.max(0, observedNanos.getAsLong() - startNanos.getAsLong()))
        : OptionalLong.empty();
  }
}
