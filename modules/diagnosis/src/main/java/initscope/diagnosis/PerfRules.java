package initscope.diagnosis;

import initscope.diagnosis.PerfStart.Kind;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.sched.Doubt;
import initscope.model.sched.PerfFacts.CpuSamples;
import initscope.model.sched.PerfFacts.PackageShare;
import initscope.model.sched.PerfFacts.Shares;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What recordings of perf tell about a start. A recording is one source: nothing here is certain.
final class PerfRules {
  static final String BLOCKED = "perf.init.blocked";
  static final String STARVED = "perf.starved";
  static final String BUSY = "perf.init.busy";
  static final String NOT_KNOWN = "perf.not-known";

  /// With these, how long a wait was is a bound.
  private static final Set<Doubt> WEAK =
      Set.of(Doubt.LOST, Doubt.THINNED, Doubt.NO_SWITCHES, Doubt.NO_SWITCHES_IN);

  private PerfRules() {}

  /// A package init waits for most of the start.
  static List<Finding> blocked(Scene scene) {
    return scene.perf().stream().filter(s -> is(s, Kind.BLOCKED)).map(PerfRules::blocked).toList();
  }

  /// The thread that runs the inits has no CPU for most of the start.
  static List<Finding> starved(Scene scene) {
    return scene.perf().stream().filter(s -> is(s, Kind.STARVED)).map(PerfRules::starved).toList();
  }

  /// A package init computes for most of the start.
  static List<Finding> busy(Scene scene) {
    return scene.perf().stream().filter(s -> is(s, Kind.BUSY)).map(PerfRules::busy).toList();
  }

  private static boolean is(PerfStart start, Kind kind) {
    return start.most().filter(kind::equals).isPresent();
  }

  /// A package init waits for much of the start, though something else took more.
  static List<Finding> alsoBlocked(Scene scene) {
    return scene.perf().stream()
        .filter(s -> s.blocked().isPresent() && !is(s, Kind.BLOCKED))
        .map(PerfRules::blocked)
        .toList();
  }

  /// There was no CPU for much of it.
  static List<Finding> alsoStarved(Scene scene) {
    return scene.perf().stream()
        .filter(s -> s.starved().isPresent() && !is(s, Kind.STARVED))
        .map(PerfRules::starved)
        .toList();
  }

  /// Most of what ran was a package init, though something else took more time.
  static List<Finding> alsoBusy(Scene scene) {
    return scene.perf().stream()
        .filter(s -> s.busy().isPresent() && !is(s, Kind.BUSY))
        .map(PerfRules::busy)
        .toList();
  }

