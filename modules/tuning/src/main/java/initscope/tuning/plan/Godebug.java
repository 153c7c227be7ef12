package initscope.tuning.plan;

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
    for (String word : environment.split(" ", -1)) {
      String bare = word.replace("\"", "").replace("'", "");
      if (bare.startsWith(NAME)) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String one : bare.substring(NAME.length()).split(",", -1)) {
          int equals = one.indexOf('=');
          if (equals > 0) {
            settings.put(one.substring(0, equals), one.substring(equals + 1));
          }
        }
        return Optional.of(new Godebug(settings));
      }
    }
    return Optional.empty();
  }

  /// Both; of a name in both the other's value.
  public Godebug with(Godebug other) {
    Map<String, String> both = new LinkedHashMap<>(settings);
    both.putAll(other.settings);
    return new Godebug(both);
  }

  /// {@code GODEBUG=inittrace=1,madvdontneed=1}.
  public String text() {
    return settings.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(",", NAME, ""));
  }
}
