package initscope.tuning.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of file systems, fstab(5).
///
/// @param text whole
record Fstab(String text) {
  private static final List<List<String>> GROUPS =
      List.of(
          List.of("noatime", "relatime", "strictatime", "atime", "norelatime", "nostrictatime"),
          List.of("nosuid", "suid"),
          List.of("nodev", "dev"),
          List.of("noexec", "exec"),
          List.of("nodiratime", "diratime"),
          List.of("ro", "rw"),
          List.of("barrier", "nobarrier"),
          List.of("largeio", "nolargeio"),
          List.of("inode32", "inode64"));

  /// The table with options of one mount point changed: one field of one line, every other byte as it was. Empty where not exactly one
  /// line has this mount point.
  Optional<Fstab> with(String point, List<String> options) {
    int found = -1;
    int start = 0;
    int at = 0;
    String line = "";
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String one = text.substring(at, end);
      List<int[]> fields = fields(one);
      boolean comment = fields.isEmpty() || one.charAt(fields.getFirst()[0]) == '#';
      if (!comment && fields.size() >= 4 && field(one, fields.get(1)).equals(point)) {
        if (found >= 0) {
          return Optional.empty();
        }
        found = 1;
        start = at;
        line = one;
      }
      at = end + 1;
    }
    if (found < 0 || field(line, fields(line).get(2)).equals("swap")) {
      return Optional.empty();
    }
    int[] place = fields(line).get(3);
    String changed = merge(field(line, place), options);
    return Optional.of(
        new Fstab(
            text.substring(0, start + place[0]) + changed + text.substring(start + place[1])));
  }

  private static String field(String line, int[] place) {
    return line.substring(place[0], place[1]);
  }

  private static List<int[]> fields(String line) {
    List<int[]> out = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
        i++;
      }
      int from = i;
      while (i < line.length() && line.charAt(i) != ' ' && line.charAt(i) != '\t') {
        i++;
      }
      if (i > from) {
        out.add(new int[] {from, i});
      }
    }
    return out;
  }

  private static String merge(String field, List<String> options) {
    List<String> out = new ArrayList<>(MountKind.split(field));
    for (String option : options) {
      String name = name(option);
      out.removeIf(o -> name(o).equals(name) || together(name(o), name));
      out.add(option);
    }
    return String.join(",", out);
  }

  private static boolean together(String one, String other) {
    return GROUPS.stream().anyMatch(g -> g.contains(one) && g.contains(other));
  }

  private static String name(String option) {
    return option.indexOf('=') < 0 ? option : option.substring(0, option.indexOf('='));
  }
}
