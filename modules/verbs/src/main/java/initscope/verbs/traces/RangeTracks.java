package initscope.verbs.traces;

import initscope.formats.perfetto.TraceEvent;
import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RangeKind;
import initscope.gotrace.lane.LaneKind;
import java.util.ArrayDeque;
import java.util.Deque;

/// Regions and mark assists of a goroutine, on a track below its own that exists only where there are some.
final class RangeTracks {
  private final Tracks tracks;
  private final long parent;
  private final Deque<Integer> open = new ArrayDeque<>();
  private long uuid;

  private RangeTracks(Tracks tracks, long parent) {
    this.tracks = tracks;
    this.parent = parent;
  }

  static void write(Tracks tracks, TraceTrack track, long parent) {
    RangeTracks ranges = new RangeTracks(tracks, parent);
    for (TraceTrack.Part part : track.parts()) {
      Generation generation = part.generation();
      generation.visitRanges(
          part.lane(),
          (from, to, kind, number, reason) -> ranges.take(generation, from, kind, number));
    }
    while (!ranges.open.isEmpty()) {
      ranges.pop(tracks.trace().endNanos());
    }
  }

  private void take(Generation generation, long ticks, int kind, int number) {
    long nanos = generation.nanos(ticks);
    switch (kind) {
      case RangeKind.REGION_BEGIN -> {
        String name = generation.strings().get(Integer.toUnsignedLong(number));
        push(kind, nanos, TraceEvent.of(name, "region"));
      }
      case RangeKind.ASSIST_BEGIN -> {
        if (!open.contains(kind)) { // a later generation tells it anew
          push(kind, nanos, TraceEvent.of("mark assist", "gc"));
        }
      }
      case RangeKind.REGION_END -> close(RangeKind.REGION_BEGIN, nanos);
      case RangeKind.ASSIST_END -> close(RangeKind.ASSIST_BEGIN, nanos);
      case LaneKind.LOST -> {
        while (!open.isEmpty()) {
          pop(nanos);
        }
      }
      default -> {}
    }
  }

  private void push(int kind, long nanos, TraceEvent event) {
    if (uuid == 0) {
      uuid = tracks.declare(parent, "regions");
    }
    open.push(kind);
    tracks.begin(uuid, nanos, event);
  }

  /// Ends what began last of a kind, and what began within it and was never ended.
  private void close(int kind, long nanos) {
    if (!open.contains(kind)) {
      return;
    }
    while (pop(nanos) != kind) {
      // one more within it
    }
  }

  private int pop(long nanos) {
    tracks.end(uuid, nanos);
    return open.pop();
  }
}
