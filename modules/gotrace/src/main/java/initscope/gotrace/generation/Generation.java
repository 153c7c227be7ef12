package initscope.gotrace.generation;

import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import initscope.gotrace.lane.SpanVisitor;
import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.LongColumn;
import initscope.model.Bytes;
import java.io.IOException;

/// One generation, for reading from any thread.
public final class Generation {
  final Span span;
  final Goroutines goroutines;
  final LongColumn procIds;
  final LongColumn threadIds;
  final Strings strings;
  final Stacks stacks;
  final Reasons reasons;
  final RunQueueLatency latency;
  final Marks marks;
  final Lanes goroutineLanes;
  final Lanes procLanes;
  final Lanes threadLanes;
  final Lanes rangeLanes;
  final int[] rangeLane;

  /// When it was, and by which clock.
  ///
  /// @param number as the trace counts, 1 for a v1 trace
  /// @param startTicks first time in it
  /// @param endTicks last time in it
  /// @param nanosPerTick of the trace's clock
  /// @param lostFromTicks from when on events are missing, {@link #WHOLE} where none is
  public record Span(
      long number, long startTicks, long endTicks, double nanosPerTick, long lostFromTicks) {
    /// No event is missing.
    public static final long WHOLE = Long.MAX_VALUE;

    /// A generation that has all its events.
    public Span(long number, long startTicks, long endTicks, double nanosPerTick) {
      this(number, startTicks, endTicks, nanosPerTick, WHOLE);
    }
  }

  Generation(GenerationBuilder from, Span span) {
    this.span = span;
    goroutines = from.goroutines;
    procIds = from.procIds;
    threadIds = from.threadIds;
    strings = from.strings;
    stacks = from.stacks;
    reasons = from.reasons;
    latency = from.latency;
    marks = from.marks;
    goroutineLanes = from.goroutineLanes.seal();
    procLanes = from.procLanes.seal();
    threadLanes = from.threadLanes.seal();
    rangeLanes = from.rangeLanes.seal();
    rangeLane = from.rangeLanesOfGoroutines();
  }

  Generation(StoredGeneration from) {
    span = from.span;
    goroutines = from.goroutines;
    procIds = from.procIds;
    threadIds = from.threadIds;
    strings = from.strings;
    stacks = from.stacks;
    reasons = from.reasons;
    latency = from.latency;
    marks = from.marks;
    goroutineLanes = from.goroutineLanes;
    procLanes = from.procLanes;
    threadLanes = from.threadLanes;
    rangeLanes = from.rangeLanes;
    rangeLane = from.rangeLane;
  }

  private Generation(Generation from, Span span) {
    this.span = span;
    goroutines = from.goroutines;
    procIds = from.procIds;
    threadIds = from.threadIds;
    strings = from.strings;
    stacks = from.stacks;
    reasons = from.reasons;
    latency = from.latency;
    marks = from.marks;
    goroutineLanes = from.goroutineLanes;
    procLanes = from.procLanes;
    threadLanes = from.threadLanes;
    rangeLanes = from.rangeLanes;
    rangeLane = from.rangeLane;
  }

  /// The same by another clock: lanes and marks count in ticks.
  public Generation withNanosPerTick(double nanosPerTick) {
    return new Generation(
        this,
        new Span(
            span.number(), span.startTicks(), span.endTicks(), nanosPerTick, span.lostFromTicks()));
  }

  /// Writes all of it but the texts, which stay in the trace's file.
  ///
  /// @return false where it was too large to be kept whole, and cannot be written
  public boolean write(ColumnWriter out) throws IOException {
    return StoredGeneration.write(this, out);
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @param trace the file in which the texts stand
  public static Generation read(ColumnReader in, Bytes trace) throws DamagedIndexException {
    return new Generation(new StoredGeneration(in, trace));
  }

  /// Whether it has all its events.
  public boolean isWhole() {
    return span.lostFromTicks() == Span.WHOLE;
  }

  /// When it was.
  public Span span() {
    return span;
  }

  /// A time of the trace's clock as nanoseconds.
  public long nanos(long ticks) {
    return (long) (ticks * span.nanosPerTick());
  }

  /// The last tick of the trace's clock that is not later than a time in nanoseconds: of a tick's own time it is that tick, in spite of
  /// rounding.
  public long ticks(long nanos) {
    long ticks = (long) Math.floor(nanos / span.nanosPerTick());
    return ticks < Long.MAX_VALUE && nanos(ticks + 1) <= nanos ? ticks + 1 : ticks;
  }

  /// First time in it.
  public long startNanos() {
    return nanos(span.startTicks());
  }

  /// Last time in it.
  public long endNanos() {
    return nanos(span.endTicks());
  }

  /// How many goroutines it mentions.
  public int goroutineCount() {
    return goroutines.size();
  }

  /// The number of a goroutine.
  public long goroutineId(int row) {
    return goroutines.id(row);
  }

  /// The row of a goroutine, -1 where it is not mentioned.
  public int findGoroutine(long id) {
    return goroutines.find(id);
  }

  /// States of goroutines, a lane for each row.
  public Lanes goroutineLanes() {
    return goroutineLanes;
  }

  /// The row of the goroutine that made one, or -1.
  public int creator(int row) {
    return goroutines.creators.get(row);
  }

  /// The stack a goroutine begins with, 0 where not known.
  public int startStack(int row) {
    return goroutines.startStacks.get(row);
  }

  /// The stack of the creator, 0 where not known.
  public int createStack(int row) {
    return goroutines.createStacks.get(row);
  }

  /// The first stack on which a goroutine was seen, 0 for none.
  public int anyStack(int row) {
    return goroutines.anyStacks.get(row);
  }

  /// How many Ps it mentions.
  public int procCount() {
    return procIds.size();
  }

  /// The number of a P.
  public long procId(int row) {
    return procIds.get(row);
  }

  /// States of Ps, a lane for each row.
  public Lanes procLanes() {
    return procLanes;
  }

  /// How many threads it mentions.
  public int threadCount() {
    return threadIds.size();
  }

  /// The number of a thread.
  public long threadId(int row) {
    return threadIds.get(row);
  }

  /// States of threads, a lane for each row.
  public Lanes threadLanes() {
    return threadLanes;
  }

  /// Regions and mark assists; see {@link RangeKind}.
  public Lanes rangeLanes() {
    return rangeLanes;
  }

  /// The lane of a goroutine's ranges, -1 for none.
  public int rangeLane(int goroutine) {
    return rangeLane[goroutine] - 1;
  }

  /// Visits what begins and ends within a goroutine, in the order of time: kinds of {@link RangeKind}, each with when it is told, and {@link
  /// LaneKind#LOST} where what had begun may have ended.
  public void visitRanges(int goroutine, SpanVisitor visitor) {
    int lane = rangeLane(goroutine);
    if (lane >= 0) {
      rangeLanes.visit(lane, Long.MIN_VALUE, Long.MAX_VALUE, visitor);
    }
  }

  /// Its texts.
  public Strings strings() {
    return strings;
  }

  /// Its stacks.
  public Stacks stacks() {
    return stacks;
  }

  /// Why goroutines wait.
  public Reasons reasons() {
    return reasons;
  }

  /// How long goroutines that were ready waited for a P.
  public RunQueueLatency latency() {
    return latency;
  }

  /// What else happened.
  public Marks marks() {
    return marks;
  }
}
