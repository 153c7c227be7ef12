package initscope.model.host;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// /proc/PID/status: the fields in the kernel's own words and order, see proc_pid_status(5).
///
/// @param fields name without the colon to value without the surrounding blanks
public record ProcStatus(Map<String, String> fields) {
  /// One field.
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// {@code Name}: the command name, at most 15 bytes, kernel escapes undone.
  public Optional<String> name() {
    return field("Name");
  }

  /// {@code State}: the letter.
  public Optional<Character> state() {
    return field("State").filter(s -> !s.isEmpty()).map(s -> s.charAt(0));
  }

  /// The first number of a field: {@code Tgid}, {@code PPid}, {@code Threads}, {@code VmRSS} in kB ...
  public OptionalLong number(String name) {
    String text = fields.getOrDefault(name, "");
    int end = 0;
    while (end < text.length() && end < 18 && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text.substring(0, end)));
  }
}
