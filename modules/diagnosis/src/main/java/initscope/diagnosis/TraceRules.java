package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.RunnableWait;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import initscope.model.go.InitFrames;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.go.TraceStart.LongWait;
import initscope.model.go.TraceStart.MainGoroutine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// What Go execution traces tell about a start: only what happened once tracing had begun. A trace is one source: nothing here is certain.
final class TraceRules {
  static final String INIT_WAITS = "trace.init.waits";
  static final String MAIN_WAITS = "trace.main.waits";
  static final String STARVED = "trace.starved";
  static final String STOPPED = "trace.stop-the-world";
  static final String COLLECTS = "trace.gc.start";
  static final String LATE = "trace.begins-late";

  private static final long LONG_WAIT_NANOS = 100_000_000;
  private static final long LONG_RUNNABLE_NANOS = 10_000_000;
  private static final long START_NANOS = 1_000_000_000;
  private static final int MANY_PERCENT = 20;
  private static final int MOST_STOPS = 5;

  private TraceRules() {}

  private static List<Finding> each(Scene scene, Function<One, Optional<Finding>> rule) {
    return scene.incident().goTraces().stream()
        .map(trace -> new One(trace, scene.incident().inputs().get(trace.input()).path()))
        .flatMap(one -> rule.apply(one).stream())
        .toList();
  }

  /// One trace and the name of its file.
  private record One(GoTraceFacts facts, String file) {
    EvidenceRef at(OptionalLong offset, String quote) {
      return offset.isPresent()
          ? EvidenceRef.at(file, offset.getAsLong(), quote)
          : EvidenceRef.whole(file, quote);
    }

    Optional<LongWait> longest() {
      return facts.start().main().flatMap(MainGoroutine::longest);
    }
  }

  /// Goroutine 1 stands in a package init longer than all else.
  static List<Finding> initWaits(Scene scene) {
    return each(
        scene,
        one ->
            one.longest()
                .filter(wait -> wait.durationNanos() >= LONG_WAIT_NANOS)
                .flatMap(
                    wait ->
                        InitFrames.innermost(wait.stack())
                            .map(init -> initWaits(one, wait, init))));
  }

