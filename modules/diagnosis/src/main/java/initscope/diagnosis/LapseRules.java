package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Ending;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a time-lapse of the time before main tells: which package init took it, within which bound.
final class LapseRules {
  private static final int MOST = 5;
  private static final int ENOUGH_SAMPLES = 3;
  private static final int COMPUTES_PERCENT = 50;

  private LapseRules() {}

  /// The package that took longest. Where {@code GODEBUG=inittrace=1} printed times, those speak: they are exact.
  static List<Finding> slow(Scene scene) {
    TimeLapse lapse = scene.incident().timeLapse().orElseThrow();
    List<TimeLapse.Span> slow =
        lapse.longest(MOST).stream().filter(s -> s.wallNanos() >= HealthRules.SLOW_NANOS).toList();
    if (slow.isEmpty() || Need.INIT_TIMES.metBy(scene.incident())) {
      return List.of();
    }
    TimeLapse.Span first = slow.getFirst();
    Chain chain = new Chain();
    took(first, chain);
    did(first, chain);
    slow.stream().skip(1).forEach(span -> took(span, chain));
    return List.of(
        new Finding(
            HealthRules.SLOW,
            confidence(first, lapse),
            title(first, lapse),
            subject(first),
            chain.links(),
            chain.evidence(),
            Optional.of(next(first))));
  }

  private static void took(TimeLapse.Span span, Chain chain) {
    chain.add(
        Optional.of(span.evidence()),
        span.finished() ? "because.lapse" : "because.lapse.open",
        span.packagePath(),
        Long.toString(span.wallNanos()),
        Long.toString(span.boundNanos()),
        Integer.toString(span.samples()));
  }

  /// Where most samples found it, and what it did there.
  private static void did(TimeLapse.Span span, Chain chain) {
    int all = span.states().stream().mapToInt(TimeLapse.Share::samples).sum();
    if (all > 0) {
      TimeLapse.Share most = span.states().getFirst();
      chain.add(
          Optional.of(span.evidence()),
          place(span).isPresent() ? "because.lapse.did.at" : "because.lapse.did",
          most.words(),
          Integer.toString(100 * most.samples() / all),
          place(span).map(LapseRules::words).orElse(""));
    }
  }

  private static String words(Frame frame) {
    return frame
        .file()
        .map(f -> f + (frame.line().isPresent() ? ":" + frame.line().getAsInt() : ""))
        .orElse(frame.function());
  }

  private static Optional<Frame> place(TimeLapse.Span span) {
    return span.functions().stream().findFirst().flatMap(TimeLapse.Place::at);
  }

  private static Sentence title(TimeLapse.Span span, TimeLapse lapse) {
    String wall = Long.toString(span.wallNanos());
    String bound = Long.toString(span.boundNanos());
    if (!span.finished()) {
      String key = lapse.ending() == Ending.PROCESS_ENDED ? ".lapse.died" : ".lapse.open";
      return Sentence.of(HealthRules.SLOW + key, span.packagePath(), wall, bound);
    }
    boolean main = lapse.ending() == Ending.MAIN && lapse.processStartNanos().isPresent();
    return main
        ? Sentence.of(
            HealthRules.SLOW + ".lapse.main",
            span.packagePath(),
            wall,
            bound,
            Long.toString(lapse.samples().getLast().at().nanos() - lapse.originNanos()))
        : Sentence.of(HealthRules.SLOW + ".lapse", span.packagePath(), wall, bound);
  }

  /// Certain where several samples saw it, it ended, and nothing can have taken longer: neither another package within its own bound,
  /// nor one that ran before the first sample.
  private static Confidence confidence(TimeLapse.Span span, TimeLapse lapse) {
    long least = span.wallNanos() - span.boundNanos();
    TimeLapse.Moment looked = lapse.samples().getFirst().at();
    long unseen = looked.nanos() + looked.boundNanos() - lapse.originNanos();
    boolean longest =
        least > unseen
            && lapse.spans().stream()
                .filter(other -> !other.equals(span))
                .allMatch(other -> other.wallNanos() + other.boundNanos() < least);
    if (longest && span.samples() >= ENOUGH_SAMPLES && span.finished()) {
      return Confidence.CERTAIN;
    }
    return least >= HealthRules.SLOW_NANOS ? Confidence.LIKELY : Confidence.POSSIBLE;
  }

  private static Subject subject(TimeLapse.Span span) {
    Optional<Frame> at = place(span);
    return new Subject(
        Optional.of(span.packagePath()),
        span.functions().stream().findFirst().map(TimeLapse.Place::function),
        at.flatMap(Frame::file),
        at.map(Frame::line).orElse(OptionalInt.empty()),
        span.finished()
            ? Optional.empty() // it waits no more
            : span.states().stream().findFirst().map(TimeLapse.Share::words),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static Sentence next(TimeLapse.Span span) {
    if (span.cpuPercent().isEmpty()) {
      return Sentence.of(HealthRules.SLOW + ".lapse.next.interval");
    }
    String percent = Long.toString(span.cpuPercent().getAsLong());
    return span.cpuPercent().getAsLong() >= COMPUTES_PERCENT
        ? Sentence.of(HealthRules.SLOW + ".lapse.next.cpu", percent)
        : Sentence.of(HealthRules.SLOW + ".lapse.next.waits", percent);
  }

  /// Its last sample saw that every init was done, and nothing else was read of the process.
  static List<Finding> none(Scene scene) {
    TimeLapse lapse = scene.incident().timeLapse().orElseThrow();
    List<InitTask> inits = scene.incident().inits();
    boolean done = inits.stream().allMatch(i -> i.state() == InitTask.State.DONE);
    if (lapse.ending() != Ending.MAIN
        || lapse.samples().isEmpty()
        || !done
        || scene.incident().go().isPresent()) {
      return List.of();
    }
    Chain chain =
        new Chain()
            .add(
                Optional.of(lapse.samples().getLast().evidence()),
                "because.init.done",
                Integer.toString(inits.size()));
    return List.of(
        new Finding(
            HealthRules.NONE,
            Confidence.LIKELY,
            Sentence.of(HealthRules.NONE + ".done"),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(HealthRules.NONE + ".next"))));
  }
}
