package initscope.gotrace.facts;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.generation.RunQueueLatency;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.util.RowProgress;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.Latency;
import initscope.model.go.GoTraceFacts.RunnableWait;
import initscope.model.go.GoTraceFacts.States;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A trace to what it tells as a whole.
public final class TraceFacts {
  private static final int MOST_LOCATED = 5;
  private static final Set<String> STOPS = Set.of("STWBegin", "GCSTWStart");
  private static final Set<String> READY =
      Set.of(
          "GoUnblock",
          "GoCreate",
          "GoStop",
          "GoSyscallEndBlocked",
          "GoSched",
          "GoPreempt",
          "GoSysExit",
          "GoUnblockLocal",
          "GoSysExitLocal");

  private TraceFacts() {}

  /// The facts of a trace.
  ///
  /// @param input its index among the inputs of an analysis
  /// @param locator finds the places of what is told in its file
  public static GoTraceFacts of(GoTrace trace, int input, EventLocator locator) {
    try {
      return of(trace, input, locator, Progress.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }

  /// The facts of a trace.
  ///
  /// @param input its index among the inputs of an analysis
  /// @param locator finds the places of what is told in its file
  /// @param progress told by rows of the trace's tables
  /// @throws CancelledException when the user cancelled
  public static GoTraceFacts of(GoTrace trace, int input, EventLocator locator, Progress progress)
      throws CancelledException {
    RowProgress told = new RowProgress(progress, rows(trace), "adding up the trace");
    told.check();
    EventLocator knowing = locator.knowing(ticksToTell(trace), progress);
    return located(trace, input, knowing, told);
  }

  /// How many rows are taken up: each goroutine is once as a whole, and twice in each generation.
  private static long rows(GoTrace trace) {
    long rows = trace.goroutines().size();
    for (Generation generation : trace.generations()) {
      rows += 2L * generation.goroutineCount() + generation.marks().taskBeginCount();
    }
    return rows;
  }

  /// Times of the events whose places are told.
  private static Set<Long> ticksToTell(GoTrace trace) {
    Set<Long> ticks = new HashSet<>(StartFacts.ticksToTell(trace));
    for (Generation generation : trace.generations()) {
      if (generation.latency().longestRow() >= 0) {
        ticks.add(generation.latency().longestSince());
      }
    }
    Stops.of(trace).stream()
        .filter(Stops.Stop::isLong)
        .limit(MOST_LOCATED)
        .forEach(stop -> ticks.add(stop.beginTicks()));
    return ticks;
  }

  private static GoTraceFacts located(
      GoTrace trace, int input, EventLocator locator, RowProgress told) throws CancelledException {
    Tasks tasks = Tasks.of(trace, told);
    Regions regions = Regions.of(trace, told);
    told.check();
    List<StopTheWorld> stops = stops(trace, locator);
    return new GoTraceFacts(
        input,
        "go1." + trace.version(),
        trace.endNanos() - trace.startNanos(),
        trace.eventCounts(),
        trace.goroutines().size(),
        trace.procs().size(),
        trace.threads().size(),
        trace.version() >= TraceFormat.FIRST_V2
            ? OptionalInt.of(trace.generations().size())
            : OptionalInt.empty(),
        lost(trace),
        states(trace, told),
        stops,
        collections(trace),
        BlockedTotals.of(trace, told),
        tasks.tasks(),
        tasks.types(),
        regions.regions(),
        regions.types(),
        latency(trace),
        longestRunnable(trace, locator),
        StartFacts.of(trace, locator, told));
  }

  private static List<GoTraceFacts.Lost> lost(GoTrace trace) {
    return trace.lost().stream()
        .map(
            lost ->
                new GoTraceFacts.Lost(
                    lost.fromNanos() - trace.startNanos(), lost.toNanos() - lost.fromNanos()))
        .toList();
  }

  private static States states(GoTrace trace, RowProgress told) throws CancelledException {
    long[] sums = new long[4];
    long[] one = new long[4];
    for (int row = 0; row < trace.goroutines().size(); row++) {
      told.next();
      trace.goroutine(row).sumsAbout(trace.endNanos(), one);
      for (int kind = 0; kind < 4; kind++) {
        sums[kind] += one[kind];
      }
    }
    return new States(
        sums[LaneKind.WAITS_TO_RUN],
        sums[LaneKind.RUNS],
        sums[LaneKind.IN_SYSCALL],
        sums[LaneKind.WAITS]);
  }

  /// When the world was stopped, without the places in the file.
  public static List<StopTheWorld> stops(GoTrace trace) {
    return stops(trace, new EventLocator(Bytes.EMPTY));
  }

  private static List<StopTheWorld> stops(GoTrace trace, EventLocator locator) {
    int[] located = {0};
    return Stops.of(trace).stream()
        .map(
            stop ->
                new StopTheWorld(
                    stop.kind(),
                    stop.beginNanos() - trace.startNanos(),
                    stop.nanos(),
                    stop.isLong() && located[0]++ < MOST_LOCATED
                        ? locator.find(stop.beginTicks(), STOPS)
                        : OptionalLong.empty()))
        .toList();
  }

  private static Latency latency(GoTrace trace) {
    long[] counts = new long[64];
    long all = 0;
    for (Generation generation : trace.generations()) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += generation.latency().count(i);
        all += generation.latency().count(i);
      }
    }
    return new Latency(all, below(trace, counts, all / 2), below(trace, counts, all - all / 100));
  }

