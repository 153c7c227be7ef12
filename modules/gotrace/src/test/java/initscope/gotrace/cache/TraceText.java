package initscope.gotrace.cache;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.lane.Lanes;
import initscope.gotrace.util.LongColumn;
import java.util.Arrays;
import java.util.List;

/// Everything a trace tells, as text.
final class TraceText {
  private static final int MORE_THAN_THERE_ARE = 100;

  private final StringBuilder text = new StringBuilder();

  private TraceText() {}

  static String of(GoTrace trace) {
    TraceText text = new TraceText();
    text.line(trace.version(), trace.eventCounts(), trace.clocks());
    text.line(trace.startNanos(), trace.endNanos(), trace.procs(), trace.threads());
    for (int row = 0; row < trace.goroutines().size(); row++) {
      text.line(
          trace.goroutines().id(row),
          trace.goroutines().function(row),
          trace.goroutines().creator(row),
          trace.goroutines().createStack(row));
    }
    trace.generations().forEach(text::generation);
    return text.text.toString();
  }

  private void line(Object... values) {
    text.append(Arrays.deepToString(values)).append('\n');
  }

  private void generation(Generation generation) {
    line(generation.span(), generation.strings().size(), generation.stacks().size());
    for (int row = 0; row < generation.goroutineCount(); row++) {
      line(
          generation.goroutineId(row),
          generation.findGoroutine(generation.goroutineId(row)),
          generation.creator(row),
          generation.startStack(row),
          generation.createStack(row),
          generation.anyStack(row),
          generation.rangeLane(row));
    }
    for (int row = 0; row < generation.procCount(); row++) {
      line(generation.procId(row));
    }
    for (int row = 0; row < generation.threadCount(); row++) {
      line(generation.threadId(row));
    }
    for (long id = 0; id < generation.strings().size() + MORE_THAN_THERE_ARE; id++) {
      line(generation.strings().has(id), generation.strings().get(id));
      line(generation.strings().get((1L << 48) + id));
    }
    for (long id = 0; id < generation.stacks().size() + MORE_THAN_THERE_ARE; id++) {
      line(generation.stacks().has(id), generation.stacks().frames(id));
    }
    reasons(generation);
    marks(generation.marks());
    for (Lanes lanes :
        List.of(
            generation.goroutineLanes(),
            generation.procLanes(),
            generation.threadLanes(),
            generation.rangeLanes())) {
      lanes(lanes, generation.span());
    }
  }

  private void reasons(Generation generation) {
    line(generation.reasons().texts());
    for (int i = 0; i < generation.reasons().texts().size(); i++) {
      line(
          generation.reasons().count(i),
          generation.reasons().ticks(i),
          generation.reasons().longestTicks(i));
    }
    for (int i = 0; i < 64; i++) {
      line(generation.latency().count(i));
    }
    line(
        generation.latency().longestTicks(),
        generation.latency().longestSince(),
        generation.latency().longestRow());
  }

  private void lanes(Lanes lanes, Generation.Span span) {
    long[] sums = new long[4];
    for (int i = 0; i < lanes.size(); i++) {
      int lane = i;
      line(lanes.count(i), lanes.begunTicks(i), lanes.lastTicks(i), lanes.lastKind(i));
      long middle = span.startTicks() + (span.endTicks() - span.startTicks()) / 2;
      line(lanes.sumsAbout(i, middle, sums), sums);
      line(lanes.sumsAbout(i, Long.MAX_VALUE, sums), sums);
      lanes.visit(
          i,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          (from, to, kind, number, reason) -> line(lane, from, to, kind, number, reason));
      lanes.visit(
          i,
          middle,
          middle,
          (from, to, kind, number, reason) -> line(lane, from, to, kind, number, reason));
    }
  }

  private void column(LongColumn column) {
    for (int i = 0; i < column.size(); i++) {
      line(column.get(i));
    }
  }

  private void marks(Marks marks) {
    line(marks.sweepTicks(), marks.assistTicks());
    for (int i = 0; i < marks.stopCount(); i++) {
      line(marks.stopKind(i), marks.stopBegin(i), marks.stopEnd(i));
      line(marks.stopGoroutine(i), marks.stopStack(i));
    }
    for (int i = 0; i < marks.lateStarts().size(); i++) {
      line(marks.lateStarts().ticks(i), marks.lateStarts().goroutine(i));
    }
    for (int i = 0; i < marks.collectionCount(); i++) {
      line(marks.collectionBegin(i), marks.collectionEnd(i));
    }
    for (LongColumn column :
        List.of(
            marks.heapTicks(),
            marks.heapBytes(),
            marks.goalTicks(),
            marks.goalBytes(),
            marks.procsTicks(),
            marks.procsCounts(),
            marks.procsStacks())) {
      column(column);
    }
    for (int i = 0; i < marks.taskBeginCount(); i++) {
      line(marks.taskBegin(i), marks.taskId(i), marks.taskParent(i), marks.taskName(i));
      line(marks.taskGoroutine(i));
    }
    for (int i = 0; i < marks.taskEndCount(); i++) {
      line(marks.taskEnd(i), marks.taskEndId(i));
    }
    for (int i = 0; i < marks.logCount(); i++) {
      line(marks.logTicks(i), marks.logGoroutine(i), marks.logTask(i));
      line(marks.logKey(i), marks.logValue(i));
    }
    for (int i = 0; i < marks.sampleCount(); i++) {
      line(marks.sampleTicks(i), marks.sampleGoroutine(i), marks.sampleStack(i));
    }
  }
}
