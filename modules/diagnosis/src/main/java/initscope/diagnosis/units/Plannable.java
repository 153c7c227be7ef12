package initscope.diagnosis.units;

import initscope.model.change.UnitSetting;
import java.util.Set;

/// Settings that a plan of InitScope may hold; a test of {@code tuning} says that its own table has each of them.
public final class Plannable {
  /// As {@code SECTION.NAME}.
  public static final Set<String> SETTINGS =
      Set.of(
          "Unit.After",
          "Unit.Before",
          "Unit.Wants",
          "Unit.Requires",
          "Unit.RequiresMountsFor",
          "Unit.StartLimitIntervalSec",
          "Unit.StartLimitBurst",
          "Service.StartLimitInterval",
          "Service.StartLimitBurst",
          "Service.Environment",
          "Service.LimitNOFILE",
          "Service.Type",
          "Service.RemainAfterExit",
          "Service.NotifyAccess",
          "Service.PIDFile",
          "Service.TimeoutStartSec",
          "Service.Restart",
          "Service.RestartSec");

  private Plannable() {}

  static boolean has(UnitSetting setting) {
    return SETTINGS.contains(setting.section() + "." + setting.name());
  }
}
