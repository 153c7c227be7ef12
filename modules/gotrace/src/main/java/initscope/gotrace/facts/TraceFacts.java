package initscope.gotrace.facts;

import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.lane.LaneKind;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.States;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A trace to what it tells as a whole.
public final class TraceFacts {
  private TraceFacts() {}

  /// The facts of a trace.
  ///
  /// @param input its index among the inputs of an analysis
  public static GoTraceFacts of(GoTrace trace, int input) {
    Tasks tasks = Tasks.of(trace);
    Regions regions = Regions.of(trace);
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
        states(trace),
        stops(trace),
        collections(trace),
        BlockedTotals.of(trace),
        tasks.tasks(),
        tasks.types(),
        regions.regions(),
        regions.types(),
        StartFacts.of(trace));
  }

  private static States states(GoTrace trace) {
    long[] sums = new long[4];
    for (int row = 0; row < trace.goroutines().size(); row++) {
      long[] one = new long[4];
      TraceTrack track = trace.goroutine(row);
      track.sumsAbout(trace.endNanos(), one);
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

  /// When the world was stopped.
  public static List<StopTheWorld> stops(GoTrace trace) {
    List<StopTheWorld> stops = new ArrayList<>();
    for (Generation generation : trace.generations()) {
      Marks marks = generation.marks();
      for (int i = 0; i < marks.stopCount(); i++) {
        long begin = marks.stopBegin(i);
        long end = marks.stopEnd(i);
        stops.add(
            new StopTheWorld(
                generation.strings().get(marks.stopKind(i)),
                generation.nanos(begin) - trace.startNanos(),
                end < begin
                    ? OptionalLong.empty()
                    : OptionalLong.of(generation.nanos(end - begin))));
      }
    }
    return stops;
  }

  /// When garbage was collected.
  public static List<Collection> collections(GoTrace trace) {
    List<Collection> collections = new ArrayList<>();
    long open = -1;
    for (Generation generation : trace.generations()) {
      Marks marks = generation.marks();
      for (int i = 0; i < marks.collectionCount(); i++) {
        if (marks.collectionBegin(i) >= 0) {
          open = generation.nanos(marks.collectionBegin(i)) - trace.startNanos();
        }
        if (marks.collectionEnd(i) >= 0) {
          long end = generation.nanos(marks.collectionEnd(i)) - trace.startNanos();
          collections.add(new Collection(Math.max(0, open), end - Math.max(0, open)));
          open = -1;
        }
      }
    }
    if (open >= 0) {
      collections.add(new Collection(open, trace.endNanos() - trace.startNanos() - open));
    }
    return collections;
  }
}
