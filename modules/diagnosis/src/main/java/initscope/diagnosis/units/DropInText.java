package initscope.diagnosis.units;

import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;
import initscope.model.start.Place;
import java.util.List;
import java.util.Optional;

/// A change of a unit as the text of a drop-in, on one line: {@code [Unit] After=a.service [Service] Type=notify}.
public final class DropInText {
  private DropInText() {}

  /// Name of a drop-in that is read after the file of a mistake. systemd reads them in the order of their names, and of a setting with one
  /// value the last counts: one that {@code systemctl edit} wrote, {@code override.conf}, comes after those that begin with a number.
  public static String fileAfter(Optional<Place> mistake) {
    UnitPath path = UnitPath.of(mistake.map(Place::file).orElse(""));
    String name = path.part() == UnitPath.Part.DROP_IN ? path.name() : "";
    for (String ours : List.of("90-start.conf", "zz-start.conf")) {
      if (name.compareTo(ours) <= 0) {
        return ours;
      }
    }
    // '_' comes after the dot that ends the other's name
    int dot = name.lastIndexOf('.');
    return name.substring(0, dot < 0 ? name.length() : dot) + "_start.conf";
  }

  /// The text.
  public static String of(SetUnit change) {
    StringBuilder out = new StringBuilder();
    String section = "";
    for (UnitSetting setting : change.settings()) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        out.append(out.isEmpty() ? "" : " ").append('[').append(section).append(']');
      }
      out.append(' ').append(setting.name()).append('=').append(setting.value());
    }
    return out.toString();
  }
}
