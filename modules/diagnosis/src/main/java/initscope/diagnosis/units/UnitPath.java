package initscope.diagnosis.units;

import java.util.List;

/// What the path of a file says of its part among units, see "Unit File Load Path" of systemd.unit(5).
///
/// @param root what stands before the folder of systemd: empty on a host, the folder of an unpacked tree
/// @param rank of the folder: the lower one wins. {@link #UNKNOWN} where it is none of systemd's
/// @param part which
/// @param owner the unit that a drop-in or a link is for; empty for a unit file
/// @param name of the file
record UnitPath(String root, int rank, Part part, String owner, String name) {
  /// Rank of a folder that is none of systemd's.
  static final int UNKNOWN = 99;

  /// Rank of {@code /etc/systemd/system}.
  static final int LOCAL = 4;

  /// In order of precedence; longer ones that end alike stand first.
  private static final List<String> FOLDERS =
      List.of(
          "/etc/systemd/system.control",
          "/run/systemd/system.control",
          "/run/systemd/transient",
          "/run/systemd/generator.early",
          "/etc/systemd/system",
          "/etc/systemd/system.attached",
          "/run/systemd/system",
          "/run/systemd/system.attached",
          "/run/systemd/generator",
          "/usr/local/lib/systemd/system",
          "/usr/lib/systemd/system",
          "/lib/systemd/system",
          "/run/systemd/generator.late");

  /// What a file is.
  enum Part {
    UNIT,
    DROP_IN,
    WANTED,
    REQUIRED,
    OTHER
  }

  static UnitPath of(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    String folder = path.substring(0, Math.max(0, slash));
    int up = folder.lastIndexOf('/');
    String last = folder.substring(up + 1);
    Part part =
        last.endsWith(".d")
            ? Part.DROP_IN
            : last.endsWith(".wants")
                ? Part.WANTED
                : last.endsWith(".requires") ? Part.REQUIRED : Part.UNIT;
    if (last.endsWith(".upholds")) {
      part = Part.OTHER;
    }
    String owner = part == Part.UNIT ? "" : last.substring(0, last.lastIndexOf('.'));
    String base = part == Part.UNIT ? folder : folder.substring(0, Math.max(0, up));
    return in(base, part, owner, name);
  }

  private static UnitPath in(String base, Part part, String owner, String name) {
    String whole = base.startsWith("/") ? base : "/" + base;
    for (int i = 0; i < FOLDERS.size(); i++) {
      if (whole.endsWith(FOLDERS.get(i))) {
        String root = whole.substring(0, whole.length() - FOLDERS.get(i).length());
        return new UnitPath(root, i, part, owner, name);
      }
    }
    return new UnitPath("", UNKNOWN, part, owner, name);
  }

  boolean isKnown() {
    return rank != UNKNOWN;
  }
}
