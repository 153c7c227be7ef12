package initscope.formats.systemd;

import java.util.Set;

/// Names of units, see systemd.unit(5).
final class UnitNames {
  private static final int LONGEST = 255;
  private static final Set<String> TYPES =
      Set.of(
          "service",
          "socket",
          "device",
          "mount",
          "automount",
          "swap",
          "target",
          "path",
          "timer",
          "slice",
          "scope",
          "snapshot",
          "busname");

  private UnitNames() {}

  /// Whether a text is a unit's full name, or one that was shortened in its middle for a narrow terminal.
  static boolean is(String text) {
    int dot = text.lastIndexOf('.');
    if (dot < 1 || text.length() > LONGEST || !TYPES.contains(text.substring(dot + 1))) {
      return false;
    }
    for (int i = 0; i < dot; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && ":-_.\\@/\u2026".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
