package initscope.model.start;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One look at a unit while it starts.
///
/// @param fromNanos clock before it
/// @param toNanos clock after it
/// @param processes of the unit that were not there before the start
/// @param filesOf the process whose open files were listed
/// @param files what its descriptors named, in order
/// @param listens its listening sockets as the kernel prints them
/// @param accepted connections it has taken, as the kernel prints them
/// @param throttledNanos how long the unit's cgroup was kept off the CPU by its quota, since it is there
/// @param offset byte offset in its entry
public record StartLook(
    long fromNanos,
    long toNanos,
    List<WatchedProcess> processes,
    OptionalLong filesOf,
    List<String> files,
    List<String> listens,
    List<String> accepted,
    OptionalLong throttledNanos,
    long offset) {
  /// Keeps immutable copies.
  public StartLook {
    processes = List.copyOf(processes);
    files = List.copyOf(files);
    listens = List.copyOf(listens);
    accepted = List.copyOf(accepted);
  }

  /// A process at this look.
  public Optional<WatchedProcess> process(long pid) {
    return processes.stream().filter(p -> p.pid() == pid).findFirst();
  }
}