  /// The shortest power of two of ticks below which so many waits were, in nanoseconds.
  private static long below(GoTrace trace, long[] counts, long wanted) {
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen > 0 && seen >= wanted) {
        return trace.generations().getFirst().nanos(1L << i);
      }
    }
    return 0;
  }

  private static Optional<RunnableWait> longestRunnable(GoTrace trace, EventLocator locator) {
    Optional<Generation> found =
        trace.generations().stream()
            .filter(g -> g.latency().longestRow() >= 0)
            .max(Comparator.comparingLong(g -> g.nanos(g.latency().longestTicks())));
    return found.map(
        generation -> {
          RunQueueLatency latency = generation.latency();
          long id = generation.goroutineId(latency.longestRow());
          return new RunnableWait(
              id,
              trace.goroutines().function(trace.goroutines().find(id)),
              generation.nanos(latency.longestSince()) - trace.startNanos(),
              generation.nanos(latency.longestTicks()),
              locator.find(latency.longestSince(), READY));
        });
  }

  /// When garbage was collected. What began where it was not seen begins with the trace, or where a gap ends.
  public static List<Collection> collections(GoTrace trace) {
    List<Collection> collections = new ArrayList<>();
    long open = -1;
    long earliest = 0;
    for (Generation generation : trace.generations()) {
      Marks marks = generation.marks();
      earliest = open >= 0 ? earliest : generation.startNanos() - trace.startNanos();
      for (int i = 0; i < marks.collectionCount(); i++) {
        if (marks.collectionBegin(i) >= 0) {
          open = generation.nanos(marks.collectionBegin(i)) - trace.startNanos();
        }
        boolean begun = open >= 0 || generation.isWhole();
        if (marks.collectionEnd(i) >= 0 && begun) {
          long end = generation.nanos(marks.collectionEnd(i)) - trace.startNanos();
          long begin = open >= 0 ? open : earliest;
          collections.add(new Collection(begin, Math.max(0, end - begin)));
          open = -1;
        }
      }
      if (!generation.isWhole()) {
        long known = generation.nanos(generation.span().lostFromTicks()) - trace.startNanos();
        if (open >= 0 && known > open) {
          collections.add(new Collection(open, known - open));
        }
        open = -1; // what ends later may be another
      }
    }
    if (open >= 0) {
      collections.add(new Collection(open, trace.endNanos() - trace.startNanos() - open));
    }
    return collections;
  }
}
