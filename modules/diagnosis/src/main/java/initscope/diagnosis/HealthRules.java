package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoSymbol;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Nothing wrong in package init, or only slow.
final class HealthRules {
  static final String NONE = "init.none";
  static final String SLOW = "init.slow";

  /// A shorter init is no answer to "why does it start slowly".
  static final long SLOW_NANOS = 100_000_000L;

  private HealthRules() {}

  static List<Finding> none(Scene scene) {
    Optional<Goroutine> main =
        scene.incident().goroutines().stream()
            .filter(g -> Stacks.has(g.frames(), "main.main"))
            .findFirst();
    List<InitTask> inits = scene.incident().inits();
    boolean allDone =
        scene.xrayHeld()
            && !inits.isEmpty()
            && inits.stream().allMatch(i -> i.state() == InitTask.State.DONE);
    if (scene.init().isPresent()
        || !scene.runningInits().isEmpty()
        || (main.isEmpty() && !allDone)) {
      return List.of();
    }
    Chain chain = new Chain();
    if (allDone) {
      chain.add(
          inits.getLast().evidence().stream().findFirst(),
          "because.init.done",
          Integer.toString(inits.size()));
    }
    main.ifPresent(
        g ->
            chain.add(
                Places.goroutine(g),
                "because.main.runs",
                Long.toString(g.id()),
                g.waitReason().orElse(g.status())));
    Optional<Frame> place = main.flatMap(HealthRules::place);
    place.ifPresent(
        f ->
            chain.add(
                main.flatMap(Places::goroutine), "because.place", f.function(), Stacks.place(f)));
    return List.of(
        new Finding(
            NONE,
            allDone && main.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
            Sentence.of(NONE + (main.isPresent() ? ".title" : ".done")),
            main.map(HealthRules::about).orElse(Subject.NONE),
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(NONE + (place.isPresent() ? ".next.place" : ".next")))));
  }

  /// Where main's goroutine left the program's own code: the standard library's paths have no dot in their first element.
  private static Optional<Frame> place(Goroutine g) {
    return g.frames().stream()
        .filter(f -> f.file().isPresent() && !g.torn())
        .filter(f -> GoSymbol.packageOf(f.function()).filter(HealthRules::isOwn).isPresent())
        .findFirst();
  }

  private static boolean isOwn(String packagePath) {
    int slash = packagePath.indexOf('/');
    return packagePath.equals("main")
        || (slash > 0 && packagePath.substring(0, slash).contains("."));
  }

  private static Subject about(Goroutine g) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        g.waitReason(),
        OptionalLong.empty(),
        OptionalLong.of(g.id()),
        g.tid());
  }

  /// The longest finished init of {@code GODEBUG=inittrace=1}. Its clock is wall time: waiting and preemption are in it.
  static List<Finding> slow(Scene scene) {
    List<InitTask> timed =
        scene.incident().inits().stream().filter(i -> i.wallNanos().isPresent()).toList();
    long total = timed.stream().mapToLong(i -> i.wallNanos().orElse(0)).sum();
    List<InitTask> slow =
        timed.stream()
            .filter(i -> i.wallNanos().orElse(0) >= SLOW_NANOS)
            .sorted(Comparator.comparingLong((InitTask i) -> -i.wallNanos().orElse(0)))
            .limit(5)
            .toList();
    if (slow.isEmpty()) {
      return List.of();
    }
    Chain chain = new Chain();
    slow.forEach(
        i ->
            chain.add(
                i.evidence().stream().findFirst(),
                "because.inittrace",
                i.packagePath(),
                Long.toString(i.wallNanos().orElse(0))));
    InitTask first = slow.getFirst();
    long wall = first.wallNanos().orElse(0);
    return List.of(
        new Finding(
            SLOW,
            Confidence.LIKELY,
            Sentence.of(
                SLOW + ".title",
                first.packagePath(),
                Long.toString(wall),
                Long.toString(wall * 100 / total)),
            new Subject(
                Optional.of(first.packagePath()),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()),
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(SLOW + ".next", first.packagePath()))));
  }
}
