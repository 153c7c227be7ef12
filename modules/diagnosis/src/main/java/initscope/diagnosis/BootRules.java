package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.boot.BlameLine;
import initscope.model.boot.Boot;
import initscope.model.boot.BootGraph;
import initscope.model.boot.BootNote;
import initscope.model.boot.BootUnit;
import initscope.model.boot.CriticalPath;
import initscope.model.boot.LinkKind;
import initscope.model.boot.PathStep;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// What a boot's record tells: where its time went, and where what is commonly read of it misleads. systemd's stamps are one source:
/// nothing here is certain. Predictions are named as such.
final class BootRules {
  static final String PATH = "boot.path";
  static final String TIMES = "boot.times";
  static final String CYCLE = "boot.ordering_cycle";
  static final String UNFINISHED = "boot.unfinished";
  static final String FAILED = "boot.unit_failed";
  static final String TIMED_OUT = "boot.timed_out";
  static final String WAIT_ONLINE = "boot.wait_online";
  static final String UDEV_SETTLE = "boot.udev_settle";
  static final String CHRONY_WAIT = "boot.chrony_wait";
  static final String BLAME = "boot.blame_misleads";
  static final String RESTARTED = "boot.restarted";

  private static final long SECOND = 1_000_000_000L;
  private static final int MOST = 6;

  /// Units that only wait for something, and the rule that says so.
  private static final Map<String, String> WAITERS =
      Map.of(
          "NetworkManager-wait-online.service", WAIT_ONLINE,
          "systemd-networkd-wait-online.service", WAIT_ONLINE,
          "systemd-udev-settle.service", UDEV_SETTLE,
          "chrony-wait.service", CHRONY_WAIT,
          "systemd-time-wait-sync.service", CHRONY_WAIT);

  private static final Set<BootNote.Kind> OF_CYCLES =
      Set.of(BootNote.Kind.CYCLE, BootNote.Kind.IN_CYCLE, BootNote.Kind.JOB_DELETED);

  private BootRules() {}

  /// The way that decided when the unit that was asked for, or the boot's target, was up.
  static List<Finding> path(Scene scene) {
    return target(scene).stream().map(path -> path(scene, path)).toList();
  }

