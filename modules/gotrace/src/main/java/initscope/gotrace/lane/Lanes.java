package initscope.gotrace.lane;

import static initscope.gotrace.lane.LaneStore.SLAB;
import static initscope.gotrace.lane.LaneStore.SLAB_BITS;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Lanes to be read: from any thread, any number of times. Times are ticks.
public final class Lanes {
  private final MemorySegment[] slabs;
  private final int size;
  private final long[] begun;
  private final long[] hot;
  private final LaneIndex.Sealed index;
  private final NumberLimits limits;
  private final boolean whole;

  Lanes(
      MemorySegment[] slabs,
      int size,
      long[] begun,
      long[] hot,
      LaneIndex.Sealed index,
      NumberLimits limits,
      boolean whole) {
    this.size = size;
    this.slabs = slabs;
    this.begun = begun;
    this.hot = hot;
    this.index = index;
    this.limits = limits;
    this.whole = whole;
  }

  /// Writes them.
  ///
  /// @return false where not all records found room, and nothing was written
  public boolean write(ColumnWriter out) throws IOException {
    if (whole) {
      StoredLanes.write(out, slabs, begun, hot, index);
    }
    return whole;
  }

  /// Reads what {@link #write} wrote. The bytes may be anybody's: a lane ends where a record leads nowhere.
  ///
  /// @param limits which numbers and reasons records may have
  public static Lanes read(ColumnReader in, NumberLimits limits) throws DamagedIndexException {
    return StoredLanes.read(in, limits);
  }

  /// Number of lanes.
  public int size() {
    return size;
  }

  /// Number of states of a lane.
  public int count(int lane) {
    return LaneStore.count(hot, lane);
  }

  /// When its first state began.
  public long begunTicks(int lane) {
    return begun[lane];
  }

  /// When its last state began.
  public long lastTicks(int lane) {
    return LaneStore.last(hot, lane);
  }

  /// The kind of its last state, {@link LaneKind#NONE} where it has none.
  public int lastKind(int lane) {
    return LaneStore.lastKind(hot, lane);
  }

  /// How long a kind of state lasted in all, up to the beginning of the last state.
  ///
  /// @param kind 0 to 3
  public long sumTicks(int lane, int kind) {
    return LaneStore.sum(hot, lane, kind);
  }

  /// How long each kind lasted from the lane's beginning up to a moment; the state that lasts then is counted up to the moment. Between two
  /// entries of the index what happened is spread evenly: for pictures, whose columns are wider than that.
  ///
  /// @param into four sums
  /// @return how many states had begun by then, about
  public int sumsAbout(int lane, long ticks, long[] into) {
    int low = index.from()[lane];
    int high = index.from()[lane + 1];
    int entry = entryBefore(lane, ticks);
    long fromTicks = entry < low ? begun[lane] : index.values()[entry * LaneIndex.WIDTH];
    boolean tail = entry + 1 >= high;
    long toTicks = tail ? lastTicks(lane) : index.values()[(entry + 1) * LaneIndex.WIDTH];
    double part =
        toTicks <= fromTicks
            ? 1
            : Math.clamp((double) (ticks - fromTicks) / (toTicks - fromTicks), 0, 1);
    for (int kind = 0; kind < 4; kind++) {
      long from = entry < low ? 0 : index.values()[entry * LaneIndex.WIDTH + 1 + kind];
      long to =
          tail ? sumTicks(lane, kind) : index.values()[(entry + 1) * LaneIndex.WIDTH + 1 + kind];
      into[kind] = from + Math.round((to - from) * part);
    }
    if (ticks > lastTicks(lane) && lastKind(lane) < 4) {
      into[lastKind(lane)] += ticks - lastTicks(lane);
    }
    int before = (entry - low + 1) * LaneStore.BLOCK;
    int after = tail ? count(lane) : before + LaneStore.BLOCK;
    return ticks < begun[lane] ? 0 : before + (int) Math.round((after - before) * part);
  }

  /// How many states a lane has in an interval, about: within the distance of two entries of the index.
  public int countAbout(int lane, long fromTicks, long toTicks) {
    long[] unused = new long[4];
    return sumsAbout(lane, toTicks, unused) - sumsAbout(lane, fromTicks, unused);
  }

