package initscope.collect;

import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Cost;
import initscope.collect.steps.StartSteps;
import initscope.collect.steps.Step;
import initscope.collect.steps.Touch;
import initscope.model.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which steps a capture runs, at what cost; made before anything runs.
///
/// @param target what is looked at
/// @param steps all steps of the mode, those left out too
public record Plan(Target target, List<Planned> steps) {
  /// The mode that reads the record of a boot.
  public static final String BOOT = "boot";

  /// The mode that watches a start.
  public static final String COLD_START = "cold-start";

  /// Keeps an immutable copy.
  public Plan {
    steps = List.copyOf(steps);
  }

  /// One step and whether it runs.
  ///
  /// @param step the row of the catalogue
  /// @param skipped why it is left out; empty when it runs
  public record Planned(Step step, Optional<String> skipped) {
    /// Whether it runs.
    public boolean runs() {
      return skipped.isEmpty();
    }
  }

  /// The plan for a target.
  ///
  /// @throws Failure for a word that names no step, a mode not known, or a step asked for without its consent
  public static Plan of(Target target, CollectOptions options) throws Failure {
    List<Step> all = steps(target, options);
    checkWords(all, options.with(), "--with");
    checkWords(all, options.without(), "--without");
    List<Planned> steps = new ArrayList<>();
    for (Step step : all) {
      boolean ofUnit = step.id().startsWith("unit.") && target instanceof Target.Host;
      Optional<String> skipped = ofUnit ? Optional.of("no unit was named") : skip(step, options);
      steps.add(new Planned(options.perf().priced(step), skipped));
    }
    return new Plan(target, steps);
  }

  private static List<Step> steps(Target target, CollectOptions options) throws Failure.Usage {
    return switch (options.mode()) {
      case "attach" -> Catalogue.ATTACH;
      case BOOT -> Catalogue.BOOT;
      case COLD_START -> {
        if (!(target instanceof Target.Unit)) {
          throw new Failure.Usage(
              "Cannot watch the start of", target.words(), "name a unit with --unit.");
        }
        yield StartSteps.COLD_START;
      }
      default ->
          throw new Failure.Usage(
              "Cannot capture in mode", options.mode(), "use --mode attach, cold-start or boot");
    };
  }

  private static void checkWords(List<Step> steps, List<String> words, String option)
      throws Failure {
    for (String word : words) {
      if (steps.stream().noneMatch(step -> step.named(word))) {
        throw new Failure.Usage("No step is named", word, option + " takes ids that --plan prints");
      }
    }
  }

  private static Optional<String> skip(Step step, CollectOptions options) throws Failure {
    if (options.without().stream().anyMatch(step::named)) {
      return Optional.of("left out by --without");
    }
    if (step.onRequest() && options.with().stream().noneMatch(step::named)) {
      return Optional.of("needs --with " + step.id());
    }
    if (step.id().equals(StartSteps.CACHE) && options.start().cache() == StartOptions.Cache.NONE) {
      return Optional.of("needs --cold files or --cold all");
    }
    if (!step.touch().equals(Touch.READS)
        && options.mode().equals(COLD_START)
        && options.start().waits()
        && step.touch().consent().isPresent()
        && options.allow().isEmpty()) {
      return Optional.of("somebody else starts the unit (--wait)");
    }
    Optional<String> consent = step.touch().consent();
    if (consent.isEmpty() || options.allow().contains(consent.get())) {
      return Optional.empty();
    }
    if (options.with().stream().anyMatch(step::named)) {
      throw new Failure.ConsentMissing(
          "Not run:", step.id(), "it needs your consent: add --allow " + consent.get());
    }
    return Optional.of("needs --allow " + consent.get());
  }

  /// The same for another way to name what is looked at.
  Plan withTarget(Target other) {
    return new Plan(other, steps);
  }

  /// A step as it is planned, at its cost here.
  public Optional<Step> step(String id) {
    return steps.stream().map(Planned::step).filter(step -> step.id().equals(id)).findFirst();
  }

  /// Whether a step runs.
  public boolean runs(String id) {
    return steps.stream().anyMatch(p -> p.runs() && p.step().id().equals(id));
  }

  /// The steps that run.
  public List<Step> running() {
    return steps.stream().filter(Planned::runs).map(Planned::step).toList();
  }

  /// The cost of all steps that run.
  public Cost total() {
    long stopped = 0;
    long cpu = 0;
    long bytes = 0;
    long hostBytes = 0;
    for (Step step : running()) {
      stopped += step.cost().stoppedNanos();
      cpu += step.cost().cpuNanos();
      bytes += step.cost().bytes();
      hostBytes += step.cost().hostBytes();
    }
    return new Cost(stopped, cpu, bytes, hostBytes);
  }
}
