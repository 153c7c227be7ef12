package initscope.diagnosis.units;

import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;

/// A change of a unit as the text of a drop-in, on one line: {@code [Unit] After=a.service [Service] Type=notify}.
public final class DropInText {
  private DropInText() {}

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
