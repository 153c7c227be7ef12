package initscope.gotrace.lane;

import static initscope.gotrace.lane.LaneStore.SLAB;
import static initscope.gotrace.lane.LaneStore.SLAB_BITS;
import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.model.Bytes;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Lanes to bytes and back. Kept of a lane is where it begins, when, and how many records it has; of the records the slabs as they are, which
/// reading does not copy. All else (sums, last states, the index) comes from one walk over the records, in which each is checked, so that
/// nobody who reads the lanes afterwards meets an address, a row or a time that cannot be.
final class StoredLanes {
  /// Bytes at a slab's end that a read of its last record may touch.
  private static final int PADDING = 16;

  private static final int LANE_BYTES = Integer.BYTES * 2 + Long.BYTES;
  private static final int SHORTEST_RECORD = 2;
  private static final int MAX_LANES = 1 << 27;

  private final MemorySegment[] slabs;
  private final long[] hot;
  private final int[] counts;
  private final long[] begun;
  private final LaneIndex.Sealed index;
  private final NumberLimits limits;
  private long steps;

  private StoredLanes(
      MemorySegment[] slabs,
      int[] counts,
      long[] begun,
      LaneIndex.Sealed index,
      NumberLimits limits) {
    this.slabs = slabs;
    this.counts = counts;
    this.begun = begun;
    this.index = index;
    this.limits = limits;
    hot = LaneStore.hot(counts.length);
    for (MemorySegment slab : slabs) {
      steps += slab.byteSize();
    }
  }

  /// Writes lanes.
  ///
  /// @return false where they are not whole and nothing was written
  static boolean write(Lanes lanes, ColumnWriter out) throws IOException {
    if (!lanes.isWhole()) {
      return false;
    }
    int[] firsts = new int[lanes.size()];
    int[] counts = new int[lanes.size()];
    for (int lane = 0; lane < firsts.length; lane++) {
      firsts[lane] = lanes.first(lane);
      counts[lane] = lanes.count(lane);
    }
    out.number(firsts.length);
    out.ints(firsts, firsts.length);
    out.ints(counts, counts.length);
    out.longs(lanes.begun(), firsts.length);
    MemorySegment[] slabs = lanes.slabs();
    out.number(slabs.length);
    out.number(slabs.length == 0 ? 0 : slabs[slabs.length - 1].byteSize() - PADDING);
    for (int i = 0; i < slabs.length; i++) {
      out.bytes(i < slabs.length - 1 ? slabs[i].asSlice(0, SLAB) : slabs[i]);
    }
    return true;
  }

  /// Reads lanes.
  ///
  /// @param limits which numbers and reasons there may be
  static Lanes read(ColumnReader in, NumberLimits limits) throws DamagedIndexException {
    int lanes = in.count(LANE_BYTES);
    require(lanes <= MAX_LANES, "too many lanes");
    int[] firsts = in.ints(lanes);
    int[] counts = in.ints(lanes);
    long[] begun = in.longs(lanes);
    MemorySegment[] slabs = slabs(in);
    StoredLanes stored = new StoredLanes(slabs, counts, begun, index(counts, slabs), limits);
    for (int lane = 0; lane < lanes; lane++) {
      stored.walk(lane, firsts[lane]);
    }
    return new Lanes(slabs, lanes, begun, stored.hot, stored.index, true);
  }

  private static MemorySegment[] slabs(ColumnReader in) throws DamagedIndexException {
    int count = in.number(LaneStore.MAX_SLABS);
    int last = in.number(SLAB);
    if (count == 0) {
      return new MemorySegment[0];
    }
    Bytes all = in.slice((long) (count - 1) * SLAB + last + PADDING);
    MemorySegment[] slabs = new MemorySegment[count];
    for (int i = 0; i < count; i++) {
      long from = (long) i * SLAB;
      slabs[i] = all.slice(from, Math.min(SLAB + PADDING, all.size() - from)).segment();
    }
    return slabs;
  }

  /// An index without entries, of the size that the lanes' lengths ask for.
  private static LaneIndex.Sealed index(int[] counts, MemorySegment[] slabs)
      throws DamagedIndexException {
    int[] from = new int[counts.length + 1];
    long records = 0;
    for (int lane = 0; lane < counts.length; lane++) {
      require(counts[lane] >= 0, "a negative count");
      records += counts[lane];
      require(records <= (long) slabs.length * SLAB / SHORTEST_RECORD, "more records than bytes");
      from[lane + 1] = from[lane] + counts[lane] / LaneStore.BLOCK;
    }
    return LaneIndex.Sealed.of(from);
  }

  /// Checks a lane's records and sums them up. Addresses only ascend, and all lanes together take no more steps than there are bytes, so
  /// that it ends.
  private void walk(int lane, int first) throws DamagedIndexException {
    int left = counts[lane];
    if (left == 0) {
      return;
    }
    int at = first;
    long since = begun[lane];
    int kind = LaneKind.NONE;
    int number = 0;
    int reason = 0;
    long[] sums = new long[4];
    int entry = index.from()[lane];
    for (int record = 1; record <= left; record++) {
      require(at >= 0 && at >>> SLAB_BITS < slabs.length && steps-- > 0, "an address");
      MemorySegment slab = slabs[at >>> SLAB_BITS];
      int offset = at & SLAB - 1;
      require(offset + PADDING <= slab.byteSize(), "an address");
      int head = slab.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
      if (head == LaneStore.JUMP) {
        int to = slab.get(LaneStore.U32, offset + 1L);
        require(to > at, "a jump back");
        at = to;
        record--;
        continue;
      }
      require(head >> 5 <= Integer.BYTES, "a number's length");
      int size = head >> 3 & 3;
      int next = offset + 1 + (1 << size);
      long passed = Lanes.passed(slab, offset + 1, size);
      number = Lanes.number(slab, next, head >> 5);
      next += head >> 5;
      int told = head & 7;
      reason = LaneKind.hasReason(told) ? slab.get(ValueLayout.JAVA_BYTE, next++) & 0xff : 0;
      require(limits.allow(told, number, reason), "a number");
      require(passed >= 0 && since + passed >= since, "a time");
      require(record > 1 || passed == 0, "a beginning");
      if (told == LaneKind.RUNS_SOON) {
        require(kind == LaneKind.RUNS && passed >= reason, "a short wait");
        sums[LaneKind.RUNS] += passed - reason;
        sums[LaneKind.WAITS] += reason;
        told = LaneKind.RUNS;
        reason = 0;
      } else if (kind < 4) {
        sums[kind] += passed;
      }
      since += passed;
      kind = told;
      at += next - offset;
      if (record % LaneStore.BLOCK == 0) {
        index.set(entry++, at, since, kind | reason << 8, number, sums);
      }
    }
    LaneStore.last(hot, lane, first, since, sums, kind | reason << 8, left);
  }
}
