package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.host.UnitProperties;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What systemd says of the unit.
final class UnitRules {
  static final String NOT_STARTED = "start.not-started";
  static final String CRASH_LOOP = "start.crash-loop";
  static final String ACTIVE_NOT_READY = "unit.active-not-ready";
  static final String NOTIFY_WAITS = "unit.notify-waits";
  static final String RESTARTS = "unit.restarts";

  /// Types for which systemd says "active" once the process was forked or executed, whatever it does then.
  private static final Set<String> BLIND_TYPES = Set.of("simple", "exec", "idle");

  private UnitRules() {}

  static List<Finding> notStarted(Scene scene) {
    Incident incident = scene.incident();
    UnitProperties unit = incident.unit().orElseThrow();
    if (incident.process().isPresent() || running(unit) || dead(unit)) {
      return List.of();
    }
    String variant = variant(incident, unit);
    Chain chain = new Chain();
    state(incident, unit, chain);
    switch (variant) {
      case "job" ->
          chain.add(
              Places.unit(incident, "After"), "because.unit.after", unit.get("After").orElse("?"));
      case "pre" ->
          chain.add(
              Places.unit(incident, "ControlPID"),
              "because.unit.pre",
              unit.get("ControlPID").orElse("?"));
      case "condition" -> Journals.skipped(incident, chain);
      case "ended" -> Journals.ended(incident, chain);
      default -> {}
    }
    return List.of(
        new Finding(
            NOT_STARTED,
            Confidence.LIKELY,
            Sentence.of(NOT_STARTED + "." + variant, name(unit)),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(NOT_STARTED + ".next." + variant, name(unit)))));
  }

  private static String variant(Incident incident, UnitProperties unit) {
    String load = unit.get("LoadState").orElse("loaded");
    if (load.equals("not-found") || load.equals("masked")) {
      return load.equals("masked") ? "masked" : "missing";
    }
    if (unit.get("SubState").filter("start-pre"::equals).isPresent()) {
      return "pre";
    }
    if (unit.number("Job").orElse(0) > 0) {
      return "job";
    }
    boolean told =
        unit.get("ConditionResult").filter("no"::equals).isPresent()
            && unit.get("ConditionTimestamp").isPresent();
    if (told || Journals.skipped(incident).isPresent()) {
      return "condition";
    }
    return Journals.ended(incident).isPresent() ? "ended" : "inactive";
  }

  static List<Finding> crashLoop(Scene scene) {
    UnitProperties unit = scene.incident().unit().orElseThrow();
    if (!dead(unit)) {
      return List.of();
    }
    Chain chain = new Chain();
    state(scene.incident(), unit, chain);
    chain.add(
        Places.unit(scene.incident(), "Result"),
        "because.unit.result",
        unit.get("Result").orElse("?"),
        exit(unit));
    Journals.exits(scene.incident(), chain);
    boolean again = substate(unit).equals("auto-restart") || unit.number("NRestarts").orElse(0) > 0;
    boolean limit =
        unit.get("Result").filter("start-limit-hit"::equals).isPresent()
            || Journals.gaveUp(scene.incident());
    String variant = limit ? ".limit" : again ? ".loop" : ".failed";
    String restarts =
        unit.number("NRestarts").isPresent()
            ? Long.toString(unit.number("NRestarts").getAsLong())
            : "?";
    return List.of(
        new Finding(
            CRASH_LOOP,
            Journals.hasExit(scene.incident()) ? Confidence.CERTAIN : Confidence.LIKELY,
            Sentence.of(CRASH_LOOP + variant, name(unit), exit(unit), restarts),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(CRASH_LOOP + next(unit), name(unit)))));
  }

  /// The trap of Type=simple: "active" says nothing of readiness.
  static List<Finding> activeNotReady(Scene scene) {
    UnitProperties unit = scene.incident().unit().orElseThrow();
    String type = unit.get("Type").orElse("");
    if (scene.init().isEmpty() || !active(unit).equals("active") || !BLIND_TYPES.contains(type)) {
      return List.of();
    }
    Chain chain = new Chain();
    state(scene.incident(), unit, chain);
    return List.of(
        ProcessRules.aside(
            ACTIVE_NOT_READY, Sentence.of(ACTIVE_NOT_READY + ".title", name(unit), type), chain));
  }

  static List<Finding> notifyWaits(Scene scene) {
    UnitProperties unit = scene.incident().unit().orElseThrow();
    String type = unit.get("Type").orElse("");
    if (!type.startsWith("notify") || !active(unit).equals("activating") || !running(unit)) {
      return List.of();
    }
    Chain chain = new Chain();
    state(scene.incident(), unit, chain);
    unit.get("TimeoutStartUSec")
        .ifPresent(
            t ->
                chain.add(
                    Places.unit(scene.incident(), "TimeoutStartUSec"),
                    t.equals("infinity") ? "because.unit.patient" : "because.unit.timeout",
                    t));
    return List.of(
        ProcessRules.aside(NOTIFY_WAITS, Sentence.of(NOTIFY_WAITS + ".title", name(unit)), chain));
  }

  static List<Finding> restarts(Scene scene) {
    UnitProperties unit = scene.incident().unit().orElseThrow();
    long restarts = unit.number("NRestarts").orElse(0);
    if (restarts == 0 || dead(unit)) {
      return List.of();
    }
    Chain chain = new Chain();
    chain.add(
        Places.unit(scene.incident(), "NRestarts"),
        "because.unit.restarts",
        Long.toString(restarts));
    return List.of(
        ProcessRules.aside(
            RESTARTS,
            Sentence.of(RESTARTS + ".title", name(unit), Long.toString(restarts)),
            chain));
  }

  /// Failed, or between two tries.
  static boolean dead(UnitProperties unit) {
    return active(unit).equals("failed") || substate(unit).equals("auto-restart");
  }

  private static boolean running(UnitProperties unit) {
    return unit.number("MainPID").orElse(0) > 0;
  }

  private static void state(Incident incident, UnitProperties unit, Chain chain) {
    chain.add(
        Places.unit(incident, "ActiveState"),
        "because.unit.state",
        name(unit),
        active(unit) + " (" + substate(unit) + ")",
        unit.get("Type").orElse("?"));
  }

  /// From status 200 on it was systemd that could not start the program, which has then never run.
  private static String next(UnitProperties unit) {
    boolean exited = unit.get("ExecMainCode").filter("1"::equals).isPresent();
    long status = exited ? unit.number("ExecMainStatus").orElse(0) : 0;
    return status == 203 ? ".next.exec" : status >= 200 && status <= 243 ? ".next.setup" : ".next";
  }

  /// As systemd writes it: {@code code=exited, status=203/EXEC}.
  private static String exit(UnitProperties unit) {
    String code =
        switch (unit.get("ExecMainCode").orElse("0")) {
          case "1" -> "exited";
          case "2" -> "killed";
          case "3" -> "dumped";
          default -> "?";
        };
    String status = unit.get("ExecMainStatus").orElse("?");
    String word =
        switch (code.equals("exited") ? status : "") {
          case "200" -> "/CHDIR";
          case "203" -> "/EXEC";
          case "216" -> "/GROUP";
          case "217" -> "/USER";
          case "226" -> "/NAMESPACE";
          default -> "";
        };
    return "code=" + code + ", status=" + status + word;
  }

  private static String name(UnitProperties unit) {
    return unit.get("Id").orElse("?");
  }

  private static String active(UnitProperties unit) {
    return unit.get("ActiveState").orElse("?");
  }

  private static String substate(UnitProperties unit) {
    return unit.get("SubState").orElse("?");
  }
}
