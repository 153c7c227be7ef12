package initscope.formats.systemd;

import java.util.Set;

/// Names of units, see systemd.unit(5).
public final class UnitNames {
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

  /// Whether a file of this name is a unit file.
  public static boolean isUnit(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.length() < LONGEST && TYPES.contains(name.substring(dot + 1));
  }

  /// Whether a file of this path is a drop-in: {@code .../NAME.service.d/X.conf}.
  public static boolean isDropIn(String path) {
    int slash = path.lastIndexOf('/');
    if (slash <= 0 || !path.endsWith(".conf")) {
      return false;
    }
    String folder = last(path.substring(0, slash));
    String owner = folder.endsWith(".d") ? folder.substring(0, folder.length() - 2) : "";
    return isUnit(owner) || TYPES.contains(owner);
  }

  /// What follows the last slash.
  public static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
