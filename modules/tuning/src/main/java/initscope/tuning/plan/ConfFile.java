package initscope.tuning.plan;

import initscope.model.change.SysctlKey;
import java.util.ArrayList;
import java.util.List;

/// A file of sysctl.d(5), as it was read.
///
/// @param path as found
/// @param realPath without links
/// @param text whole
public record ConfFile(String path, String realPath, String text) {
  /// A line that sets a key.
  ///
  /// @param file that holds it
  /// @param line number, from 1
  /// @param value squeezed
  public record Setting(ConfFile file, int line, String value) {
    /// {@code /etc/sysctl.d/90-shop.conf:3}.
    public String where() {
      return file.path + ":" + line;
    }
  }

  /// Name without folder: files are applied in its order, whatever folder they lie in.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Lines that set a key, also by a pattern.
  public List<Setting> settings(SysctlKey key) {
    List<Setting> found = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      int equals = line.indexOf('=');
      if (equals <= 0 || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      String left = line.substring(0, equals).strip();
      left = left.startsWith("-") ? left.substring(1).strip() : left;
      if (names(left, key)) {
        found.add(
            new Setting(
                this,
                number,
                initscope.model.change.SetSysctl.squeeze(line.substring(equals + 1))));
      }
    }
    return found;
  }

  private static boolean names(String left, SysctlKey key) {
    // A star is no part of a key; any letter stands in for it while dots and slashes are told
    // apart.
    String marked = left.replace('*', '@');
    return SysctlKey.parse(marked).map(k -> key.matches(k.path().replace('@', '*'))).orElse(false);
  }
}
