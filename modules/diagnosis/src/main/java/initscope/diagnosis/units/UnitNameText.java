package initscope.diagnosis.units;

import java.util.Set;

/// Names of units, see "unit name" of systemd.unit(5) and unit_name_is_valid() of systemd.
final class UnitNameText {
  private static final int LONGEST = 255;

  /// The last two are of versions before 239.
  private static final Set<String> TYPES =
      Set.of(
          "service",
          "socket",
          "target",
          "device",
          "mount",
          "automount",
          "swap",
          "timer",
          "path",
          "slice",
          "scope",
          "busname",
          "snapshot");

  private UnitNameText() {}

  /// Whether systemd takes a word for a name. What a specifier such as {@code %i} makes of it is not known.
  static boolean mayBe(String word) {
    if (word.indexOf('%') >= 0) {
      return true;
    }
    int dot = word.lastIndexOf('.');
    return dot > 0
        && word.length() <= LONGEST
        && word.charAt(0) != '@'
        && TYPES.contains(word.substring(dot + 1))
        && word.chars().allMatch(UnitNameText::fits);
  }

  private static boolean fits(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || ":-_.\\@".indexOf(c) >= 0;
  }
}
