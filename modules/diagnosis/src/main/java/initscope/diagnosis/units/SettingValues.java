package initscope.diagnosis.units;

import initscope.model.start.UnitLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which values systemd takes of settings that matter to a start, and what it logs of others: it leaves those lines out. The words of the
/// log are those of 252. Values of later versions are taken too.
final class SettingValues {
  private static final Map<String, Check> CHECKS = checks();

  private SettingValues() {}

  /// What one setting takes.
  ///
  /// @param log what systemd says of another value, without it
  private record Check(Predicate<String> takes, String log) {}

  /// What systemd logs of a line that it leaves out for its value; empty where it takes it. An empty value is not asked about.
  static Optional<String> refusal(UnitLine line) {
    return refusal(line.section(), line.name(), line.value());
  }

  private static Optional<String> refusal(String section, String name, String value) {
    Check check = CHECKS.get(section + "." + name);
    return check == null || value.isEmpty() || check.takes().test(value)
        ? Optional.empty()
        : Optional.of(check.log() + ": " + value);
  }

  /// The value that counts of a setting that has one: of the last line that systemd takes.
  static String effective(UnitSettings settings, String section, String name) {
    return settings.dependencies(section, name).stream()
        .filter(l -> !l.value().isEmpty() && refusal(l).isEmpty())
        .reduce((a, b) -> b)
        .map(UnitLine::value)
        .orElse("");
  }

  private static Map<String, Check> checks() {
    Map<String, Check> checks = new HashMap<>();
    words(checks);
    outputs(checks);
    String yesNo = "Failed to parse boolean value, ignoring";
    Predicate<String> isBool = v -> UnitScene.yes(v) || UnitScene.no(v);
    Stream.of(
            "RemainAfterExit",
            "GuessMainPID",
            "NonBlocking",
            "RootDirectoryStartOnly",
            "SendSIGKILL",
            "SendSIGHUP",
            "IgnoreSIGPIPE",
            "PrivateDevices",
            "PrivateNetwork",
            "NoNewPrivileges",
            "DynamicUser",
            "ProtectKernelTunables",
            "ProtectKernelModules")
        .forEach(n -> checks.put("Service." + n, new Check(isBool, yesNo)));
    Stream.of("DefaultDependencies", "StopWhenUnneeded", "RefuseManualStart", "RefuseManualStop")
        .forEach(n -> checks.put("Unit." + n, new Check(isBool, yesNo)));
    spans(checks);
    Check burst = new Check(ResourceLimit::number, "Failed to parse unsigned value, ignoring");
    checks.put("Unit.StartLimitBurst", burst);
    checks.put("Service.StartLimitBurst", burst);
    SettingTable.KNOWN.names("Service").stream()
        .filter(ResourceLimit::has)
        .forEach(
            n ->
                checks.put(
                    "Service." + n,
                    new Check(
                        v -> ResourceLimit.takes(n, v),
                        "Failed to parse resource value, ignoring")));
    return Map.copyOf(checks);
  }

  private static void words(Map<String, Check> checks) {
    word(
        checks,
        "Type",
        "service type",
        "simple exec forking oneshot dbus notify notify-reload idle");
    word(
        checks,
        "Restart",
        "service restart specifier",
        "no on-success on-failure on-abnormal on-watchdog on-abort always");
    word(checks, "KillMode", "kill mode specification", "control-group process mixed none");
    word(checks, "NotifyAccess", "notify access specifier", "none main exec all");
    word(checks, "OOMPolicy", "OOM policy", "continue stop kill");
    word(checks, "ExitType", "service exit type", "main cgroup");
    word(checks, "TimeoutStartFailureMode", "timeout failure mode", "terminate abort kill");
    Set<String> actions =
        Set.of(
            ("none reboot reboot-force reboot-immediate poweroff poweroff-force poweroff-immediate"
                    + " exit exit-force soft-reboot soft-reboot-force kexec kexec-force halt"
                    + " halt-force halt-immediate")
                .split(" ", -1));
    for (String name : Set.of("StartLimitAction", "FailureAction", "SuccessAction")) {
      Check check = new Check(actions::contains, "Failed to parse " + name + "=, ignoring");
      checks.put("Unit." + name, check);
      checks.put("Service." + name, check);
    }
    either(checks, "ProtectSystem", "protect system value", Set.of("strict", "full"));
    either(checks, "ProtectHome", "protect home value", Set.of("read-only", "tmpfs"));
  }

  private static void word(Map<String, Check> checks, String name, String what, String words) {
    Set<String> taken = Set.of(words.split(" ", -1));
    String log = "Failed to parse " + what + ", ignoring";
    checks.put("Service." + name, new Check(taken::contains, log));
  }

  /// Yes, no, or one of some words.
  private static void either(
      Map<String, Check> checks, String name, String what, Set<String> words) {
    Predicate<String> takes = v -> UnitScene.yes(v) || UnitScene.no(v) || words.contains(v);
    checks.put("Service." + name, new Check(takes, "Failed to parse " + what + ", ignoring"));
  }

  private static void outputs(Map<String, Check> checks) {
    Set<String> out =
        Set.of(
            ("inherit null tty journal journal+console kmsg kmsg+console syslog syslog+console"
                    + " socket fd")
                .split(" ", -1));
    Set<String> in = Set.of("null", "tty", "tty-force", "tty-fail", "socket", "fd", "data");
    Check output =
        new Check(
            v -> out.contains(v) || v.startsWith("fd:") || isFile(v),
            "Failed to parse output specifier, ignoring");
    checks.put("Service.StandardOutput", output);
    checks.put("Service.StandardError", output);
    checks.put(
        "Service.StandardInput",
        new Check(
            v -> in.contains(v) || v.startsWith("fd:") || isFile(v),
            "Failed to parse input specifier, ignoring"));
  }

  private static boolean isFile(String value) {
    return Stream.of("file:", "append:", "truncate:")
        .anyMatch(p -> value.startsWith(p + "/") || value.startsWith(p + "%"));
  }

  private static void spans(Map<String, Check> checks) {
    Predicate<String> span = v -> SettingSpan.nanos(v).isPresent();
    String sec = "Failed to parse sec value, ignoring";
    Stream.of("RestartSec", "WatchdogSec", "RuntimeMaxSec", "StartLimitInterval")
        .forEach(n -> checks.put("Service." + n, new Check(span, sec)));
    Stream.of(
            "StartLimitInterval", "StartLimitIntervalSec", "JobTimeoutSec", "JobRunningTimeoutSec")
        .forEach(n -> checks.put("Unit." + n, new Check(span, sec)));
    Stream.of("TimeoutSec", "TimeoutStartSec")
        .forEach(
            n ->
                checks.put(
                    "Service." + n,
                    new Check(span, "Failed to parse " + n + "= parameter, ignoring")));
    checks.put("Service.TimeoutStopSec", new Check(span, "Failed to parse time value, ignoring"));
  }
}
