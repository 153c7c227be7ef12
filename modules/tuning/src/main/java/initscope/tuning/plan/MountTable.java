package initscope.tuning.plan;

import initscope.formats.proc.MountinfoDecoder;
import initscope.model.Bytes;
import initscope.model.host.Mount;
import java.util.List;
import java.util.Optional;

/// What is mounted on a host.
///
/// @param mounts in the order of mountinfo
record MountTable(List<Mount> mounts) {
  static MountTable of(String mountinfo) {
    return new MountTable(new MountinfoDecoder().decode(Bytes.of(mountinfo)).value());
  }

  /// The mount that is seen at a place: the last one there.
  Optional<Mount> at(String point) {
    return mounts.stream()
        .filter(m -> m.mountPoint().equals(point))
        .reduce((first, second) -> second);
  }

  /// Other places that show the same file system.
  List<String> sharing(Mount mount) {
    return mounts.stream()
        .filter(m -> m.device().equals(mount.device()) && m.id() != mount.id())
        .map(Mount::mountPoint)
        .toList();
  }

  /// Whether it shows a part of a file system only.
  static boolean isPart(Mount mount) {
    return !mount.root().equals("/");
  }

  /// Whether the mount and its file system are of two minds on being read-only.
  static boolean differs(Mount mount) {
    return mount.options().contains("ro") != mount.superOptions().contains("ro");
  }

  /// Value of an option of the file system; {@code -} where it is not listed, the name alone where it has none.
  static String superValue(Mount mount, String name) {
    for (String option : mount.superOptions()) {
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
