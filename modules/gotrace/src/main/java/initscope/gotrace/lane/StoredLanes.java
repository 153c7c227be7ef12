package initscope.gotrace.lane;

import static initscope.gotrace.lane.LaneStore.SLAB;
import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.model.Bytes;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Lanes to bytes and back: tables in bulk, slabs as they are, which reading does not copy. Records are not walked over when they are read,
/// which would take most of the time that decoding takes; {@link Lanes} checks those it comes across.
final class StoredLanes {
  private static final int SHORTEST_RECORD = 2;
  private static final int MAX_LANES = 1 << 27;

  private StoredLanes() {}

  /// Writes lanes that are whole.
  static void write(
      ColumnWriter out, MemorySegment[] slabs, long[] begun, long[] hot, LaneIndex.Sealed index)
      throws IOException {
    int lanes = index.from().length - 1;
    out.number(lanes);
    out.longs(begun, lanes);
    out.longs(hot, lanes * LaneStore.WIDTH);
    int entries = index.at().length;
    out.ints(index.at(), entries);
    out.ints(index.state(), entries);
    out.ints(index.number(), entries);
    out.longs(index.values(), entries * LaneIndex.WIDTH);
    out.number(slabs.length);
    for (MemorySegment slab : slabs) {
      out.number(slab.byteSize() - LaneStore.PADDING);
    }
    for (MemorySegment slab : slabs) {
      out.bytes(slab.asSlice(0, slab.byteSize() - LaneStore.PADDING));
    }
    out.bytes(MemorySegment.ofArray(new byte[LaneStore.PADDING]));
  }

  /// Reads lanes.
  ///
  /// @param limits which numbers and reasons there may be
  static Lanes read(ColumnReader in, NumberLimits limits) throws DamagedIndexException {
    int lanes = in.count(Long.BYTES * (1 + LaneStore.WIDTH));
    require(lanes <= MAX_LANES, "too many lanes");
    long[] begun = in.longs(lanes);
    long[] hot = in.longs(lanes * LaneStore.WIDTH);
    LaneIndex.Sealed index = index(in, hot, lanes);
    MemorySegment[] slabs = slabs(in);
    return new Lanes(slabs, lanes, begun, hot, index, limits, true);
  }

  /// Each lane has an entry for every so many of its records.
  private static LaneIndex.Sealed index(ColumnReader in, long[] hot, int lanes)
      throws DamagedIndexException {
    int[] from = new int[lanes + 1];
    long records = 0;
    for (int lane = 0; lane < lanes; lane++) {
      int count = LaneStore.count(hot, lane);
      records += count;
      require(count >= 0 && records <= Integer.MAX_VALUE, "more records than there can be");
      from[lane + 1] = from[lane] + count / LaneStore.BLOCK;
    }
    int entries = from[lanes];
    require(in.has((long) entries * SHORTEST_RECORD * LaneStore.BLOCK), "more records than bytes");
    return new LaneIndex.Sealed(
        from,
        in.ints(entries),
        in.ints(entries),
        in.ints(entries),
        in.longs(entries * LaneIndex.WIDTH));
  }

  /// What follows a slab stands for its padding, which is never more than read.
  private static MemorySegment[] slabs(ColumnReader in) throws DamagedIndexException {
    int count = in.number(LaneStore.MAX_SLABS);
    int[] sizes = new int[count];
    long all = LaneStore.PADDING;
    for (int i = 0; i < count; i++) {
      sizes[i] = in.number(SLAB);
      all += sizes[i];
    }
    Bytes bytes = in.slice(all);
    MemorySegment[] slabs = new MemorySegment[count];
    long from = 0;
    for (int i = 0; i < count; i++) {
      slabs[i] = bytes.slice(from, sizes[i] + LaneStore.PADDING).segment();
      from += sizes[i];
    }
    return slabs;
  }
}