  private static Finding initWaits(One one, LongWait wait, InitFrame init) {
    Chain chain = new Chain();
    waits(one, wait, chain);
    return new Finding(
        INIT_WAITS,
        Confidence.LIKELY,
        Sentence.of(
            INIT_WAITS + (wait.isOver() ? ".title" : ".open"),
            init.packagePath(),
            Long.toString(wait.durationNanos()),
            words(wait)),
        subject(wait, Optional.of(init), init.place()),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(INIT_WAITS + ".next")));
  }

  private static String words(LongWait wait) {
    return wait.reason().isEmpty() ? wait.state() : wait.reason();
  }

  private static void waits(One one, LongWait wait, Chain chain) {
    chain.add(
        Optional.of(one.at(wait.offset(), words(wait))),
        "because.trace.waits",
        words(wait),
        Long.toString(wait.durationNanos()),
        Long.toString(wait.startNanos()));
    wait.stack().stream()
        .filter(f -> !f.function().startsWith("runtime."))
        .findFirst()
        .ifPresent(
            f ->
                chain.add(
                    Optional.of(one.at(wait.offset(), f.function())),
                    "because.place",
                    f.function(),
                    Stacks.place(f)));
    wait.wokenBy()
        .ifPresent(
            by ->
                chain.add(
                    Optional.of(one.at(wait.offset(), "goroutine " + by)),
                    "because.trace.woken",
                    Long.toString(by)));
  }

  private static Subject subject(LongWait wait, Optional<InitFrame> init, Frame place) {
    return new Subject(
        init.map(InitFrame::packagePath),
        init.map(InitFrame::initFunction),
        place.file(),
        place.line(),
        Optional.of(words(wait)),
        OptionalLong.of(wait.durationNanos()),
        OptionalLong.of(1),
        OptionalLong.empty());
  }

  /// Goroutine 1 waits in main: usual for a server, and the answer where the start has not come further.
  static List<Finding> mainWaits(Scene scene) {
    return each(
        scene,
        one ->
            one.longest()
                .filter(wait -> wait.durationNanos() >= LONG_WAIT_NANOS)
                .filter(wait -> InitFrames.areOver(wait.stack()))
                .map(wait -> mainWaits(one, wait)));
  }

  private static Finding mainWaits(One one, LongWait wait) {
    Chain chain = new Chain();
    waits(one, wait, chain);
    Frame place =
        wait.stack().stream()
            .filter(f -> f.function().startsWith("main."))
            .findFirst()
            .orElse(Frame.of("main.main"));
    return new Finding(
        MAIN_WAITS,
        Confidence.LIKELY,
        Sentence.of(
            MAIN_WAITS + (wait.isOver() ? ".title" : ".open"),
            words(wait),
            Long.toString(wait.durationNanos()),
            Long.toString(one.facts().durationNanos())),
        subject(wait, Optional.empty(), place),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(MAIN_WAITS + ".next")));
  }

  /// Goroutines were ready and had no P.
  static List<Finding> starved(Scene scene) {
    return each(
        scene,
        one ->
            one.facts()
                .longestRunnable()
                .filter(wait -> wait.durationNanos() >= LONG_RUNNABLE_NANOS)
                .map(wait -> starved(one, wait)));
  }

  private static Finding starved(One one, RunnableWait wait) {
    Chain chain = new Chain();
    chain.add(
        Optional.of(one.at(wait.offset(), "goroutine " + wait.goroutine())),
        "because.trace.runnable",
        Long.toString(wait.goroutine()),
        Long.toString(wait.durationNanos()),
        Long.toString(wait.startNanos()));
    chain.add(
        Optional.of(EvidenceRef.whole(one.file(), one.facts().procs() + " P")),
        "because.trace.procs",
        Integer.toString(one.facts().procs()),
        Long.toString(one.facts().states().runnableNanos()),
        Long.toString(one.facts().states().runningNanos()));
    return new Finding(
        STARVED,
        Confidence.LIKELY,
        Sentence.of(
            STARVED + (wait.goroutine() == 1 ? ".main" : ".title"),
            Long.toString(wait.goroutine()),
            Long.toString(wait.durationNanos())),
        about(wait.goroutine()),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(STARVED + ".next")));
  }

  private static Subject about(long goroutine) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.of(goroutine),
        OptionalLong.empty());
  }

  /// The world stood still for long.
  static List<Finding> stopped(Scene scene) {
    return each(
        scene,
        one -> {
          List<StopTheWorld> stops =
              one.facts().stops().stream()
                  .filter(s -> s.durationNanos().orElse(0) >= GoTraceFacts.LONG_STOP_NANOS)
                  .toList();
          return stops.isEmpty() ? Optional.empty() : Optional.of(stopped(one, stops));
        });
  }

  private static Finding stopped(One one, List<StopTheWorld> stops) {
    Chain chain = new Chain();
    stops.stream()
        .limit(MOST_STOPS)
        .forEach(
            stop ->
                chain.add(
                    Optional.of(one.at(stop.offset(), stop.kind())),
                    "because.trace.stopped",
                    stop.kind(),
                    Long.toString(stop.durationNanos().orElse(0)),
                    Long.toString(stop.startNanos())));
    long longest = stops.stream().mapToLong(s -> s.durationNanos().orElse(0)).max().orElse(0);
    return new Finding(
        STOPPED,
        Confidence.LIKELY,
        Sentence.of(
            STOPPED + (stops.size() == 1 ? ".title" : ".several"),
            Integer.toString(stops.size()),
            Long.toString(longest)),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(STOPPED + ".next")));
  }

  /// Much of the trace's first second went to garbage collection.
  static List<Finding> collects(Scene scene) {
    return each(
        scene,
        one -> {
          long start = Math.min(START_NANOS, one.facts().durationNanos());
          List<Collection> early =
              one.facts().collections().stream().filter(c -> c.startNanos() < start).toList();
          long nanos =
              early.stream()
                  .mapToLong(
                      c -> Math.min(start, c.startNanos() + c.durationNanos()) - c.startNanos())
                  .sum();
          return start == 0 || nanos * 100 / start < MANY_PERCENT
              ? Optional.empty()
              : Optional.of(collects(one, early, nanos, start));
        });
  }

  private static Finding collects(One one, List<Collection> early, long nanos, long start) {
    Chain chain = new Chain();
    chain.add(
        Optional.of(EvidenceRef.whole(one.file(), "GC")),
        "because.trace.gc",
        Integer.toString(early.size()),
        Long.toString(nanos),
        Long.toString(start));
    return new Finding(
        COLLECTS,
        Confidence.LIKELY,
        Sentence.of(COLLECTS + ".title", Long.toString(nanos * 100 / start), Long.toString(start)),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(COLLECTS + ".next")));
  }

  /// What the trace cannot know: everything before it began.
  static List<Finding> late(Scene scene) {
    return each(scene, one -> Optional.of(late(one)));
  }

  private static Finding late(One one) {
    Chain chain = new Chain();
    List<Frame> began = one.facts().start().tracingBegan();
    Optional<Frame> caller =
        began.stream().filter(f -> !f.function().startsWith("runtime")).findFirst();
    chain.add(
        Optional.of(one.at(one.facts().start().offset(), caller.map(Frame::function).orElse(""))),
        caller.isPresent() ? "because.trace.began" : "because.trace.began.unknown",
        caller.map(Frame::function).orElse(""),
        caller.map(Stacks::place).orElse(""));
    String variant =
        one.facts().start().inInit().isPresent()
            ? ".init"
            : InitFrames.areOver(began) ? ".main" : ".title";
    return new Finding(
        LATE,
        Confidence.CERTAIN,
        Sentence.of(LATE + variant, one.facts().start().inInit().orElse("")),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(LATE + ".next")));
  }
}
