package initscope.gotrace.facts;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.RowProgress;
import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.Progress.CancelledException;
import initscope.model.go.InitFrames;
import initscope.model.go.TraceStart;
import initscope.model.go.TraceStart.LongWait;
import initscope.model.go.TraceStart.MainGoroutine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a trace says about the start of its program: where tracing began, and how goroutine 1 spent its time from then on.
final class StartFacts {
  private static final long MAIN = 1;

  /// What a goroutine stops to run by, or is told at a generation's beginning not to run.
  private static final Set<String> LEAVES =
      Set.of(
          "GoBlock",
          "GoStop",
          "GoSyscallBegin",
          "GoStatus",
          "GoStatusStack",
          "GoUnblock",
          "GoSyscallEndBlocked",
          "GoSwitch",
          "GoWaiting",
          "GoInSyscall",
          "GoSysCall",
          "GoSched",
          "GoPreempt",
          "GoSleep",
          "GoBlockSend",
          "GoBlockRecv",
          "GoBlockSelect",
          "GoBlockSync",
          "GoBlockCond",
          "GoBlockNet",
          "GoBlockGC",
          "GoCreate",
          "GoSysExit");

  private static final Set<String> PROCS = Set.of("ProcsChange", "Gomaxprocs");

  private final GoTrace trace;
  private final EventLocator locator;

  private StartFacts(GoTrace trace, EventLocator locator) {
    this.trace = trace;
    this.locator = locator;
  }

  static TraceStart of(GoTrace trace, EventLocator locator, RowProgress told)
      throws CancelledException {
    told.check();
    StartFacts facts = new StartFacts(trace, locator);
    List<Frame> began = facts.tracingBegan();
    OptionalLong beganAt = began.isEmpty() ? OptionalLong.empty() : facts.beganAt();
    told.check();
    Optional<MainGoroutine> main = facts.main();
    told.check();
    return new TraceStart(
        began,
        beganAt,
        InitFrames.innermost(began).map(InitFrames.InitFrame::packagePath),
        main,
        PathFacts.of(trace, MAIN));
  }

  /// Times of the events whose places are told.
  static Set<Long> ticksToTell(GoTrace trace) {
    Set<Long> ticks = new HashSet<>();
    trace.generations().stream()
        .map(g -> g.marks().procsTicks())
        .filter(t -> t.size() > 0)
        .findFirst()
        .ifPresent(t -> ticks.add(t.get(0)));
    int row = trace.goroutines().find(MAIN);
    if (row >= 0) {
      Longest longest = new StartFacts(trace, new EventLocator(Bytes.EMPTY)).new Longest();
      trace.goroutine(row).visit(trace.startNanos(), trace.endNanos(), longest);
      ticks.addAll(longest.ticks());
    }
    return ticks;
  }

  /// The stack that told GOMAXPROCS first, where it is the one that began tracing. In a flight recording whose beginning was overwritten
  /// it is not.
  private List<Frame> tracingBegan() {
    for (Generation generation : trace.generations()) {
      LongColumn stacks = generation.marks().procsStacks();
      if (stacks.size() > 0) {
        List<Frame> frames = generation.stacks().frames(stacks.get(0));
        return frames.stream().anyMatch(StartFacts::isStart) ? frames : List.of();
      }
    }
    return List.of();
  }

  private OptionalLong beganAt() {
    return trace.generations().stream()
        .filter(g -> g.marks().procsTicks().size() > 0)
        .findFirst()
        .map(g -> locator.find(g.marks().procsTicks().get(0), PROCS))
        .orElse(OptionalLong.empty());
  }

  private static boolean isStart(Frame frame) {
    String function = frame.function();
    return function.equals("runtime/trace.Start")
        || function.equals("runtime/trace.(*FlightRecorder).Start")
        || function.equals("runtime.StartTrace");
  }

