package initscope.diagnosis.units;

import initscope.model.start.EnvironmentLine;
import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a unit needs of the host around its program: users, files, CPU time, a file system of its own. See systemd.exec(5) and
/// systemd.resource-control(5).
final class HostMistakes {
  private static final int READS_QUOTA_SINCE = 25;
  private static final List<String> LOOKUPS =
      List.of(
          "nss-user-lookup.target",
          "sssd.service",
          "nslcd.service",
          "winbind.service",
          "ypbind.service");

  /// Each gives the service a mount namespace of its own.
  private static final List<String> NAMESPACES =
      List.of(
          "PrivateTmp",
          "PrivateMounts",
          "ProtectSystem",
          "ProtectHome",
          "PrivateDevices",
          "ReadOnlyPaths",
          "ReadWritePaths",
          "InaccessiblePaths",
          "TemporaryFileSystem",
          "BindPaths",
          "BindReadOnlyPaths",
          "ProtectKernelTunables",
          "ProtectControlGroups");

  private HostMistakes() {}

  /// A user who is not in /etc/passwd, and nothing that waits for the service that knows him.
  static List<Mistake> user(UnitScene unit) {
    boolean local = unit.around().localUser().orElse(true);
    boolean dynamic = UnitScene.yes(unit.value("Service", "DynamicUser"));
    String user = unit.value("Service", "User");
    boolean named = !user.isEmpty() && !Character.isDigit(user.charAt(0));
    boolean waits = LOOKUPS.stream().anyMatch(unit.both("After")::contains);
    return local || dynamic || !named || waits
        ? List.of()
        : List.of(
            Mistake.dropIn(
                Kind.USER_LOOKUP,
                unit.place("Service", "User"),
                List.of(unit.unit(), user),
                unit.unit(),
                "Unit.After=nss-user-lookup.target"));
  }

  /// Without a minus a file that is missing makes the start fail, see "EnvironmentFile=" of systemd.exec(5).
  static List<Mistake> environmentFile(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.files().list("Service", "EnvironmentFile")) {
      if (unit.around().missing().contains(line.value())) {
        Optional<Place> place = Optional.of(line.place());
        found.add(Mistake.byHand(Kind.ENVIRONMENT_FILE, place, unit.unit(), line.value()));
      }
    }
    return found;
  }

  /// Before 1.25 the Go runtime does not read its cgroup: it runs as many threads as there are CPUs, and all of them are halted once the
  /// quota of a period is used up.
  static List<Mistake> quota(UnitScene unit) {
    Optional<UnitLine> line = unit.files().last("Service", "CPUQuota");
    GoProgram go = unit.program().go();
    boolean sees =
        go.minor() >= READS_QUOTA_SINCE
            && !GoProgram.says(go.defaultGodebug(), "containermaxprocs", "0");
    long percent = percent(line.map(UnitLine::value).orElse(""));
    if (!go.known() || sees || percent <= 0 || setsProcs(unit)) {
      return List.of();
    }
    String procs = Long.toString(Math.max(1, (percent + 99) / 100));
    return List.of(
        Mistake.dropIn(
            Kind.QUOTA,
            line.map(UnitLine::place),
            List.of(unit.unit(), line.get().value(), go.name(), procs),
            unit.unit(),
            "Service.Environment=GOMAXPROCS=" + procs));
  }

  private static boolean setsProcs(UnitScene unit) {
    boolean inUnit =
        unit.files().list("Service", "Environment").stream()
            .anyMatch(l -> EnvironmentLine.parse(l.value()).variables().contains("GOMAXPROCS"));
    return inUnit
        || unit.around().environmentFiles().values().stream()
            .anyMatch(t -> t.contains(":GOMAXPROCS="));
  }

  private static long percent(String value) {
    String digits = value.endsWith("%") ? value.substring(0, value.length() - 1).strip() : "";
    boolean number =
        !digits.isEmpty()
            && digits.length() < 8
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(digits) : 0;
  }

  /// A mount namespace is set up before the program at each start; mounts of the host reach it, its own do not reach the host.
  static List<Mistake> sandbox(UnitScene unit) {
    List<String> told = new ArrayList<>();
    Optional<Place> place = Optional.empty();
    for (String name : NAMESPACES) {
      Optional<UnitLine> line = unit.files().last("Service", name);
      boolean on = line.filter(l -> !l.value().isEmpty() && !isOff(l.value())).isPresent();
      if (on) {
        told.add(name + "=");
        place = place.or(() -> line.map(UnitLine::place));
      }
    }
    return told.isEmpty()
        ? List.of()
        : List.of(Mistake.byHand(Kind.SANDBOX, place, unit.unit(), String.join(", ", told)));
  }

  private static boolean isOff(String value) {
    return UnitScene.no(value) || Set.of("disconnected").contains(value.toLowerCase(Locale.ROOT));
  }

  /// A oneshot has no timeout by itself, see "TimeoutStartSec=": one that hangs holds up all that wait for it.
  static List<Mistake> oneshotTimeout(UnitScene unit) {
    boolean told = unit.place("Service", "TimeoutStartSec", "TimeoutSec").isPresent();
    List<String> followers =
        unit.list("Before").stream().filter(u -> u.endsWith(".service")).toList();
    return !unit.type().equals("oneshot") || !unit.isService() || told || followers.isEmpty()
        ? List.of()
        : List.of(
            Mistake.dropIn(
                Kind.ONESHOT_TIMEOUT,
                unit.place("Service", "Type", "ExecStart"),
                List.of(unit.unit(), String.join(", ", followers)),
                unit.unit(),
                "Service.TimeoutStartSec=300"));
  }
}