  private static Finding blocked(PerfStart start) {
    PackageShare init = start.blocked().orElseThrow();
    boolean parked = init.parkedNanos() * 2 > init.waitNanos();
    Chain chain = new Chain();
    start(start, chain);
    chain.add(
        start.at(init.waitSample()),
        "because.perf.wait",
        init.initFunction(),
        number(init.waitNanos()),
        init.reason().key(),
        number(init.longestNanos()),
        number(init.sureNanos()));
    init.callee().ifPresent(c -> chain.add(start.at(init.waitSample()), "because.perf.callee", c));
    if (parked) {
      chain.add(start.at(init.waitSample()), "because.perf.parked");
    }
    shares(start, chain);
    doubts(start, chain);
    String title = parked ? init.callee().isPresent() ? ".parked" : ".parked.unseen" : ".title";
    boolean sure = init.sureNanos() * 2 > init.waitNanos() && !isWeak(start);
    return new Finding(
        BLOCKED,
        sure ? Confidence.LIKELY : Confidence.POSSIBLE,
        Sentence.of(
            BLOCKED + title,
            init.packagePath(),
            number(init.waitNanos()),
            number(start.facts().elapsedNanos()),
            init.reason().key(),
            init.callee().orElse("?")),
        subject(start, init, Optional.of(init.reason().word()), OptionalLong.of(init.waitNanos())),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(BLOCKED + (parked ? ".next.parked" : ".next"))));
  }

  private static Finding starved(PerfStart start) {
    Shares shares = start.starved().orElseThrow();
    Chain chain = new Chain();
    start(start, chain);
    shares(start, chain);
    int sample = shares.longestRunnableSample();
    chain.add(start.at(sample), "because.perf.runnable", number(shares.longestRunnableNanos()));
    boolean idle = shares.idleNanos() * 2 > shares.runnableNanos();
    if (idle) {
      chain.add(start.at(sample), "because.perf.idle", number(shares.idleNanos()));
    }
    boolean regular = shares.periodNanos() > 0;
    if (regular) {
      chain.add(start.at(sample), "because.perf.period", number(rounded(shares.periodNanos())));
    }
    doubts(start, chain);
    boolean quota = idle || regular;
    return new Finding(
        STARVED,
        isWeak(start) ? Confidence.POSSIBLE : Confidence.LIKELY,
        Sentence.of(
            STARVED + (quota ? ".quota" : ".title"),
            number(shares.tid()),
            number(shares.runnableNanos()),
            number(shares.elapsedNanos())),
        new Subject(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of("CPU"),
            OptionalLong.of(shares.runnableNanos()),
            OptionalLong.empty(),
            OptionalLong.of(shares.tid())),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(STARVED + (quota ? ".next.quota" : ".next"))));
  }

  private static Finding busy(PerfStart start) {
    PackageShare init = start.busy().orElseThrow();
    CpuSamples all = start.facts().samples();
    Chain chain = new Chain();
    start(start, chain);
    chain.add(
        start.at(init.sample()),
        "because.perf.samples",
        number(init.samples()),
        number(all.all()),
        all.event(),
        init.initFunction());
    chain.add(
        start.at(init.sample()),
        "because.perf.samples.rest",
        number(all.inits() - init.samples()),
        number(all.runtime()),
        number(all.others()),
        number(all.kernel()));
    shares(start, chain);
    doubts(start, chain);
    long ran = start.ranNanos(init);
    return new Finding(
        BUSY,
        Confidence.LIKELY,
        Sentence.of(
            BUSY + (ran > 0 ? ".title" : ".share"),
            init.packagePath(),
            number(ran),
            number(start.facts().elapsedNanos()),
            number(init.samples() * 100 / Math.max(1, all.all()))),
        subject(start, init, Optional.empty(), OptionalLong.empty()),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(BUSY + ".next")));
  }

  private static Subject subject(
      PerfStart start, PackageShare init, Optional<String> reason, OptionalLong waited) {
    return new Subject(
        Optional.of(init.packagePath()),
        Optional.of(init.initFunction()),
        Optional.empty(),
        OptionalInt.empty(),
        reason,
        waited,
        OptionalLong.empty(),
        OptionalLong.of(start.facts().pid()));
  }

  /// Where nothing stands out. Beside other sources it only says what the recording lacks.
  static List<Finding> notKnown(Scene scene) {
    return alone(scene) ? unexplained(scene) : List.of();
  }

  /// The same, beside other sources.
  static List<Finding> alsoNotKnown(Scene scene) {
    return alone(scene) ? List.of() : unexplained(scene);
  }

  private static boolean alone(Scene scene) {
    return scene.incident().process().isEmpty()
        && scene.incident().threads().isEmpty()
        && scene.incident().goroutines().isEmpty()
        && scene.incident().goTraces().isEmpty();
  }

  private static List<Finding> unexplained(Scene scene) {
    return scene.perf().stream()
        .filter(s -> s.most().isEmpty())
        .map(PerfRules::unexplained)
        .toList();
  }

  private static Finding unexplained(PerfStart start) {
    Chain chain = new Chain();
    Optional<BrokenStacks> broken = BrokenStacks.of(start);
    start(start, chain);
    shares(start, chain);
    broken.ifPresent(
        b ->
            chain.add(
                start.at(b.sample()),
                "because.perf.broken",
                number(b.broken()),
                number(b.all()),
                number(b.tid()),
                b.function()));
    doubts(start, chain);
    boolean main = start.facts().reachedMain();
    boolean states = start.facts().thread().isPresent();
    String variant = !states ? ".samples" : main ? ".main" : ".title";
    return new Finding(
        NOT_KNOWN,
        Confidence.NOT_KNOWN,
        Sentence.of(
            NOT_KNOWN + variant,
            start.facts().comm(),
            number(start.facts().pid()),
            number(start.facts().elapsedNanos())),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(next(broken, states)));
  }

  /// Where stacks are broken, recording more of them tells nothing.
  private static Sentence next(Optional<BrokenStacks> broken, boolean states) {
    return broken
        .map(b -> Sentence.of(NOT_KNOWN + b.cause().key(), b.function()))
        .orElse(Sentence.of(NOT_KNOWN + (states ? ".next" : ".next.sched")));
  }

  /// Which process, and from where to where its start is in the recording.
  private static void start(PerfStart start, Chain chain) {
    PerfSentences.start(start, chain);
  }

  private static void shares(PerfStart start, Chain chain) {
    start
        .facts()
        .thread()
        .ifPresent(
            t ->
                chain.add(
                    start.at(PerfSentences.first(start)),
                    t.unknownNanos() == 0 ? "because.perf.shares" : "because.perf.shares.part",
                    number(t.tid()),
                    number(t.runningNanos()),
                    number(t.runnableNanos()),
                    number(t.waitingNanos()),
                    number(t.unknownNanos())));
  }

  /// To a millisecond: periods are set in whole ones.
  private static long rounded(long nanos) {
    return Math.round(nanos / 1e6) * 1_000_000;
  }

  private static boolean isWeak(PerfStart start) {
    return start.facts().doubts().stream().anyMatch(WEAK::contains);
  }

  private static void doubts(PerfStart start, Chain chain) {
    start.facts().doubts().stream()
        .filter(d -> d != Doubt.NO_SWITCHES || start.facts().thread().isPresent())
        .sorted()
        .forEach(d -> chain.add(start.at(PerfSentences.first(start)), d.key()));
  }

  private static String number(long value) {
    return Long.toString(value);
  }
}
