package initscope.model;

import java.util.List;
import java.util.OptionalInt;

/// One of the host's own answers, untouched.
///
/// @param name path in the capture, below {@code raw/}: {@code proc/maps}, {@code proc/task/4711/stat}
/// @param step id of the step that asked
/// @param argv what was run, empty where the entry was read as a file
/// @param exit its exit status
/// @param startNanos host monotonic time before
/// @param endNanos host monotonic time after
/// @param truncated whether a limit cut it
/// @param sensitivity who may see it
/// @param bytes the answer
public record RawEntry(
    String name,
    String step,
    List<String> argv,
    OptionalInt exit,
    long startNanos,
    long endNanos,
    boolean truncated,
    Sensitivity sensitivity,
    Bytes bytes) {
  /// Keeps an immutable copy.
  public RawEntry {
    argv = List.copyOf(argv);
  }

  /// The same with other bytes, such as those that a packed answer unpacks to.
  public RawEntry withBytes(Bytes others) {
    return new RawEntry(
        name, step, argv, exit, startNanos, endNanos, truncated, sensitivity, others);
  }

  /// Who may see an entry.
  public enum Sensitivity {
    /// Nothing about the user's business.
    PLAIN,
    /// Names, paths, addresses.
    NAMES,
    /// May hold secrets: environment, command lines, journal, memory.
    SECRET
  }
}
