package initscope.tuning.plan;

import java.util.List;
import java.util.Optional;

/// One line of mountinfo (proc(5)).
///
/// @param root within the file system; not {@code /} for a bind mount
/// @param options of this mount
/// @param type of the file system
/// @param source device or name
/// @param superOptions of the file system
record Mount(
    String root, List<String> options, String type, String source, List<String> superOptions) {
  /// The mount that is seen at a place: the last one there.
  static Optional<Mount> find(String mountinfo, String point) {
    Mount found = null;
    for (String line : mountinfo.lines().toList()) {
      List<String> words = List.of(line.strip().split(" ", -1));
      int dash = words.indexOf("-");
      if (words.size() >= 10 && dash > 5 && words.size() > dash + 3 && words.get(4).equals(point)) {
        found =
            new Mount(
                words.get(3),
                MountKind.split(words.get(5)),
                words.get(dash + 1),
                words.get(dash + 2),
                MountKind.split(words.get(dash + 3)));
      }
    }
    return Optional.ofNullable(found);
  }

  /// Whether it shows a part of a file system only; its super block is not to be touched through it.
  boolean bind() {
    return !root.equals("/");
  }

  /// Value of an option of the file system; {@code -} where it is not listed, the name alone where it has none.
  String superValue(String name) {
    for (String option : superOptions) {
      if (option.equals(name)) {
        return name;
      }
      if (option.startsWith(name + "=")) {
        return option.substring(name.length() + 1);
      }
    }
    return "-";
  }
}
