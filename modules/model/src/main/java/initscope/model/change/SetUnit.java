package initscope.model.change;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Adds a drop-in to a systemd unit.
///
/// @param unit full name, such as {@code ordersd.service}
/// @param settings in order, at least one
/// @param restart whether the unit is restarted, since most settings count at the next start only; taken back with another restart
public record SetUnit(String unit, List<UnitSetting> settings, boolean restart) implements Change {
  static final String RESTART = "restart";

  /// Checks and copies.
  public SetUnit {
    settings = List.copyOf(settings);
    Changes.check(isUnit(unit), "a unit is named in full, such as orders.service");
    Changes.check(!settings.isEmpty(), "no setting is named");
  }

  /// Whether a text is the full name of a unit.
  public static boolean isUnit(String name) {
    return Changes.isWord(name, 200, ":_.@\\-")
        && !name.startsWith("-")
        && !name.startsWith(".")
        && name.indexOf('.') > 0
        && !name.endsWith(".");
  }

  static SetUnit of(String target, String wanted) {
    List<UnitSetting> settings = new ArrayList<>();
    boolean restart = false;
    for (String line : wanted.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      if (line.equals(RESTART)) {
        restart = true;
      } else {
        settings.add(UnitSetting.of(line));
      }
    }
    return new SetUnit(target, settings, restart);
  }

  @Override
  public String kind() {
    return "unit";
  }

  @Override
  public String target() {
    return unit;
  }

  @Override
  public String wanted() {
    String text = settings.stream().map(UnitSetting::text).collect(Collectors.joining("\n"));
    return restart ? text + "\n" + RESTART : text;
  }
}
