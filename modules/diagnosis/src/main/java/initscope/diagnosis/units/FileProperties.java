package initscope.diagnosis.units;

import initscope.diagnosis.units.Relations.Tie;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// What {@code systemctl show} would say of a unit, by its files alone and by the defaults of systemd-system.conf(5).
final class FileProperties {
  private final Map<String, String> shown = new LinkedHashMap<>();
  private final UnitSettings settings;

  private FileProperties(UnitSettings settings) {
    this.settings = settings;
  }

  static UnitProperties of(LoadedUnit unit, UnitSettings settings, Relations relations) {
    FileProperties made = new FileProperties(settings);
    made.shown.put("Id", unit.name());
    made.shown.put("LoadState", unit.masked() ? "masked" : "loaded");
    made.put(
        "DefaultDependencies",
        SettingValues.effective(settings, "Unit", "DefaultDependencies"),
        "yes");
    made.ties(unit.name(), relations);
    made.mounts();
    if (unit.type().equals("service")) {
      made.service();
      made.limits();
    }
    return new UnitProperties(made.shown);
  }

  private void put(String name, String value, String otherwise) {
    shown.put(name, value.isEmpty() ? otherwise : value);
  }

  private void ties(String unit, Relations relations) {
    for (String name : List.of("After", "Wants", "Requires", "Requisite", "BindsTo", "PartOf")) {
      shown.put(name, String.join(" ", settings.words("Unit", name)));
    }
    shown.put("Before", join(relations.of(Tie.FOLLOWED_BY, unit)));
    shown.put("WantedBy", join(relations.of(Tie.WANTED_BY, unit)));
    shown.put("RequiredBy", join(relations.of(Tie.REQUIRED_BY, unit)));
    shown.put("BoundBy", join(relations.of(Tie.BOUND_BY, unit)));
    shown.put("TriggeredBy", join(relations.of(Tie.TRIGGERED_BY, unit)));
  }

  private static String join(Set<String> names) {
    return String.join(" ", names);
  }

  /// See "Implicit Dependencies" of systemd.exec(5).
  private void mounts() {
    List<String> paths = new ArrayList<>(settings.words("Unit", "RequiresMountsFor"));
    for (String name : List.of("WorkingDirectory", "RootDirectory", "RootImage")) {
      String value = settings.value("Service", name);
      if (value.startsWith("/")) {
        paths.add(value);
      }
    }
    Map.of(
            "StateDirectory", "/var/lib/",
            "CacheDirectory", "/var/cache/",
            "LogsDirectory", "/var/log/",
            "ConfigurationDirectory", "/etc/",
            "RuntimeDirectory", "/run/")
        .forEach(
            (name, below) ->
                settings
                    .list("Service", name)
                    .forEach(l -> l.words().forEach(w -> paths.add(below + w))));
    if (UnitScene.yes(settings.value("Service", "PrivateTmp"))) {
      paths.addAll(List.of("/tmp", "/var/tmp"));
    }
    shown.put("RequiresMountsFor", String.join(" ", paths));
  }

  private void service() {
    boolean runs = !settings.list("Service", "ExecStart").isEmpty();
    boolean named = !settings.value("Service", "BusName").isEmpty();
    put("Type", counts("Type"), runs ? named ? "dbus" : "simple" : "oneshot");
    put("RemainAfterExit", counts("RemainAfterExit"), "no");
    put("Restart", counts("Restart"), "no");
    put("RestartUSec", span(counts("RestartSec")), "100ms");
    String whole = counts("TimeoutSec");
    String start = counts("TimeoutStartSec");
    boolean oneshot = "oneshot".equals(shown.get("Type"));
    put(
        "TimeoutStartUSec",
        span(start.isEmpty() ? whole : start),
        oneshot ? "infinity" : "1min 30s");
    String access = counts("NotifyAccess");
    if (!access.isEmpty()) {
      shown.put("NotifyAccess", access);
    }
  }

  private void limits() {
    String interval = "";
    String burst = "";
    for (String section : List.of("Service", "Unit")) {
      for (String name : List.of("StartLimitInterval", "StartLimitIntervalSec")) {
        boolean known = section.equals("Unit") || name.equals("StartLimitInterval");
        String value = known ? SettingValues.effective(settings, section, name) : "";
        interval = value.isEmpty() ? interval : value;
      }
      String value = SettingValues.effective(settings, section, "StartLimitBurst");
      burst = value.isEmpty() ? burst : value;
    }
    put("StartLimitIntervalUSec", span(interval), "10s");
    put("StartLimitBurst", burst, "5");
    String files = counts("LimitNOFILE");
    int colon = files.indexOf(':');
    if (!files.isEmpty()) {
      shown.put("LimitNOFILE", files.substring(colon + 1));
      shown.put("LimitNOFILESoft", colon < 0 ? files : files.substring(0, colon));
    }
  }

  /// What counts of a setting with one value: systemd leaves out those that it does not take.
  private String counts(String name) {
    return SettingValues.effective(settings, "Service", name);
  }

  /// As systemd shows a span.
  private static String span(String value) {
    OptionalLong nanos = SettingSpan.nanos(value);
    return nanos.isPresent() ? SettingSpan.shown(nanos.getAsLong()) : value;
  }
}