  /// The last entry of the index at or before a moment, or one less than the lane's first.
  private int entryBefore(int lane, long ticks) {
    int low = index.from()[lane];
    int high = index.from()[lane + 1];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (index.values()[middle * LaneIndex.WIDTH] <= ticks) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /// Visits the states that overlap an interval, the one that lasts at its beginning first.
  public void visit(int lane, long fromTicks, long toTicks, SpanVisitor visitor) {
    if (LaneStore.first(hot, lane) < 0) {
      return;
    }
    int entry = entryBefore(lane, fromTicks);
    if (entry < index.from()[lane]) {
      walk(
          LaneStore.first(hot, lane),
          new State(begun[lane], LaneKind.NONE, 0, 0),
          count(lane),
          fromTicks,
          toTicks,
          visitor);
      return;
    }
    int packed = index.state()[entry];
    if (!limits.allow(packed, index.number()[entry])) {
      return;
    }
    State state =
        new State(
            index.values()[entry * LaneIndex.WIDTH],
            packed & 0xff,
            index.number()[entry],
            packed >>> 8);
    int done = (entry - index.from()[lane] + 1) * LaneStore.BLOCK;
    walk(index.at()[entry], state, count(lane) - done, fromTicks, toTicks, visitor);
  }

  private record State(long ticks, int kind, int number, int reason) {}

  private void walk(
      int address, State begin, int records, long fromTicks, long toTicks, SpanVisitor visitor) {
    int at = address;
    long since = begin.ticks();
    int kind = begin.kind();
    int number = begin.number();
    int reason = begin.reason();
    for (int left = records; left > 0; left--) {
      if (!isPlace(at)) {
        return;
      }
      MemorySegment slab = slabs[at >>> SLAB_BITS];
      int offset = at & SLAB - 1;
      int head = slab.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
      if (head == LaneStore.JUMP) {
        int to = slab.get(LaneStore.U32, offset + 1L);
        at = to > at ? to : -1; // a lane only ascends, so that every walk ends
        left++;
        continue;
      }
      int size = head >> 3 & 3;
      int length = Math.min(Integer.BYTES, head >> 5);
      int next = offset + 1 + (1 << size);
      long ticks = since + passed(slab, offset + 1, size);
      int newKind = head & 7;
      int newNumber = length == 0 ? 0 : slab.get(LaneStore.U32, next) & -1 >>> 32 - 8 * length;
      next += length;
      int newReason =
          LaneKind.hasReason(newKind) ? slab.get(ValueLayout.JAVA_BYTE, next++) & 0xff : 0;
      long ended = newKind == LaneKind.RUNS_SOON ? ticks - newReason : ticks;
      if (ended < since || !limits.allow(newKind, newNumber, newReason)) {
        return;
      }
      if (kind != LaneKind.NONE && ended > fromTicks) {
        visitor.span(since, ended, kind, number, reason);
      }
      if (ended > toTicks) {
        return;
      }
      if (newKind == LaneKind.RUNS_SOON) {
        newKind = LaneKind.RUNS;
        newReason = 0;
        if (ticks > fromTicks) {
          visitor.span(ended, ticks, LaneKind.WAITS, 0, 0);
        }
        if (ticks > toTicks) {
          return;
        }
      }
      since = ticks;
      kind = newKind;
      number = newNumber;
      reason = newReason;
      at += next - offset;
    }
    if (kind != LaneKind.NONE) {
      visitor.span(since, Long.MAX_VALUE, kind, number, reason);
    }
  }

  /// Whether a record may lie at an address.
  private boolean isPlace(int at) {
    return at >= 0
        && at >>> SLAB_BITS < slabs.length
        && (at & SLAB - 1) + LaneStore.PADDING <= slabs[at >>> SLAB_BITS].byteSize();
  }

  private static long passed(MemorySegment slab, int at, int size) {
    long raw = slab.get(LaneStore.U64, at);
    return size == 3 ? raw : raw & (1L << (8 << size)) - 1;
  }
}
