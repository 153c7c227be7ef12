package initscope.formats.perf;

import java.util.Optional;

/// How stacks of perf are named when they are folded. The names are those of stackcollapse-perf.pl's options, and so is what they do.
///
/// @param pid the process is part of the root's name: {@code comm-PID}
/// @param tid process and thread are: {@code comm-PID/TID}
/// @param kernel frames of the kernel end with {@code _[k]}
/// @param jit frames of a just-in-time compiler end with {@code _[j]}
/// @param addrs an unknown symbol is named by its address too: {@code [libc.so.6 <7f12>]}
/// @param event the one event to fold; where empty, the first that is no tracepoint, and all tracepoints that say more than their name
public record PerfFolding(
    boolean pid, boolean tid, boolean kernel, boolean jit, boolean addrs, Optional<String> event) {
  /// As stackcollapse-perf.pl without options.
  public static final PerfFolding PLAIN =
      new PerfFolding(false, false, false, false, false, Optional.empty());

  /// All marks: {@code --all}.
  public static final PerfFolding MARKED =
      new PerfFolding(false, false, true, true, false, Optional.empty());

  /// The same for one event.
  public PerfFolding of(String one) {
    return new PerfFolding(pid, tid, kernel, jit, addrs, Optional.of(one));
  }
}
