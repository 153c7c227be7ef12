package initscope.tuning.plan;

import initscope.model.start.EnvironmentLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Drop-ins that systemd reads after one of ours: by the name of the file, whatever folder it lies in. {@code override.conf} of
/// {@code systemctl edit} is one.
final class LaterFiles {
  /// Names that set another setting too.
  private static final Map<String, String> ALSO = Map.of("TimeoutSec", "TimeoutStartSec");

  private static final String TRIAL = "95-initscope-trial.conf";

  private LaterFiles() {}

  /// Reports each file that would win over ours.
  ///
  /// @param ours path
  /// @param lines that ours has
  static void check(
      String unit, String ours, List<DropIn.Line> lines, Preflight seen, Draft draft) {
    String paths = seen.property("unit " + unit, "DropInPaths").orElse("");
    for (String path : paths.split(" ", -1)) {
      String name = name(path);
      if (name.compareTo(name(ours)) <= 0 || name.equals(TRIAL)) {
        continue;
      }
      List<DropIn.Line> theirs = DropIn.lines(seen.text("conf " + path));
      Set<String> won = new LinkedHashSet<>();
      lines.forEach(l -> theirs.forEach(t -> won(l, t, won)));
      if (!won.isEmpty()) {
        draft.find(Finding.block("unit.later_file", path, ours, String.join(", ", won)));
      }
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Adds what of our line does not count because of theirs.
  private static void won(DropIn.Line ours, DropIn.Line theirs, Set<String> won) {
    String name = ALSO.getOrDefault(theirs.name(), theirs.name());
    if (!ours.section().equals(theirs.section()) || !ours.name().equals(name)) {
      return;
    }
    if (!DropIn.isList(name)) {
      if (!ours.value().equals(theirs.value())) {
        won.add(theirs.name());
      }
    } else if (theirs.value().isEmpty()) {
      won.add(name);
    } else if (name.equals("Environment")) {
      List<String> mine = EnvironmentLine.parse(ours.value()).variables();
      EnvironmentLine.parse(theirs.value()).variables().stream()
          .filter(mine::contains)
          .forEach(v -> won.add(name + "=" + v));
    }
  }
}
