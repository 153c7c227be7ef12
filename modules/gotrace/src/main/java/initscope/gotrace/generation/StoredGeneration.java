package initscope.gotrace.generation;

import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import initscope.gotrace.lane.NumberLimits;
import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.LongColumn;
import initscope.model.Bytes;
import java.io.IOException;

/// The parts of a generation as they were written, each checked against the others: no row leads beside its table.
final class StoredGeneration {
  private static final int ALL = 256;

  final Generation.Span span;
  final Strings strings;
  final Stacks stacks;
  final Reasons reasons;
  final Goroutines goroutines;
  final LongColumn procIds;
  final LongColumn threadIds;
  final RunQueueLatency latency;
  final Marks marks;
  final Lanes goroutineLanes;
  final Lanes procLanes;
  final Lanes threadLanes;
  final Lanes rangeLanes;
  final int[] rangeLane;

  StoredGeneration(ColumnReader in, Bytes trace) throws DamagedIndexException {
    span = span(in);
    strings = new Strings(in, trace);
    stacks = new Stacks(in, strings);
    reasons = Reasons.read(in, strings);
    goroutines = new Goroutines(in);
    procIds = LongColumn.read(in);
    threadIds = LongColumn.read(in);
    latency = RunQueueLatency.read(in, goroutines.size());
    marks = new Marks(in, goroutines.size());
    goroutineLanes = Lanes.read(in, ofGoroutines());
    procLanes = Lanes.read(in, ofProcs());
    threadLanes = Lanes.read(in, ofThreads());
    rangeLanes = Lanes.read(in, ofRanges());
    require(goroutineLanes.size() == goroutines.size(), "lanes of goroutines");
    require(procLanes.size() == procIds.size(), "lanes of Ps");
    require(threadLanes.size() == threadIds.size(), "lanes of threads");
    rangeLane = in.ints(goroutines.size());
    for (int lane : rangeLane) {
      require(lane >= 0 && lane <= rangeLanes.size(), "a lane of ranges");
    }
    in.end();
  }

  private static Generation.Span span(ColumnReader in) throws DamagedIndexException {
    long number = in.number();
    long start = in.number();
    long end = in.number();
    double nanosPerTick = Double.longBitsToDouble(in.number());
    require(Double.isFinite(nanosPerTick) && nanosPerTick > 0, "a clock");
    return new Generation.Span(number, start, end, nanosPerTick, in.number());
  }

  private NumberLimits ofGoroutines() {
    long any = Integer.toUnsignedLong(-1); // stacks are looked up, and may be missing
    int stopped = RunnableCause.STOPPED;
    int texts = reasons.texts().size();
    return new NumberLimits()
        .with(LaneKind.WAITS_TO_RUN, 0, stopped, goroutines.size())
        .with(LaneKind.WAITS_TO_RUN, stopped, Math.min(ALL, stopped + texts), any)
        .with(LaneKind.RUNS, 0, 1, procIds.size())
        .with(LaneKind.IN_SYSCALL, 0, 1, any)
        .with(LaneKind.WAITS, 0, texts, any)
        .with(LaneKind.GONE, 0, 1, any)
        .with(LaneKind.LOST, 0, 1, 0);
  }

  private NumberLimits ofProcs() {
    return new NumberLimits()
        .with(LaneKind.WAITS_TO_RUN, 0, ALL, goroutines.size())
        .with(LaneKind.RUNS, 0, 1, goroutines.size())
        .with(LaneKind.IN_SYSCALL, 0, 1, goroutines.size())
        .with(LaneKind.WAITS, 0, ALL, goroutines.size())
        .with(LaneKind.GONE, 0, 1, goroutines.size())
        .with(LaneKind.LOST, 0, 1, 0)
        .withRunsSoon(goroutines.size());
  }

  private NumberLimits ofThreads() {
    return new NumberLimits()
        .with(LaneKind.WAITS_TO_RUN, 0, ALL, 0)
        .with(LaneKind.RUNS, 0, 1, procIds.size())
        .with(LaneKind.IN_SYSCALL, 0, 1, goroutines.size())
        .with(LaneKind.GONE, 0, 1, 0)
        .with(LaneKind.LOST, 0, 1, 0);
  }

  private static NumberLimits ofRanges() {
    long any = Integer.toUnsignedLong(-1); // texts are looked up, and may be missing
    return new NumberLimits()
        .with(RangeKind.ASSIST_BEGIN, 0, ALL, any)
        .with(RangeKind.REGION_BEGIN, 0, ALL, any)
        .with(RangeKind.REGION_END, 0, ALL, any)
        .with(RangeKind.ASSIST_END, 0, ALL, any)
        .with(LaneKind.LOST, 0, 1, 0);
  }

  static boolean write(Generation from, ColumnWriter out) throws IOException {
    out.number(from.span.number());
    out.number(from.span.startTicks());
    out.number(from.span.endTicks());
    out.number(Double.doubleToRawLongBits(from.span.nanosPerTick()));
    out.number(from.span.lostFromTicks());
    from.strings.write(out);
    from.stacks.write(out);
    from.reasons.write(out);
    from.goroutines.write(out);
    from.procIds.write(out);
    from.threadIds.write(out);
    from.latency.write(out);
    from.marks.write(out);
    boolean whole =
        from.goroutineLanes.write(out)
            && from.procLanes.write(out)
            && from.threadLanes.write(out)
            && from.rangeLanes.write(out);
    out.ints(from.rangeLane, from.rangeLane.length);
    return whole;
  }
}
