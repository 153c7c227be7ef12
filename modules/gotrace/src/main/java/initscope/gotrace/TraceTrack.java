package initscope.gotrace;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import java.util.Arrays;
import java.util.List;

/// The states of one goroutine, P or thread over all generations, in nanoseconds of the trace's clock.
public final class TraceTrack {
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final List<Part> parts;
  private final long endNanos;

  /// Its lane in one generation.
  ///
  /// @param generation which
  /// @param lanes those of its sort
  /// @param lane its row
  public record Part(Generation generation, Lanes lanes, int lane) {
    /// When its first state there began.
    long begunNanos() {
      return generation.nanos(lanes.begunTicks(lane));
    }

    /// When its last state there began.
    long lastNanos() {
      return generation.nanos(lanes.lastTicks(lane));
    }

    boolean isEmpty() {
      return lanes.count(lane) == 0;
    }
  }

  /// Takes the states of a track.
  @FunctionalInterface
  public interface Visitor {
    /// One state, in the order of time.
    ///
    /// @param fromNanos when it began
    /// @param toNanos when it ended; the trace's end where it did not
    /// @param kind see {@link LaneKind}
    /// @param number what belongs to it, within the generation
    /// @param reason why, within the generation
    /// @param generation the one in which it began
    void span(
        long fromNanos, long toNanos, int kind, int number, int reason, Generation generation);

    /// A time in which the state is not known, for events are missing.
    ///
    /// @param lastKind of the state told last: it lasted into this time, nobody knows how far
    /// @param number what belongs to that
    /// @param reason why that was
    /// @param generation the one in which that began
    default void lost(
        long fromNanos, long toNanos, int lastKind, int number, int reason, Generation generation) {
      // most want what is known
    }
  }

  /// @param parts in the order of time, none of them without a state
  /// @param endNanos end of the trace
  TraceTrack(List<Part> parts, long endNanos) {
    this.parts = parts;
    this.endNanos = endNanos;
  }

  /// Its lanes.
  public List<Part> parts() {
    return parts;
  }

  /// When it was first told of, the trace's end where never.
  public long begunNanos() {
    return parts.isEmpty() ? endNanos : parts.getFirst().begunNanos();
  }

  /// How many states it has in all.
  public long count() {
    return parts.stream().mapToLong(p -> p.lanes().count(p.lane())).sum();
  }

  /// Visits the states that overlap an interval. A state that goes on over the border of generations is one.
  public void visit(long fromNanos, long toNanos, Visitor visitor) {
    Open open = new Open(visitor, fromNanos, toNanos);
    for (int i = firstPart(fromNanos); i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean later = part.begunNanos() > toNanos;
      if (later && (open.kind == LaneKind.NONE || open.until != UNKNOWN)) {
        break;
      }
      Generation generation = part.generation();
      long from = generation.ticks(Math.max(fromNanos, generation.startNanos()));
      // what has not ended in its generation is told of once more in the next, where it ends
      long to = later ? part.lanes().begunTicks(part.lane()) : generation.ticks(toNanos);
      part.lanes()
          .visit(
              part.lane(),
              from,
              to,
              (a, b, kind, number, reason) -> {
                long ends = b == Long.MAX_VALUE ? UNKNOWN : generation.nanos(b);
                if (kind == LaneKind.LOST && open.kind == LaneKind.NONE) {
                  toldBefore(part, a, open);
                }
                boolean first = a <= part.lanes().begunTicks(part.lane());
                if (first && open.goesOn(kind)) {
                  open.until = ends;
                } else {
                  open.state(generation, generation.nanos(a), ends, kind, number, reason);
                }
              });
    }
    open.close(open.until == UNKNOWN ? endNanos : open.until);
  }

  /// Looks up the state before one that is not known, where the interval begins within that.
  private void toldBefore(Part lost, long ticks, Open open) {
    open.toldBefore(lost, ticks - 1, ticks);
    for (int i = parts.indexOf(lost) - 1; i >= 0 && open.kind == LaneKind.NONE; i--) {
      Part part = parts.get(i);
      open.toldBefore(part, Long.MAX_VALUE - 1, Long.MAX_VALUE);
      if (open.kind == LaneKind.NONE) {
        long last = part.lanes().lastTicks(part.lane());
        open.toldBefore(part, last - 1, last);
      }
    }
  }

