package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.Timespan;
import initscope.model.start.UnitLine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Mistakes in when a start counts as done, how long it is waited for, and what follows a failure; see systemd.service(5).
final class StartMistakes {
  private static final Set<String> BLIND = Set.of("simple", "exec", "idle");
  private static final Set<String> WAITED_FOR =
      Set.of("notify", "notify-reload", "forking", "dbus");
  private static final Set<String> AFTER_FAILURE = Set.of("always", "on-failure");
  private static final Set<String> SOMETIMES = Set.of("on-abnormal", "on-abort", "on-watchdog");
  private static final long LONG_NANOS = 900_000_000_000L;
  private static final int FEW_FILES = 1024;
  private static final int GO_RAISES_FILES =
      19; // from then on a program that imports os takes the hard limit
  private static final long MANY_RESTARTS = 3;

  private StartMistakes() {}

  /// Type=notify, and the program does not even hold the name of the variable that it would need.
  static List<Mistake> neverNotifies(UnitScene unit) {
    boolean silent =
        unit.value("Service", "Type").startsWith("notify")
            && unit.program().go().known()
            && unit.program().cannotNotify()
            && !Set.of("all", "exec").contains(unit.value("Service", "NotifyAccess"))
            && !unit.property("ActiveState").equals("active");
    return silent
        ? List.of(
            Mistake.dropIn(
                Kind.NOTIFY_NEVER,
                unit.place("Service", "Type"),
                List.of(unit.unit(), unit.program().path()),
                unit.unit(),
                "Service.Type=simple"))
        : List.of();
  }

  /// Others start after it, and systemd calls it active as soon as it was forked.
  static List<Mistake> blind(UnitScene unit) {
    String type = unit.value("Service", "Type");
    List<String> followers =
        unit.list("Before").stream().filter(u -> u.endsWith(".service")).toList();
    boolean simple =
        BLIND.contains(type) || type.isEmpty() && unit.place("Service", "ExecStart").isPresent();
    if (!simple || followers.isEmpty()) {
      return List.of();
    }
    String shown = type.isEmpty() ? "simple" : type;
    String after = String.join(", ", followers);
    Optional<Place> place = unit.place("Service", "Type", "ExecStart");
    boolean mayNotify = unit.program().go().known() && unit.program().mayNotify();
    return List.of(
        mayNotify
            ? Mistake.dropIn(
                Kind.BLIND,
                place,
                List.of(unit.unit(), shown, after),
                unit.unit(),
                "Service.Type=notify")
            : Mistake.byHand(Kind.BLIND, place, unit.unit(), shown, after));
  }

  /// A start that hangs is waited for without end.
  static List<Mistake> timeout(UnitScene unit) {
    boolean counts =
        WAITED_FOR.contains(unit.value("Service", "Type"))
            || !unit.files().list("Service", "ExecStartPre").isEmpty()
            || !unit.files().list("Service", "ExecStartPost").isEmpty();
    boolean oneshot = unit.value("Service", "Type").equals("oneshot");
    Optional<UnitLine> line =
        unit.files()
            .last("Service", "TimeoutStartSec")
            .or(() -> unit.files().last("Service", "TimeoutSec"));
    String told =
        unit.shown().get("TimeoutStartUSec").orElseGet(() -> line.map(UnitLine::value).orElse(""));
    OptionalLong nanos =
        told.equals("0") ? OptionalLong.of(Timespan.INFINITE) : Timespan.nanos(told);
    if (!counts || oneshot || nanos.isEmpty() || nanos.getAsLong() <= LONG_NANOS) {
      return List.of();
    }
    return List.of(
        Mistake.dropIn(
            Kind.TIMEOUT,
            line.map(UnitLine::place),
            List.of(unit.unit(), told.equals("0") ? "infinity" : told),
            unit.unit(),
            "Service.TimeoutStartSec=300"));
  }

  /// A program that fails at once is given up within seconds, whatever would have been there a little later.
  static List<Mistake> givesUp(UnitScene unit) {
    long interval = interval(unit);
    long burst = unit.shown().number("StartLimitBurst").orElse(0);
    OptionalLong pause = Timespan.nanos(unit.property("RestartUSec"));
    if (!restarts(unit) || interval <= 0 || burst <= 0 || burst > 10_000 || pause.isEmpty()) {
      return List.of();
    }
    if (pause.getAsLong() >= interval / burst) {
      return List.of();
    }
    long better = Timespan.seconds(interval / burst) + 1;
    return List.of(
        Mistake.dropIn(
            Kind.GIVES_UP,
            unit.place("Service", "RestartSec", "Restart"),
            List.of(
                unit.unit(),
                Long.toString(burst),
                Long.toString(Timespan.seconds(interval)),
                unit.property("RestartUSec"),
                Long.toString(better)),
            unit.unit(),
            "Service.RestartSec=" + better));
  }

  /// It is never given up, so a start that always fails goes on for ever and the unit is never failed.
  static List<Mistake> endless(UnitScene unit) {
    long interval = interval(unit);
    Optional<Place> place =
        unit.place("Unit", "StartLimitIntervalSec", "StartLimitInterval")
            .or(() -> unit.place("Service", "StartLimitInterval"));
    boolean never = interval == 0 && place.isPresent();
    boolean often = unit.shown().number("NRestarts").orElse(0) >= MANY_RESTARTS;
    long burst = unit.shown().number("StartLimitBurst").orElse(0);
    OptionalLong pause = Timespan.nanos(unit.property("RestartUSec"));
    boolean slower =
        often && burst > 0 && pause.isPresent() && pause.getAsLong() >= interval / burst;
    Optional<Place> where = place.or(() -> unit.place("Service", "RestartSec", "Restart"));
    // how often it was started again says that its failures are of that kind
    boolean applies =
        restarts(unit) || often && SOMETIMES.contains(unit.value("Service", "Restart"));
    if (!applies || !(never || slower)) {
      return List.of();
    }
    Optional<String> restarts = unit.shown().get("NRestarts");
    Mistake found = Mistake.byHand(Kind.ENDLESS, where, unit.unit(), restarts.orElse("?"));
    return List.of(restarts.isPresent() ? found : found.variant(".files"));
  }

  /// Whether it is started again after its program ended with a failure. The others of Restart= wait for a signal, a timeout or the watchdog.
  private static boolean restarts(UnitScene unit) {
    String restart = unit.value("Service", "Restart");
    return AFTER_FAILURE.contains(restart);
  }

  /// In nanoseconds, -1 where it is not told.
  private static long interval(UnitScene unit) {
    for (String name : List.of("StartLimitIntervalUSec", "StartLimitInterval")) {
      OptionalLong nanos = Timespan.nanos(unit.property(name));
      if (nanos.isPresent()) {
        return nanos.getAsLong();
      }
    }
    return -1;
  }

  /// So few files that a server runs out of them.
  static List<Mistake> files(UnitScene unit) {
    int minor = unit.program().go().minor();
    boolean soft = minor > 0 && minor < GO_RAISES_FILES;
    OptionalLong limit =
        soft && unit.shown().number("LimitNOFILESoft").isPresent()
            ? unit.shown().number("LimitNOFILESoft")
            : unit.shown().number("LimitNOFILE");
    return limit.isPresent() && limit.getAsLong() < FEW_FILES
        ? List.of(
            Mistake.dropIn(
                Kind.NOFILE,
                unit.place("Service", "LimitNOFILE"),
                List.of(unit.unit(), Long.toString(limit.getAsLong())),
                unit.unit(),
                "Service.LimitNOFILE=65536"))
        : List.of();
  }
}
