package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Mistakes in Type= and in what it needs, see "Type=" of systemd.service(5) and service_verify() of systemd.
final class TypeMistakes {
  private static final int NOTIFY_RELOAD_SINCE = 253;

  /// 240; CentOS 8 has it in 239 from 8.1 on.
  private static final int EXEC_PERHAPS_SINCE = 239;

  /// From 235 on; CentOS 7 has 219, CentOS 8 has 239.
  private static final int FATAL_SINCE = 235;

  private static final int ONESHOT_RESTART_SINCE = 244;
  private static final Set<String> NEVER_ONESHOT = Set.of("always", "on-success");

  /// Programs that start another and stay themselves.
  private static final Set<String> STAYING = Set.of("su", "runuser", "sudo", "timeout", "script");

  private TypeMistakes() {}

  /// A type that this systemd does not know: it says so in its log and takes the line as if it were not there.
  static List<Mistake> unknown(UnitScene unit) {
    OptionalInt version = unit.around().systemd();
    String type = unit.files().value("Service", "Type");
    int since =
        switch (type) {
          case "exec" -> EXEC_PERHAPS_SINCE;
          case "notify-reload" -> NOTIFY_RELOAD_SINCE;
          default -> 0;
        };
    boolean old = version.isPresent() && version.getAsInt() < since;
    String instead = type.equals("exec") ? "simple" : "notify";
    return old
        ? List.of(
            Mistake.dropIn(
                Kind.TYPE_UNKNOWN,
                unit.place("Service", "Type"),
                List.of(unit.unit(), type, Integer.toString(version.getAsInt()), instead),
                unit.unit(),
                "Service.Type=" + instead))
        : List.of();
  }

  /// What service_verify() refuses: the unit is then not loaded at all.
  static List<Mistake> refused(UnitScene unit) {
    if (!unit.isService() || unit.files().isEmpty()) {
      return List.of();
    }
    String type = unit.type();
    List<UnitLine> commands = unit.files().list("Service", "ExecStart");
    if (type.equals("dbus") && unit.value("Service", "BusName").isEmpty()) {
      return refused(unit, ".bus", unit.place("Service", "Type"), type);
    }
    Optional<UnitLine> folder =
        unit.files().last("Service", "WorkingDirectory").filter(l -> isBadFolder(l, unit));
    if (folder.isPresent()) {
      String value = folder.get().value();
      return refused(unit, ".folder", folder.map(UnitLine::place), value);
    }
    Optional<UnitLine> open =
        commands.stream().filter(c -> !CommandWords.of(c.value()).balanced()).findFirst();
    if (open.isPresent() && !old(unit)) {
      return refused(unit, ".quotes", open.map(UnitLine::place), "ExecStart");
    }
    List<UnitLine> each =
        commands.stream()
            .flatMap(c -> Collections.nCopies(CommandWords.of(c.value()).commands(), c).stream())
            .toList();
    if (each.size() > 1 && !type.equals("oneshot")) {
      return refused(unit, ".twice", Optional.of(each.get(1).place()), type);
    }
    boolean stops = !unit.files().list("Service", "ExecStop").isEmpty();
    boolean succeeds = !unit.files().value("Unit", "SuccessAction").isEmpty();
    if (commands.isEmpty() && !stops && !succeeds) {
      return refused(unit, ".none", Optional.empty(), type);
    }
    return restart(unit, type);
  }

  /// Old versions leave the line out where newer ones refuse the unit.
  private static boolean old(UnitScene unit) {
    return unit.around().systemd().orElse(Integer.MAX_VALUE) < FATAL_SINCE;
  }

  /// Whether a WorkingDirectory= that is no absolute path is left out, and nothing more.
  static boolean passesFolders(UnitScene unit) {
    return old(unit);
  }

  private static boolean isBadFolder(UnitLine line, UnitScene unit) {
    String value = line.value();
    boolean taken = value.isEmpty() || value.equals("~") || "-/%".indexOf(value.charAt(0)) >= 0;
    return !taken && !passesFolders(unit);
  }

  private static List<Mistake> restart(UnitScene unit, String type) {
    String restart = SettingValues.effective(unit.files(), "Service", "Restart");
    int version = unit.around().systemd().orElse(Integer.MAX_VALUE);
    boolean never = NEVER_ONESHOT.contains(restart);
    boolean old = version < ONESHOT_RESTART_SINCE && !restart.isEmpty() && !restart.equals("no");
    if (!type.equals("oneshot") || !(never || old)) {
      return List.of();
    }
    return List.of(
        Mistake.dropIn(
                Kind.REFUSED,
                unit.place("Service", "Restart"),
                List.of(unit.unit(), restart),
                unit.unit(),
                "Service.Restart=" + (version < ONESHOT_RESTART_SINCE ? "no" : "on-failure"))
            .variant(".restart"));
  }

  private static List<Mistake> refused(
      UnitScene unit, String variant, Optional<Place> place, String type) {
    return List.of(Mistake.byHand(Kind.REFUSED, variant, place, unit.unit(), type));
  }

  /// A Go program does not go to the background by itself: the start waits for a parent to end that never does.
  static List<Mistake> forking(UnitScene unit) {
    if (!unit.files().value("Service", "Type").equals("forking")) {
      return List.of();
    }
    Optional<Place> place = unit.place("Service", "Type");
    if (unit.program().go().known()) {
      String type = unit.program().mayNotify() ? "notify" : "simple";
      return List.of(
          Mistake.dropIn(
              Kind.FORKING_GO,
              place,
              List.of(unit.unit(), unit.program().go().name()),
              unit.unit(),
              "Service.Type=" + type));
    }
    boolean told = !unit.value("Service", "PIDFile").isEmpty();
    return told ? List.of() : List.of(Mistake.byHand(Kind.FORKING_PIDFILE, place, unit.unit()));
  }

  /// With a shell or a program that stays as the main process, what its child says is not listened to.
  static List<Mistake> notifyShell(UnitScene unit) {
    boolean main =
        unit.type().startsWith("notify")
            && Set.of("", "main").contains(unit.value("Service", "NotifyAccess"));
    for (UnitLine line : unit.files().list("Service", "ExecStart")) {
      CommandLine command = CommandLine.of(line.value());
      boolean several = command.text().indexOf(';') >= 0 || command.text().contains("&&");
      boolean shell = command.isShellText() && !command.execs() && several;
      if (main && (shell || STAYING.contains(command.program()))) {
        return List.of(
            Mistake.dropIn(
                Kind.NOTIFY_SHELL,
                Optional.of(line.place()),
                List.of(unit.unit(), command.program()),
                unit.unit(),
                "Service.NotifyAccess=all"));
      }
    }
    return List.of();
  }

  /// The watchdog counts from the moment the start is done, which for these types is before the program's package init.
  static List<Mistake> watchdog(UnitScene unit) {
    Optional<UnitLine> line = unit.files().last("Service", "WatchdogSec");
    boolean on = line.filter(l -> SettingSpan.nanos(l.value()).orElse(0) > 0).isPresent();
    if (!on || !unit.isBlind()) {
      return List.of();
    }
    Optional<Place> place = line.map(UnitLine::place);
    String span = line.map(UnitLine::value).orElse("?");
    return List.of(
        unit.program().mayNotify()
            ? Mistake.dropIn(
                Kind.WATCHDOG,
                place,
                List.of(unit.unit(), span, unit.type()),
                unit.unit(),
                "Service.Type=notify")
            : Mistake.byHand(Kind.WATCHDOG, place, unit.unit(), span, unit.type()));
  }
}