  /// What is left to say where nothing tells which unit waited for which.
  static List<Finding> times(Scene scene) {
    Boot boot = boot(scene);
    OptionalLong total = boot.times().totalNanos();
    Optional<BlameLine> longest =
        boot.words().blame().stream().max(Comparator.comparingLong(BlameLine::nanos));
    Optional<BootUnit> slowest =
        boot.units().stream()
            .max(Comparator.comparingLong((BootUnit u) -> u.activatingNanos().orElse(0)))
            .filter(u -> u.activatingNanos().orElse(0) > 0);
    boolean nothing = total.isEmpty() && longest.isEmpty() && slowest.isEmpty();
    if (nothing || target(scene).isPresent()) {
      return List.of();
    }
    Chain chain = new Chain();
    phases(scene, chain);
    longest.ifPresent(
        line ->
            chain.add(
                Optional.of(line.place()),
                "because.boot.blame",
                line.name(),
                Long.toString(line.nanos())));
    slowest.ifPresent(
        unit ->
            chain.add(
                unit.place(),
                "because.boot.blame",
                unit.name(),
                Long.toString(unit.activatingNanos().orElse(0))));
    String name = longest.map(BlameLine::name).or(() -> slowest.map(BootUnit::name)).orElse("");
    long nanos =
        longest
            .map(BlameLine::nanos)
            .or(() -> slowest.map(u -> u.activatingNanos().orElse(0)))
            .orElse(0L);
    String kind = name.isEmpty() ? ".phases" : total.isEmpty() ? ".blame" : ".title";
    return List.of(
        new Finding(
            TIMES,
            Confidence.POSSIBLE,
            Sentence.of(TIMES + kind, Long.toString(total.orElse(0)), name, Long.toString(nanos)),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(TIMES + ".next"))));
  }

  static Boot boot(Scene scene) {
    return scene.incident().start().boot().orElseThrow();
  }

  private static Optional<CriticalPath> target(Scene scene) {
    BootGraph graph = BootGraph.of(boot(scene));
    return asked(scene)
        .filter(graph::startedInBoot)
        .or(graph::defaultTarget)
        .flatMap(graph::pathTo);
  }

  static Optional<String> asked(Scene scene) {
    return scene.incident().unit().flatMap((UnitProperties unit) -> unit.get("Id"));
  }

  private static Finding path(Scene scene, CriticalPath path) {
    Boot boot = boot(scene);
    Chain chain = new Chain();
    phases(scene, chain);
    List<PathStep> longest =
        path.steps().stream()
            .filter(step -> weight(step) * 20 >= path.totalNanos())
            .sorted(Comparator.comparingLong(BootRules::weight).reversed())
            .limit(MOST)
            .sorted(Comparator.comparingLong(PathStep::startNanos))
            .toList();
    longest.forEach(step -> step(boot, path, step, chain));
    orderings(boot, path, chain);
    PathStep worst =
        path.steps().stream().max(Comparator.comparingLong(BootRules::weight)).orElseThrow();
    boolean waits = worst.gapNanos() > worst.takesNanos();
    String kind = waits ? worst.gap().name().toLowerCase(Locale.ROOT) : "unit";
    // a critical chain names one unit of each row only: another may have been as late
    boolean stamps =
        Stream.of("boot.units", "boot.dump", "boot.plot")
            .anyMatch(source -> scene.incident().source(source).isPresent());
    return new Finding(
        PATH,
        stamps ? Confidence.LIKELY : Confidence.POSSIBLE,
        Sentence.of(
            PATH + "." + kind,
            path.target(),
            Long.toString(path.totalNanos()),
            worst.unit(),
            Long.toString(waits ? worst.gapNanos() : worst.takesNanos()),
            Long.toString(worst.gainNanos())),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(PATH + ".next." + kind, worst.unit())));
  }

  private static long weight(PathStep step) {
    return Math.max(step.takesNanos(), step.gapNanos());
  }

  private static void phases(Scene scene, Chain chain) {
    Boot boot = boot(scene);
    Optional<EvidenceRef> place =
        Stream.of("boot.manager", "boot.time", "boot.plot")
            .flatMap(source -> scene.incident().source(source).stream())
            .findFirst();
    OptionalLong kernel = boot.times().kernelNanos();
    OptionalLong userspace = boot.times().userspaceNanos();
    if (kernel.isEmpty() || userspace.isEmpty()) {
      return;
    }
    String early = boot.times().firmwareNanos().isPresent() ? "" : ".no-firmware";
    chain.add(
        place,
        "because.boot.phases" + early,
        Long.toString(kernel.getAsLong()),
        Long.toString(userspace.getAsLong()),
        Long.toString(
            boot.times().firmwareNanos().orElse(0) + boot.times().loaderNanos().orElse(0)));
    OptionalLong initrd = boot.times().initrdNanos();
    if (initrd.isPresent()) {
      chain.add(place, "because.boot.initrd", Long.toString(initrd.getAsLong()));
    }
  }

  private static void step(Boot boot, CriticalPath path, PathStep step, Chain chain) {
    Optional<EvidenceRef> place = boot.unit(step.unit()).flatMap(BootUnit::place);
    if (step.gapNanos() * 20 >= path.totalNanos()) {
      chain.add(
          place,
          "because.boot.gap." + step.gap().name().toLowerCase(Locale.ROOT),
          step.unit(),
          Long.toString(step.gapNanos()));
    }
    if (step.takesNanos() * 20 >= path.totalNanos()) {
      chain.add(
          place,
          "because.boot.step",
          step.unit(),
          Long.toString(step.takesNanos()),
          path.target(),
          Long.toString(step.gainNanos()));
    }
  }

  /// Orderings between units that someone wrote: those of targets hold the boot together.
  private static void orderings(Boot boot, CriticalPath path, Chain chain) {
    for (int i = 1; i < path.steps().size(); i++) {
      PathStep step = path.steps().get(i);
      String before = path.steps().get(i - 1).unit();
      boolean written =
          Stream.of(step.unit(), before)
              .allMatch(name -> name.endsWith(".service") || name.endsWith(".mount"));
      if (written && step.unorderedGainNanos() * 20 >= path.totalNanos()) {
        chain.add(
            boot.unit(step.unit()).flatMap(BootUnit::place),
            "because.boot.unordered",
            step.unit(),
            before,
            path.target(),
            Long.toString(step.unorderedGainNanos()));
      }
    }
  }

  /// What stands on the path only to wait for something else.
  static List<Finding> waiters(Scene scene) {
    List<Finding> found = new ArrayList<>();
    for (CriticalPath path : target(scene).stream().toList()) {
      for (PathStep step : path.steps()) {
        String rule = WAITERS.get(step.unit());
        if (rule != null && step.takesNanos() > 0) {
          found.add(
              about(
                  rule,
                  Confidence.LIKELY,
                  boot(scene).unit(step.unit()).stream().toList(),
                  "",
                  step.unit(),
                  path.target(),
                  Long.toString(step.takesNanos()),
                  Long.toString(step.gainNanos())));
        }
      }
    }
    return found;
  }

  /// What {@code systemd-analyze blame} puts first and what delayed nothing.
  static List<Finding> blame(Scene scene) {
    List<Finding> found = new ArrayList<>();
    Boot boot = boot(scene);
    BootGraph graph = BootGraph.of(boot);
    for (CriticalPath path : target(scene).stream().toList()) {
      List<BootUnit> slowest =
          boot.units().stream()
              .filter(u -> graph.startedInBoot(u.name()))
              .filter(u -> u.activatingNanos().orElse(0) >= SECOND)
              .sorted(
                  Comparator.comparingLong((BootUnit u) -> u.activatingNanos().orElse(0))
                      .reversed())
              .limit(MOST)
              .toList();
      for (BootUnit unit : slowest) {
        Long slack = path.slackNanos().get(unit.name());
        boolean onPath = path.steps().stream().anyMatch(step -> step.unit().equals(unit.name()));
        if (!onPath && !unit.name().equals(path.target())) {
          found.add(
              about(
                  BLAME,
                  Confidence.LIKELY,
                  List.of(unit),
                  slack == null ? ".unordered" : "",
                  unit.name(),
                  path.target(),
                  Long.toString(unit.activatingNanos().orElse(0)),
                  Long.toString(slack == null ? 0 : slack)));
        }
      }
    }
    return found.stream().limit(3).toList();
  }

  /// Units whose stamps are of a later start, so that the boot's own is lost.
  static List<Finding> restarted(Scene scene) {
    Boot boot = boot(scene);
    BootGraph graph = BootGraph.of(boot);
    OptionalLong finish = boot.times().finishAtNanos();
    List<BootUnit> again =
        boot.units().stream()
            .filter(
                u ->
                    u.restarts().orElse(0) > 0
                        || finish.isPresent()
                            && u.name().endsWith(".service")
                            && u.inactiveExitNanos().isPresent()
                            && !graph.startedInBoot(u.name())
                            && u.links(LinkKind.TRIGGERED_BY).isEmpty()
                            && pulledByTarget(u))
            .toList();
    return again.isEmpty()
        ? List.of()
        : List.of(about(RESTARTED, Confidence.LIKELY, again, "", names(again)));
  }

  private static boolean pulledByTarget(BootUnit unit) {
    return Stream.of(LinkKind.WANTED_BY, LinkKind.REQUIRED_BY)
        .flatMap(kind -> unit.links(kind).stream())
        .anyMatch(name -> name.endsWith(".target"));
  }

  /// Units that the boot wanted and that failed.
  static List<Finding> failed(Scene scene) {
    List<BootUnit> units =
        boot(scene).units().stream().filter(u -> u.activeState().equals("failed")).toList();
    return units.isEmpty()
        ? List.of()
        : List.of(about(FAILED, Confidence.LIKELY, units, "", names(units)));
  }

  private static String names(List<BootUnit> units) {
    List<String> names = units.stream().limit(MOST).map(BootUnit::name).toList();
    String more = units.size() > MOST ? " (+" + (units.size() - MOST) + ")" : "";
    return String.join(", ", names) + more;
  }

  /// Jobs still run: stamps are not final.
  static List<Finding> unfinished(Scene scene) {
    return told(scene) ? open(scene) : List.of();
  }

  /// The same where nothing else is known of the boot.
  static List<Finding> onlyUnfinished(Scene scene) {
    return told(scene) ? List.of() : open(scene);
  }

  private static boolean told(Scene scene) {
    return target(scene).isPresent() || !times(scene).isEmpty();
  }

  private static List<Finding> open(Scene scene) {
    Optional<BootNote> note =
        boot(scene).notes().stream().filter(n -> n.kind() == BootNote.Kind.UNFINISHED).findFirst();
    Chain chain = new Chain();
    note.ifPresent(n -> chain.add(Optional.of(n.place()), "because.boot.unfinished"));
    return note.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                UNFINISHED,
                Confidence.LIKELY,
                Sentence.of(UNFINISHED + ".title"),
                Subject.NONE,
                chain.links(),
                chain.evidence(),
                Optional.of(Sentence.of(UNFINISHED + ".next"))));
  }

  /// Ordering cycles that systemd found, named whole, and the jobs that it deleted for them.
  static List<Finding> cycles(Scene scene) {
    List<Finding> found = new ArrayList<>();
    List<BootNote> cycle = new ArrayList<>();
    for (BootNote note : boot(scene).notes()) {
      if (note.kind() == BootNote.Kind.CYCLE) {
        cycle(cycle).ifPresent(found::add);
        cycle.clear();
      }
      if (OF_CYCLES.contains(note.kind())) {
        cycle.add(note);
      }
    }
    cycle(cycle).ifPresent(found::add);
    return found.stream().limit(MOST).toList();
  }

  private static Optional<Finding> cycle(List<BootNote> notes) {
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    List<String> members =
        notes.stream()
            .filter(n -> n.kind() != BootNote.Kind.JOB_DELETED)
            .map(BootNote::unit)
            .distinct()
            .toList();
    String around =
        members.isEmpty() ? "?" : String.join(" → ", members) + " → " + members.getFirst();
    String deleted =
        notes.stream()
            .filter(n -> n.kind() == BootNote.Kind.JOB_DELETED)
            .map(BootNote::unit)
            .findFirst()
            .orElse("");
    return Optional.of(
        noted(CYCLE, deleted.isEmpty() ? ".found" : ".title", notes, around, deleted));
  }

  /// Waits that the clock ended.
  static List<Finding> timedOut(Scene scene) {
    List<BootNote> notes =
        boot(scene).notes().stream().filter(n -> n.kind() == BootNote.Kind.TIMED_OUT).toList();
    String units =
        String.join(", ", notes.stream().map(BootNote::unit).distinct().limit(MOST).toList());
    return notes.isEmpty() ? List.of() : List.of(noted(TIMED_OUT, ".title", notes, units));
  }

  private static Finding noted(String rule, String kind, List<BootNote> notes, String... units) {
    Chain chain = new Chain();
    notes.stream()
        .limit(2L * MOST)
        .forEach(n -> chain.add(Optional.of(n.place()), "because.boot.logged", n.place().quote()));
    return new Finding(
        rule,
        Confidence.LIKELY,
        Sentence.of(rule + kind, units),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(rule + ".next")));
  }

  private static Finding about(
      String rule, Confidence confidence, List<BootUnit> units, String kind, String... arguments) {
    Chain chain = new Chain();
    units.stream()
        .limit(MOST)
        .forEach(
            u ->
                chain.add(
                    u.place(),
                    "because.boot.unit",
                    u.name(),
                    u.activeState().isEmpty() ? "?" : u.activeState(),
                    u.result().isEmpty() ? "?" : u.result()));
    return new Finding(
        rule,
        confidence,
        Sentence.of(rule + (kind.isEmpty() ? ".title" : kind), arguments),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(rule + ".next")));
  }
}
