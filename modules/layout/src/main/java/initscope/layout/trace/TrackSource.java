package initscope.layout.trace;

import initscope.gotrace.TraceTrack;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.Lanes;
import java.util.List;

/// The states of a goroutine, a P or a thread.
final class TrackSource implements RowSource {
  private final TraceTrack track;
  private final List<TraceTrack.Part> parts;

  TrackSource(TraceTrack track) {
    this.track = track;
    parts = track.parts();
  }

  /// When it was first told of.
  long begun() {
    return track.begunNanos();
  }

  @Override
  public long count(long from, long to) {
    long[] unused = new long[4];
    return track.sumsAbout(to, unused) - track.sumsAbout(from, unused);
  }

  @Override
  public void visit(long from, long to, StateSink sink) {
    if (track.begunNanos() < to) {
      track.visit(from, to, new Told(sink));
    }
  }

  private record Told(StateSink sink) implements TraceTrack.Visitor {
    @Override
    public void span(long from, long to, int kind, int number, int reason, Generation in) {
      sink.state(from, to, kind, number, reason, in);
    }

    @Override
    public void lost(long from, long to, int lastKind, int number, int reason, Generation in) {
      sink.state(from, to, TraceState.NOT_KNOWN + lastKind, number, reason, in);
    }
  }

  /// What {@link TraceTrack#sumsAbout} says of each moment, with the parts that lie wholly before it summed once.
  @Override
  public void sums(long[] moments, long[] sums, long[] counts) {
    long[] before = new long[4];
    long[] ticks = new long[4];
    long begun = 0;
    int part = 0;
    for (int i = 0; i < moments.length; i++) {
      while (part + 1 < parts.size() && begun(part + 1) <= moments[i]) {
        begun += about(part, begun(part + 1), ticks);
        for (int kind = 0; kind < 4; kind++) {
          before[kind] += parts.get(part).generation().nanos(ticks[kind]);
        }
        part++;
      }
      boolean seen = !parts.isEmpty() && begun(0) <= moments[i];
      counts[i] = seen ? begun + about(part, moments[i], ticks) : 0;
      for (int kind = 0; kind < 4; kind++) {
        sums[i * 4 + kind] =
            seen ? before[kind] + parts.get(part).generation().nanos(ticks[kind]) : 0;
      }
    }
  }

  private long begun(int part) {
    TraceTrack.Part at = parts.get(part);
    return at.generation().nanos(at.lanes().begunTicks(at.lane()));
  }

  private long about(int part, long nanos, long[] ticks) {
    TraceTrack.Part at = parts.get(part);
    Generation generation = at.generation();
    Lanes lanes = at.lanes();
    return lanes.sumsAbout(at.lane(), generation.ticks(nanos), ticks);
  }
}
