package initscope.model.change;

import initscope.model.Bytes;
import java.util.Optional;

/// One thing the guard changes on the host, with what stood there before: the snapshot.
///
/// @param kind of the guard: {@code sysctl}, {@code file}, {@code mount} ...
/// @param phase when it is done
/// @param target on the host: a path, a unit's or a boolean's name
/// @param before comparable form of what was there: a squeezed value, the SHA-256 of a file, or {@code absent}
/// @param want comparable form of what shall be there
/// @param how words that the kind's commands need besides
/// @param beforeBytes whole earlier content of a file
/// @param wantBytes whole new content of a file
public record PlanItem(
    String kind,
    Phase phase,
    String target,
    String before,
    String want,
    How how,
    Optional<Bytes> beforeBytes,
    Optional<Bytes> wantBytes) {
  /// Comparable form of a file that is not there.
  public static final String ABSENT = "absent";

  /// When an item is done, and what a boot does to it.
  public enum Phase {
    /// At once, for the time of the trial; a boot takes it back by itself.
    TRY,
    /// At once, though it outlives a boot: the host has no other form of it.
    HOLD,
    /// At confirm, to outlast a boot.
    PERSIST
  }

  /// Words of one kind; each is one line without control characters.
  ///
  /// @param with what must be known besides the target, such as the source of a mount
  /// @param forward argument of the command that applies
  /// @param back argument of the command that takes back
  public record How(String with, String forward, String back) {
    /// For kinds that need none.
    public static final How PLAIN = new How("", "", "");
  }

  /// A value that is read and written as such.
  public static PlanItem value(
      String kind, Phase phase, String target, String before, String want, How how) {
    return new PlanItem(kind, phase, target, before, want, how, Optional.empty(), Optional.empty());
  }

  /// A file that is replaced whole.
  ///
  /// @param before empty where there is none
  /// @param want empty where it is removed
  public static PlanItem file(
      String kind,
      Phase phase,
      String target,
      Optional<Bytes> before,
      Optional<Bytes> want,
      How how) {
    return new PlanItem(kind, phase, target, digest(before), digest(want), how, before, want);
  }

  private static String digest(Optional<Bytes> bytes) {
    return bytes.map(b -> Plan.sha256Of(b.toArray())).orElse(ABSENT);
  }
}
