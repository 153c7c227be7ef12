package initscope.tuning.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Variables of the Go runtime that the unit's program has, or at its next start will have.
///
/// @param unit it is for
record Environment(UnitReading unit) {
  /// A variable; the last one counts, of a running process its own.
  Optional<String> get(String name) {
    return lines().stream()
        .filter(l -> l.startsWith(name + "="))
        .map(l -> l.substring(name.length() + 1))
        .reduce((a, b) -> b);
  }

  /// Where it is told.
  String source() {
    return running()
        ? "/proc/" + unit.property("MainPID") + "/environ"
        : "systemctl show " + unit.unit();
  }

  private boolean running() {
    return unit.answers().containsKey("environ");
  }

  private List<String> lines() {
    if (running()) {
      return unit.text("environ").lines().toList();
    }
    List<String> lines = new ArrayList<>();
    UnitReading.words(unit.property("Environment")).forEach(w -> lines.add(bare(w)));
    unit.answers().entrySet().stream()
        .filter(e -> e.getKey().startsWith("envfile "))
        .flatMap(e -> e.getValue().lines())
        .forEach(l -> lines.add(bare(l.substring(l.indexOf(':') + 1))));
    return lines;
  }

  private static String bare(String word) {
    return word.replace("\"", "").replace("'", "").strip();
  }
}