  private Optional<MainGoroutine> main() {
    int row = trace.goroutines().find(MAIN);
    if (row < 0) {
      return Optional.empty();
    }
    TraceTrack track = trace.goroutine(row);
    long[] sums = new long[4];
    track.sumsAbout(trace.endNanos(), sums);
    Longest longest = new Longest();
    track.visit(trace.startNanos(), trace.endNanos(), longest);
    return Optional.of(
        new MainGoroutine(
            sums[LaneKind.RUNS],
            sums[LaneKind.WAITS_TO_RUN],
            sums[LaneKind.IN_SYSCALL],
            sums[LaneKind.WAITS],
            longest.found()));
  }

  /// Finds the longest state in which a goroutine did not run, and who ended it.
  private final class Longest implements TraceTrack.Visitor {
    private long nanos;
    private Optional<LongWait> best = Optional.empty();
    private boolean wakesBest;
    private long begins;
    private @Nullable Generation in;

    @Override
    public void span(long from, long to, int kind, int number, int reason, Generation generation) {
      if (wakesBest) {
        wakesBest = false;
        best = best.map(wait -> wokenBy(wait, kind, number, reason, generation));
      }
      if (kind != LaneKind.RUNS && to - from > nanos) {
        nanos = to - from;
        wakesBest = true;
        best = Optional.of(wait(from, to, kind, number, reason, generation));
        begins = from;
        in = generation;
      }
    }

    private LongWait wait(
        long from, long to, int kind, int number, int reason, Generation generation) {
      List<String> texts = generation.reasons().texts();
      boolean stopped = kind == LaneKind.WAITS_TO_RUN && reason >= RunnableCause.STOPPED;
      int text = kind == LaneKind.WAITS ? reason : stopped ? reason - RunnableCause.STOPPED : 0;
      boolean hasStack = kind == LaneKind.WAITS || kind == LaneKind.IN_SYSCALL || stopped;
      return new LongWait(
          kind == LaneKind.WAITS ? "waiting" : kind == LaneKind.IN_SYSCALL ? "syscall" : "runnable",
          text < texts.size() ? texts.get(text) : "",
          from - trace.startNanos(),
          to - from,
          to < trace.endNanos(),
          hasStack ? generation.stacks().frames(Integer.toUnsignedLong(number)) : List.of(),
          OptionalLong.empty(),
          OptionalLong.empty());
    }

    private LongWait wokenBy(
        LongWait wait, int kind, int number, int reason, Generation generation) {
      boolean told =
          kind == LaneKind.WAITS_TO_RUN && reason == RunnableCause.UNBLOCKED && number > 0;
      return told
          ? new LongWait(
              wait.state(),
              wait.reason(),
              wait.startNanos(),
              wait.durationNanos(),
              wait.isOver(),
              wait.stack(),
              OptionalLong.of(generation.goroutineId(number - 1)),
              wait.offset())
          : wait;
    }

    /// When the longest began, about: nanoseconds are made of ticks and back.
    List<Long> ticks() {
      Generation generation = in;
      if (generation == null) {
        return List.of();
      }
      long ticks = generation.ticks(begins);
      return List.of(ticks, ticks + 1);
    }

    Optional<LongWait> found() {
      Generation generation = in;
      return generation == null ? best : best.map(wait -> located(wait, place(generation, begins)));
    }

    /// Where it began: lanes know ticks, this the nanoseconds made of them.
    private OptionalLong place(Generation generation, long nanos) {
      long ticks = generation.ticks(nanos);
      OptionalLong found = locator.find(ticks, LEAVES);
      return found.isPresent() ? found : locator.find(ticks + 1, LEAVES);
    }

    private LongWait located(LongWait wait, OptionalLong offset) {
      return new LongWait(
          wait.state(),
          wait.reason(),
          wait.startNanos(),
          wait.durationNanos(),
          wait.isOver(),
          wait.stack(),
          wait.wokenBy(),
          offset);
    }
  }
}
