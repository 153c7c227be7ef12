package initscope.model.change;

import initscope.model.Bytes;
import java.util.Optional;

/// One thing the guard changes on the host, with what stood there before: the snapshot.
///
/// @param kind of the guard: {@code sysctl} or {@code file}
/// @param phase when it is done
/// @param target path on the host
/// @param before comparable form of what was there: a squeezed value, the SHA-256 of a file, or {@code absent}
/// @param want comparable form of what shall be there
/// @param beforeBytes whole earlier content of a file
/// @param wantBytes whole new content of a file
public record PlanItem(
    String kind,
    Phase phase,
    String target,
    String before,
    String want,
    Optional<Bytes> beforeBytes,
    Optional<Bytes> wantBytes) {
  /// Comparable form of a file that is not there.
  public static final String ABSENT = "absent";

  /// When an item is done.
  public enum Phase {
    /// At once, for the time of the trial.
    TRY,
    /// At confirm, to outlast a boot.
    PERSIST
  }

  /// How it is taken back.
  public Undo undo() {
    if (kind.equals("sysctl")) {
      return new Undo.WriteValue(target, before);
    }
    return before.equals(ABSENT)
        ? new Undo.DeleteFile(target)
        : new Undo.RestoreFile(target, before);
  }
}
