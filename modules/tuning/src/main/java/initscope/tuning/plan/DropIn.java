package initscope.tuning.plan;

import initscope.model.change.UnitSetting;
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

  /// Reads one of ours; lines that are none are passed over.
  static DropIn parse(String text) {
    List<UnitSetting> settings = new ArrayList<>();
    String section = "";
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (!line.startsWith("#")
          && equals > 0
          && Set.of("Unit", "Service").contains(section)) {
        settings.add(
            new UnitSetting(section, line.substring(0, equals), line.substring(equals + 1)));
      }
    }
    return new DropIn(settings);
  }

  /// With more settings; a later one takes the place of an earlier of the same name, unless they add up.
  DropIn with(List<UnitSetting> more) {
    List<UnitSetting> all = new ArrayList<>(settings);
    for (UnitSetting setting : more) {
      all.removeIf(
          s ->
              s.section().equals(setting.section())
                  && s.name().equals(setting.name())
                  && (!LISTS.contains(s.name())
                      || s.value().equals(setting.value())
                      || (isGodebug(s) && isGodebug(setting))));
      all.add(setting);
    }
    return new DropIn(all);
  }

  private static boolean isGodebug(UnitSetting setting) {
    return setting.name().equals("Environment") && Godebug.of(setting.value()).isPresent();
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
