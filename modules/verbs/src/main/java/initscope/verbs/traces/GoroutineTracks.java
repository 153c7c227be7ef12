package initscope.verbs.traces;

import initscope.formats.perfetto.CounterUnit;
import initscope.formats.perfetto.TraceEvent;
import initscope.gotrace.GoTrace;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.profile.Stopped;
import initscope.gotrace.util.LongColumn;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A track a goroutine, those of one function together: a slice a state, and an arrow from where it was made ready to where it ran. How many
/// there are is a counter.
final class GoroutineTracks {
  private static final int ROWS_BETWEEN_REPORTS = 1 << 8;

  private final Tracks tracks;
  private final GoTrace trace;
  private final long[] uuids;
  private final LongColumn births = new LongColumn();
  private final LongColumn deaths = new LongColumn();

  GoroutineTracks(Tracks tracks) {
    this.tracks = tracks;
    trace = tracks.trace();
    uuids = new long[trace.goroutines().size()];
  }

  /// Declares all: any may be the first that another points at.
  void declare() {
    long all = tracks.declare(0, "Goroutines");
    Map<String, Long> groups = new HashMap<>();
    for (int row = 0; row < uuids.length; row++) {
      String function = tracks.function(row);
      long group =
          groups.computeIfAbsent(
              function, f -> tracks.declare(all, f.isEmpty() ? "(function not known)" : f));
      uuids[row] = tracks.declare(group, tracks.label(row));
    }
  }

  long uuid(int row) {
    return uuids[row];
  }

  void write(Progress progress) throws CancelledException {
    for (int row = 0; row < uuids.length; row++) {
      if (row % ROWS_BETWEEN_REPORTS == 0) {
        progress.report(row, uuids.length, "writing goroutines");
      }
      TraceTrack track = trace.goroutine(row);
      States states = new States(uuids[row]);
      track.visit(Long.MIN_VALUE, Long.MAX_VALUE, states);
      states.end();
      RangeTracks.write(tracks, track, uuids[row]);
    }
    count();
  }

  private void count() {
    long uuid = tracks.counterTrack("goroutines", CounterUnit.COUNT);
    long[] begun = births.toArray();
    long[] ended = deaths.toArray();
    Arrays.sort(begun);
    Arrays.sort(ended);
    int alive = 0;
    int end = 0;
    for (int begin = 0; begin < begun.length || end < ended.length; ) {
      boolean begins = begin < begun.length && (end == ended.length || begun[begin] <= ended[end]);
      long nanos = begins ? begun[begin++] : ended[end++];
      alive += begins ? 1 : -1;
      tracks.counter(uuid, nanos, alive);
    }
  }

  /// Writes the states of one goroutine.
  private final class States implements TraceTrack.Visitor {
    private final long uuid;
    private long arrow;
    private boolean seen;
    private long lastNanos;

    States(long uuid) {
      this.uuid = uuid;
    }

    @Override
    public void span(
        long fromNanos, long toNanos, int kind, int number, int reason, Generation generation) {
      boolean created = kind == LaneKind.WAITS_TO_RUN && reason == RunnableCause.CREATED;
      if (!seen) {
        births.add(created ? fromNanos : trace.startNanos());
        seen = true;
      }
      if (kind == LaneKind.RUNS) {
        TraceEvent runs = TraceEvent.of("running", "running");
        tracks.slice(uuid, fromNanos, toNanos, arrow == 0 ? runs : runs.withEndingFlow(arrow));
        arrow = 0;
      } else {
        stopped(fromNanos, toNanos, kind, number, reason, generation);
        arrow =
            created || (kind == LaneKind.WAITS_TO_RUN && reason == RunnableCause.UNBLOCKED)
                ? wake(fromNanos, created ? "go" : "unblock", tracks.row(generation, number))
                : 0;
      }
      lastNanos = toNanos;
    }

    private void stopped(
        long fromNanos, long toNanos, int kind, int number, int reason, Generation generation) {
      String category =
          switch (kind) {
            case LaneKind.WAITS -> "waiting";
            case LaneKind.IN_SYSCALL -> "syscall";
            default -> "runnable";
          };
      TraceEvent event =
          TraceEvent.of(Stopped.why(kind, reason, generation), category)
              .withStack(tracks.stack(generation, Stopped.stack(kind, number, reason)));
      tracks.slice(uuid, fromNanos, toNanos, event);
    }

    /// Marks on the waker's track where an arrow begins.
    ///
    /// @return the arrow, 0 where the waker is no goroutine
    private long wake(long nanos, String name, int waker) {
      if (waker < 0) {
        return 0;
      }
      long flow = tracks.flow();
      tracks.instant(uuids[waker], nanos, TraceEvent.of(name, "wake").withFlow(flow));
      return flow;
    }

    void end() {
      if (seen && lastNanos < trace.endNanos()) {
        deaths.add(lastNanos);
      }
    }
  }
}
