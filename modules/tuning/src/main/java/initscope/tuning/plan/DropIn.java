package initscope.tuning.plan;

import initscope.model.change.UnitSetting;
import initscope.model.start.EnvironmentLine;
import initscope.model.start.Godebug;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A drop-in of ours: sections and settings, in order.
///
/// @param settings of it
record DropIn(List<UnitSetting> settings) {
  private static final String HEAD =
      "# Written by InitScope. Remove it and run systemctl"
          + " daemon-reload to return to what other files say.\n";

  /// Settings of which several lines add up.
  private static final Set<String> LISTS =
      Set.of("Environment", "After", "Before", "Wants", "Requires", "RequiresMountsFor");

  /// Whether InitScope wrote a drop-in.
  static boolean isOurs(String text) {
    return text.startsWith(HEAD);
  }

  /// A line of a file of units.
  record Line(String section, String name, String value) {}

  /// All settings of a file of units, whoever wrote it.
  static List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    String section = "";
    StringBuilder pending = new StringBuilder();
    for (String raw : text.lines().map(String::strip).toList()) {
      if (raw.startsWith("#") || raw.startsWith(";")) {
        continue;
      }
      boolean goesOn = raw.endsWith("\\");
      pending.append(goesOn ? raw.substring(0, raw.length() - 1) + " " : raw);
      if (goesOn) {
        continue;
      }
      String line = pending.toString().strip();
      pending.setLength(0);
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (equals > 0) {
        lines.add(
            new Line(
                section, line.substring(0, equals).strip(), line.substring(equals + 1).strip()));
      }
    }
    return lines;
  }

  /// Reads one of ours; lines that are none are passed over.
  static DropIn parse(String text) {
    return new DropIn(
        lines(text).stream()
            .filter(l -> Set.of("Unit", "Service").contains(l.section()))
            .map(l -> new UnitSetting(l.section(), l.name(), l.value()))
            .toList());
  }

  /// Whether several lines of a setting add up.
  static boolean isList(String name) {
    return LISTS.contains(name);
  }

  /// With more settings; a later one takes the place of an earlier of the same name, unless they add up. Of a line that sets GODEBUG
  /// and more, only GODEBUG gives way.
  DropIn with(List<UnitSetting> more) {
    List<UnitSetting> all = new ArrayList<>(settings);
    for (UnitSetting setting : more) {
      all.removeIf(
          s ->
              s.section().equals(setting.section())
                  && s.name().equals(setting.name())
                  && (!isList(s.name()) || s.value().equals(setting.value())));
      if (isGodebug(setting)) {
        all.replaceAll(s -> isGodebug(s) ? without(s) : s);
        all.removeIf(s -> isEnvironment(s) && s.value().isEmpty());
      }
      all.add(setting);
    }
    return new DropIn(all);
  }

  private static UnitSetting without(UnitSetting setting) {
    return new UnitSetting(
        setting.section(),
        setting.name(),
        EnvironmentLine.parse(setting.value()).withoutGodebug().text());
  }

  private static boolean isEnvironment(UnitSetting setting) {
    return setting.name().equals("Environment");
  }

  private static boolean isGodebug(UnitSetting setting) {
    return isEnvironment(setting) && Godebug.of(setting.value()).isPresent();
  }

  /// The file.
  String text() {
    StringBuilder out = new StringBuilder(HEAD);
    for (String section : List.of("Unit", "Service")) {
      List<UnitSetting> mine = settings.stream().filter(s -> s.section().equals(section)).toList();
      if (!mine.isEmpty()) {
        out.append('[').append(section).append("]\n");
        mine.forEach(s -> out.append(s.name()).append('=').append(s.value()).append('\n'));
      }
    }
    return out.toString();
  }
}