  /// The last part that began at or before a moment, or the first.
  private int firstPart(long nanos) {
    int at = 0;
    while (at + 1 < parts.size() && parts.get(at + 1).begunNanos() <= nanos) {
      at++;
    }
    return at;
  }

  /// The state that has begun and not ended yet.
  private static final class Open {
    private final Visitor visitor;
    private final long fromNanos;
    private final long toNanos;
    private int kind = LaneKind.NONE;
    private int lastKind = LaneKind.NONE;
    private long until = UNKNOWN;
    private long since;
    private int number;
    private int reason;
    private Generation generation;

    @SuppressWarnings("NullAway.Init")
    Open(Visitor visitor, long fromNanos, long toNanos) {
      this.visitor = visitor;
      this.fromNanos = fromNanos;
      this.toNanos = toNanos;
    }

    /// Takes the last state that is told in an interval as the one before.
    void toldBefore(Part part, long fromTicks, long toTicks) {
      part.lanes()
          .visit(
              part.lane(),
              fromTicks,
              toTicks,
              (a, b, told, itsNumber, itsReason) -> {
                if (LaneKind.isTold(told)) {
                  kind = told;
                  number = itsNumber;
                  reason = itsReason;
                  generation = part.generation();
                  since = UNKNOWN; // it is over
                }
              });
    }

    /// Whether the first state of a generation is the one that has begun: the status told there repeats what is known, with less.
    boolean goesOn(int firstKind) {
      return kind == firstKind;
    }

    void state(Generation in, long nanos, long ends, int newKind, int newNumber, int newReason) {
      until = ends;
      close(nanos);
      since = nanos;
      if (newKind == LaneKind.LOST) {
        lastKind = kind == LaneKind.LOST ? lastKind : kind;
        kind = newKind;
        return; // what was told last is told with it
      }
      kind = newKind;
      number = newNumber;
      reason = newReason;
      generation = in;
    }

    void close(long nanos) {
      boolean seen = nanos > fromNanos && since <= toNanos;
      long ends = Math.max(since, nanos);
      if (LaneKind.isTold(kind) && seen) {
        visitor.span(since, ends, kind, number, reason, generation);
      } else if (kind == LaneKind.LOST && seen && LaneKind.isTold(lastKind)) {
        visitor.lost(since, ends, lastKind, number, reason, generation);
      }
    }
  }

  /// How long each kind lasted from the beginning up to a moment, for pictures: see {@link Lanes#sumsAbout}.
  ///
  /// @param into four sums of nanoseconds
  /// @return how many states had begun by then, about
  public long sumsAbout(long nanos, long[] into) {
    Arrays.fill(into, 0);
    if (nanos >= endNanos && parts.size() == 1) {
      return whole(into);
    }
    long[] ticks = new long[4];
    long count = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.begunNanos() > nanos && i > 0) {
        break;
      }
      long next = i + 1 < parts.size() ? parts.get(i + 1).begunNanos() : Long.MAX_VALUE;
      Generation generation = part.generation();
      count += part.lanes().sumsAbout(part.lane(), generation.ticks(Math.min(nanos, next)), ticks);
      for (int kind = 0; kind < 4; kind++) {
        into[kind] += generation.nanos(ticks[kind]);
      }
    }
    return count;
  }

  /// The sums of a track that lies in one generation, up to the end.
  private long whole(long[] into) {
    Part part = parts.getFirst();
    Lanes lanes = part.lanes();
    int lane = part.lane();
    for (int kind = 0; kind < 4; kind++) {
      into[kind] = part.generation().nanos(lanes.sumTicks(lane, kind));
    }
    if (lanes.lastKind(lane) < 4) {
      into[lanes.lastKind(lane)] += Math.max(0, endNanos - part.lastNanos());
    }
    return lanes.count(lane);
  }
}
