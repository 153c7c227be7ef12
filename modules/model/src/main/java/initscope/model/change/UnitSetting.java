package initscope.model.change;

import java.util.List;

/// One line of a unit file.
///
/// @param section {@code Unit} or {@code Service}
/// @param name of the setting, such as {@code LimitNOFILE}
/// @param value may be empty, which clears a list
public record UnitSetting(String section, String name, String value) {
  private static final int MAX_VALUE = 2048;

  /// Checks.
  public UnitSetting {
    Changes.check(
        List.of("Unit", "Service").contains(section), "a setting begins with Unit. or Service.");
    Changes.check(Changes.isWord(name, 64, ""), "a setting's name is letters");
    Changes.check(
        value.length() <= MAX_VALUE
            && !value.endsWith("\\")
            && value.chars().allMatch(c -> c >= ' ' && c != 0x7f && c < 0xd800),
        "a setting's value is one line");
  }

  /// Reads {@code Service.LimitNOFILE=65536}.
  static UnitSetting of(String line) {
    int dot = line.indexOf('.');
    int equals = line.indexOf('=');
    Changes.check(dot > 0 && equals > dot, "write SECTION.NAME=VALUE, not " + line);
    return new UnitSetting(
        line.substring(0, dot),
        line.substring(dot + 1, equals),
        line.substring(equals + 1).strip());
  }

  /// As {@link #of} reads it.
  String text() {
    return section + "." + name + "=" + value;
  }
}
