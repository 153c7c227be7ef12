package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoroutineTable;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import initscope.gotrace.util.LongColumn;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What a trace tells of the process as a whole, over all generations.
///
/// @param counters those that have values
/// @param collections garbage collections
/// @param stops stop-the-world phases
/// @param stopKinds what each stop was for
record TraceMarks(
    List<TraceCounter> counters,
    IntervalSource collections,
    IntervalSource stops,
    List<String> stopKinds) {

  private record Interval(long from, long to, String what) {}

  static TraceMarks of(GoTrace trace) {
    List<Interval> stops = stops(trace);
    return new TraceMarks(
        counters(trace),
        source(collections(trace)),
        source(stops),
        stops.stream().map(Interval::what).toList());
  }

  private static IntervalSource source(List<Interval> intervals) {
    return new IntervalSource(
        intervals.stream().mapToLong(Interval::from).toArray(),
        intervals.stream().mapToLong(Interval::to).toArray());
  }

  private static List<Interval> stops(GoTrace trace) {
    List<Interval> found = new ArrayList<>();
    for (StopTheWorld stop : TraceFacts.stops(trace)) {
      long from = trace.startNanos() + stop.startNanos();
      found.add(new Interval(from, from + stop.durationNanos().orElse(0), stop.kind()));
    }
    found.sort(Comparator.comparingLong(Interval::from));
    return found;
  }

  /// A collection that goes on over the border of generations is one.
  private static List<Interval> collections(GoTrace trace) {
    List<Interval> found = new ArrayList<>();
    boolean open = false;
    for (Generation generation : trace.generations()) {
      Marks marks = generation.marks();
      for (int i = 0; i < marks.collectionCount(); i++) {
        long begin = marks.collectionBegin(i);
        long end = marks.collectionEnd(i);
        long to = end < 0 ? generation.endNanos() : generation.nanos(end);
        if (begin < 0 && open) {
          found.set(found.size() - 1, new Interval(found.getLast().from(), to, ""));
        } else {
          long from = begin < 0 ? generation.startNanos() : generation.nanos(begin);
          found.add(new Interval(from, Math.max(from, to), ""));
        }
        open = end < 0 && generation.isWhole();
      }
    }
    found.sort(Comparator.comparingLong(Interval::from));
    return found;
  }

  private static List<TraceCounter> counters(GoTrace trace) {
    List<TraceCounter> counters = new ArrayList<>();
    for (TraceCounter.Name name : TraceCounter.Name.values()) {
      TraceCounter made =
          switch (name) {
            case GOROUTINES -> alive(trace);
            case THREADS -> threads(trace);
            default -> told(trace, name);
          };
      if (made.size() > 0) {
        counters.add(made);
      }
    }
    return List.copyOf(counters);
  }

  private static TraceCounter told(GoTrace trace, TraceCounter.Name name) {
    LongColumn nanos = new LongColumn();
    LongColumn values = new LongColumn();
    long last = Long.MIN_VALUE;
    for (Generation generation : trace.generations()) {
      Marks marks = generation.marks();
      LongColumn ticks =
          name == TraceCounter.Name.HEAP
              ? marks.heapTicks()
              : name == TraceCounter.Name.HEAP_GOAL ? marks.goalTicks() : marks.procsTicks();
      LongColumn told =
          name == TraceCounter.Name.HEAP
              ? marks.heapBytes()
              : name == TraceCounter.Name.HEAP_GOAL ? marks.goalBytes() : marks.procsCounts();
      for (int i = 0; i < ticks.size(); i++) {
        last = Math.max(last, generation.nanos(ticks.get(i)));
        nanos.add(last);
        values.add(told.get(i));
      }
    }
    return new TraceCounter(name, array(nanos), array(values));
  }

  private static TraceCounter threads(GoTrace trace) {
    long[] begun = trace.threads().stream().mapToLong(t -> trace.thread(t).begunNanos()).toArray();
    return steps(TraceCounter.Name.THREADS, begun, new long[0]);
  }

  private static TraceCounter alive(GoTrace trace) {
    GoroutineTable table = trace.goroutines();
    long[] begun = new long[table.size()];
    long[] ended = new long[table.size()];
    int ends = 0;
    for (int row = 0; row < table.size(); row++) {
      begun[row] = trace.endNanos();
      for (int part = table.firstPart(row); part < table.firstPart(row + 1); part++) {
        Generation generation = trace.generations().get(table.partGeneration(part));
        Lanes lanes = generation.goroutineLanes();
        int lane = table.partRow(part);
        if (lanes.count(lane) > 0) {
          begun[row] = Math.min(begun[row], generation.nanos(lanes.begunTicks(lane)));
          boolean last = part + 1 == table.firstPart(row + 1);
          if (last && lanes.lastKind(lane) == LaneKind.GONE) {
            ended[ends++] = generation.nanos(lanes.lastTicks(lane));
          }
        }
      }
    }
    return steps(TraceCounter.Name.GOROUTINES, begun, Arrays.copyOf(ended, ends));
  }

  private static TraceCounter steps(TraceCounter.Name name, long[] up, long[] down) {
    Arrays.sort(up);
    Arrays.sort(down);
    LongColumn nanos = new LongColumn();
    LongColumn values = new LongColumn();
    int i = 0;
    int j = 0;
    while (i < up.length || j < down.length) {
      boolean rises = j >= down.length || (i < up.length && up[i] <= down[j]);
      long at = rises ? up[i++] : down[j++];
      int last = nanos.size() - 1;
      if (last >= 0 && nanos.get(last) == at) {
        values.set(last, i - j);
      } else {
        nanos.add(at);
        values.add(i - j);
      }
    }
    return new TraceCounter(name, array(nanos), array(values));
  }

  static long[] array(LongColumn column) {
    long[] values = new long[column.size()];
    Arrays.setAll(values, column::get);
    return values;
  }
}
