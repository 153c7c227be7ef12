package initscope.evidence;

import initscope.model.Bytes;
import initscope.model.RawEntry;
import initscope.model.RawEntry.Sensitivity;
import java.util.List;
import java.util.OptionalInt;

/// One line of {@code index.jsonl}: everything about a raw entry but its bytes.
///
/// @param name path below {@code raw/}
/// @param step id of the step that asked
/// @param argv what was run, empty where the entry was read as a file
/// @param exit its exit status
/// @param startNanos host monotonic time before
/// @param endNanos host monotonic time after
/// @param truncated whether a limit cut it
/// @param sensitivity who may see it
/// @param sizeBytes how many bytes it has
/// @param sha256 of these bytes, lower-case hex; empty where not known (a file added by hand)
public record EntryInfo(
    String name,
    String step,
    List<String> argv,
    OptionalInt exit,
    long startNanos,
    long endNanos,
    boolean truncated,
    Sensitivity sensitivity,
    long sizeBytes,
    String sha256) {
  /// Keeps an immutable copy.
  public EntryInfo {
    argv = List.copyOf(argv);
  }

  /// The same entry of which only these bytes arrived; what they should have been is not known any more.
  EntryInfo cutAt(long bytes) {
    return new EntryInfo(
        name, step, argv, exit, startNanos, endNanos, true, sensitivity, bytes, "");
  }

  /// The entry with its bytes.
  public RawEntry with(Bytes bytes) {
    return new RawEntry(
        name, step, argv, exit, startNanos, endNanos, truncated, sensitivity, bytes);
  }
}
