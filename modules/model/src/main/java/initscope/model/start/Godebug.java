package initscope.model.start;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The variable GODEBUG: settings with commas between them, of which the last of a name counts.
///
/// @param settings value by name, in order
public record Godebug(Map<String, String> settings) {
  private static final String NAME = "GODEBUG=";

  /// Finds it in a list of assignments as systemd shows or takes it: words with spaces between them, each maybe in quotes.
  public static Optional<Godebug> of(String environment) {
    return EnvironmentLine.parse(environment).godebug();
  }

  /// Reads the value of the variable.
  public static Godebug settings(String value) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String one : value.split(",", -1)) {
      int equals = one.indexOf('=');
      if (equals > 0) {
        settings.put(one.substring(0, equals), one.substring(equals + 1));
      }
    }
    return new Godebug(settings);
  }

  /// Both; of a name in both the other's value.
  public Godebug with(Godebug other) {
    Map<String, String> both = new LinkedHashMap<>(settings);
    both.putAll(other.settings);
    return new Godebug(both);
  }

  /// As a unit file has it: what systemd shows, with each {@code %} twice.
  public Godebug escaped() {
    Map<String, String> out = new LinkedHashMap<>();
    settings.forEach((name, value) -> out.put(name.replace("%", "%%"), value.replace("%", "%%")));
    return new Godebug(out);
  }

  /// {@code GODEBUG=inittrace=1,madvdontneed=1}.
  public String text() {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(",", NAME, ""));
  }
}
