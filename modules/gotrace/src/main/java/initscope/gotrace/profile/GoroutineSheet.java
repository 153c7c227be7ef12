package initscope.gotrace.profile;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoroutineTable;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RangeKind;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.util.RowProgress;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// All goroutines of a trace, a row each. A row is made when it is asked for.
public final class GoroutineSheet {
  private final GoTrace trace;

  /// The goroutines of a trace.
  public GoroutineSheet(GoTrace trace) {
    this.trace = trace;
  }

  /// How many there are.
  public int size() {
    return trace.goroutines().size();
  }

  /// What is told of one.
  ///
  /// @param row of the trace's goroutines
  public GoroutineRow row(int row) {
    GoroutineTable table = trace.goroutines();
    Life life = new Life();
    TraceTrack track = trace.goroutine(row);
    track.visit(Long.MIN_VALUE, Long.MAX_VALUE, life);
    List<Frame> made = table.createStack(row);
    return new GoroutineRow(
        table.id(row),
        table.function(row),
        table.creator(row).map(OptionalLong::of).orElse(OptionalLong.empty()),
        made.isEmpty() ? "" : made.getFirst().function(),
        life.created ? since(life.begunNanos) : OptionalLong.empty(),
        life.endedNanos < trace.endNanos() ? since(life.endedNanos) : OptionalLong.empty(),
        life.sums[LaneKind.RUNS],
        life.sums[LaneKind.WAITS_TO_RUN],
        life.sums[LaneKind.IN_SYSCALL],
        life.sums[LaneKind.WAITS],
        life.blocked,
        assists(track));
  }

  private OptionalLong since(long nanos) {
    return OptionalLong.of(nanos - trace.startNanos());
  }

  /// The reasons for which goroutines waited longest, all together.
  ///
  /// @param most how many
  /// @param progress told by goroutines
  /// @throws CancelledException when the user cancelled
  public List<String> longestReasons(int most, Progress progress) throws CancelledException {
    Life all = new Life();
    RowProgress told = new RowProgress(progress, size(), "looking for reasons");
    for (int row = 0; row < size(); row++) {
      told.next();
      trace.goroutine(row).visit(Long.MIN_VALUE, Long.MAX_VALUE, all);
    }
    return all.blocked.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static long assists(TraceTrack track) {
    long[] sum = {0, -1};
    for (TraceTrack.Part part : track.parts()) {
      Generation generation = part.generation();
      generation.visitRanges(
          part.lane(),
          (from, to, kind, number, reason) -> {
            // a later generation may tell of the beginning anew
            if (kind == RangeKind.ASSIST_BEGIN && sum[1] < 0) {
              sum[1] = generation.nanos(from);
            } else if ((kind == RangeKind.ASSIST_END || kind == LaneKind.LOST) && sum[1] >= 0) {
              sum[0] += generation.nanos(from) - sum[1];
              sum[1] = -1;
            }
          });
    }
    if (sum[1] >= 0) {
      sum[0] += track.parts().getLast().generation().endNanos() - sum[1];
    }
    return Math.max(0, sum[0]);
  }

  private static final class Life implements TraceTrack.Visitor {
    private final long[] sums = new long[4];
    private final Map<String, Long> blocked = new HashMap<>();
    private boolean seen;
    private boolean created;
    private long begunNanos;
    private long endedNanos;

    @Override
    public void span(
        long fromNanos, long toNanos, int kind, int number, int reason, Generation generation) {
      if (!seen) {
        seen = true;
        begunNanos = fromNanos;
        created = kind == LaneKind.WAITS_TO_RUN && reason == RunnableCause.CREATED;
      }
      endedNanos = toNanos;
      if (kind < sums.length) {
        sums[kind] += toNanos - fromNanos;
      }
      if (kind == LaneKind.WAITS) {
        blocked.merge(Stopped.why(kind, reason, generation), toNanos - fromNanos, Long::sum);
      }
    }
  }
}
