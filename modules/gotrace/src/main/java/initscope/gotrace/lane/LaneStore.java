package initscope.gotrace.lane;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Lanes while they are written. A record is a byte of kind and lengths, the ticks since the lane's record before in 1, 2, 4 or 8
/// bytes, a number in 0 to 4 bytes, and for some kinds a reason in one byte. Records of a lane lie in chunks that double up to 3 KiB and
/// end in a jump to the next, so that a short goroutine costs 48 bytes and a long one no copying. The memory is native: a trace of
/// hundreds of MB needs no larger heap.
public final class LaneStore {
  /// Records between two entries of the index.
  static final int BLOCK = 128;

  /// Longest first state of {@link #runsSoon}.
  public static final int SOON = 255;

  static final int SLAB_BITS = 20;
  static final int SLAB = 1 << SLAB_BITS;
  static final int JUMP = 0xff;
  static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int FIRST_CHUNK = 48;
  private static final int MAX_CHUNK = 3072;
  private static final int RECORD = 14;
  private static final int JUMP_RECORD = 5;
  static final int MAX_SLABS = 2047;
  private static final int FIRST_SLAB_BITS = 12;
  private static final int FIRST_SLAB = 1 << FIRST_SLAB_BITS;

  /// Bytes at a slab's end that reading and writing of its last record may touch.
  static final int PADDING = 16;

  /// Longs kept of a lane.
  static final int WIDTH = 8;

  // columns of a lane: where the next record goes and where its chunk ends (low, high 32 bits),
  // time of the last record, four
  // sums, kind and reason of the last record and how many there are (8, 8, 48 bits), first chunk
  // and size of the last (32 bits each)
  private static final int AT = 0;
  private static final int LAST = 1;
  private static final int SUMS = 2;
  private static final int META = 6;
  private static final int CHUNK = 7;
  private static final long ONE = 1 << 16;
  private static final long LOW = 0xffff_ffffL;

  private final Arena arena;
  private MemorySegment[] slabs = new MemorySegment[4];
  private int slabCount;
  private int slabUsed;
  private int slabSize;
  private boolean full;

  private int lanes;

  /// What every record changes, {@link #WIDTH} longs for each lane, so that one lane is one cache line: see the constants.
  private long[] hot = new long[8 * WIDTH];

  private long[] begun = new long[8];
  private final LaneIndex index = new LaneIndex();

  /// An empty store.
  ///
  /// @param arena where its memory comes from; read until the arena ends
  public LaneStore(Arena arena) {
    this.arena = arena;
  }

  /// Adds a lane without records.
  ///
  /// @return its number, ascending from 0
  public int add() {
    if (lanes == begun.length) {
      hot = Arrays.copyOf(hot, lanes * 2 * WIDTH);
      begun = Arrays.copyOf(begun, lanes * 2);
    }
    hot[lanes * WIDTH + META] = LaneKind.NONE;
    hot[lanes * WIDTH + CHUNK] = LOW;
    return lanes++;
  }

  /// Number of lanes.
  public int size() {
    return lanes;
  }

  /// The kind of a lane's last state, {@link LaneKind#NONE} before the first.
  public int kind(int lane) {
    return (int) hot[lane * WIDTH + META] & 0xff;
  }

  /// The reason of a lane's last state.
  public int reason(int lane) {
    return (int) hot[lane * WIDTH + META] >> 8 & 0xff;
  }

  /// When a lane's last state began, in ticks.
  public long since(int lane) {
    return hot[lane * WIDTH + LAST];
  }

  /// Whether a lane has had a state before its last.
  public boolean isLater(int lane) {
    return hot[lane * WIDTH + META] >= 2 * ONE;
  }

  /// Appends a state.
  ///
  /// @param ticks not before the lane's record before; what is earlier is taken as then
  /// @param kind see {@link LaneKind}
  /// @param number what belongs to it, unsigned: a row of another table
  /// @param reason 0 to 255, kept for kinds that {@link LaneKind#hasReason}
  public void state(int lane, long ticks, int kind, int number, int reason) {
    long[] row = hot;
    int at = lane * WIDTH;
    if (!hasRoom(at)) {
      return; // what is not kept is not counted
    }
    long meta = row[at + META];
    int before = (int) meta & 0xff;
    long since = row[at + LAST];
    long passed = Math.max(0, ticks - since);
    if (before < 4) {
      row[at + SUMS + before] += passed;
    } else if (before == LaneKind.NONE) {
      begun[lane] = ticks;
      passed = 0;
      since = ticks;
    }
    row[at + LAST] = since + passed;
    row[at + META] = (meta & -ONE) + ONE | kind | (long) reason << 8;
    write(at, passed, kind, number, reason);
    if ((meta >>> 16 & BLOCK - 1) == BLOCK - 1) {
      index.add(
          lane, (int) row[at + AT], since + passed, kind | reason << 8, number, row, at + SUMS);
    }
  }

  /// Appends two states at once: {@link LaneKind#WAITS}, and after a few ticks {@link LaneKind#RUNS}.
  ///
  /// @param ticks when the second begins
  /// @param waited how long the first lasts, 0 to {@link #SOON}
  /// @param number of the second
  public void runsSoon(int lane, long ticks, int waited, int number) {
    int at = lane * WIDTH;
    long passed = ticks - hot[at + LAST];
    if (kind(lane) != LaneKind.RUNS || passed < waited) {
      state(lane, ticks - waited, LaneKind.WAITS, 0, 0);
      state(lane, ticks, LaneKind.RUNS, number, 0);
      return;
    }
    if (!hasRoom(at)) {
      return;
    }
    long meta = hot[at + META];
    hot[at + SUMS + LaneKind.RUNS] += passed - waited;
    hot[at + SUMS + LaneKind.WAITS] += waited;
    hot[at + LAST] = ticks;
    hot[at + META] = (meta & -ONE) + ONE | LaneKind.RUNS;
    write(at, passed, LaneKind.RUNS_SOON, number, waited);
    if ((meta >>> 16 & BLOCK - 1) == BLOCK - 1) {
      index.add(lane, (int) hot[at + AT], ticks, LaneKind.RUNS, number, hot, at + SUMS);
    }
  }

  /// Whether there is room for a record of a lane, after a new chunk where its own is full.
  private boolean hasRoom(int row) {
    long place = hot[row + AT];
    return (int) (place >>> 32) - (int) place >= RECORD + JUMP_RECORD || chunk(row, (int) place);
  }

  private void write(int row, long passed, int kind, int number, int reason) {
    int from = (int) hot[row + AT];
    MemorySegment slab = slabs[from >>> SLAB_BITS];
    int offset = from & SLAB - 1;
    int length = 39 - Integer.numberOfLeadingZeros(number) >>> 3;
    int size;
    if (passed < 0x1_0000) {
      size = passed < 0x100 ? 0 : 1;
      int shift = 16 + 8 * size;
      slab.set(
          U64,
          offset,
          kind
              | size << 3
              | length << 5
              | passed << 8
              | Integer.toUnsignedLong(number) << shift
              | (long) reason << shift + 8 * length);
    } else {
      size = passed <= LOW ? 2 : 3;
      slab.set(ValueLayout.JAVA_BYTE, offset, (byte) (kind | size << 3 | length << 5));
      slab.set(U64, offset + 1L, passed);
      slab.set(U32, offset + 1L + (1 << size), number);
      slab.set(ValueLayout.JAVA_BYTE, offset + 1L + (1 << size) + length, (byte) reason);
    }
    int bytes = 1 + (1 << size) + length + (LaneKind.hasReason(kind) ? 1 : 0);
    hot[row + AT] = hot[row + AT] & ~LOW | from + bytes & LOW;
  }

  /// A new chunk for a lane, and the jump to it.
  ///
  /// @return false where there is no memory for it
  private boolean chunk(int row, int from) {
    int before = (int) (hot[row + CHUNK] >>> 32);
    int first = (int) hot[row + CHUNK];
    int size = before == 0 ? FIRST_CHUNK : Math.min(MAX_CHUNK, before * 2);
    if (slabUsed + size > slabSize && !slab()) {
      return false;
    }
    int to = ((slabCount - 1) << SLAB_BITS) + slabUsed;
    slabUsed += size;
    if (first < 0) {
      first = to;
    } else {
      MemorySegment slab = slabs[from >>> SLAB_BITS];
      slab.set(ValueLayout.JAVA_BYTE, from & SLAB - 1, (byte) JUMP);
      slab.set(U32, (from & SLAB - 1) + 1L, to);
    }
    hot[row + CHUNK] = (long) size << 32 | first & LOW;
    hot[row + AT] = (long) (to + size) << 32 | to & LOW;
    return true;
  }

  private boolean slab() {
    full |= slabCount == MAX_SLABS;
    if (full) {
      return false;
    }
    if (slabCount == slabs.length) {
      slabs = Arrays.copyOf(slabs, slabCount * 2);
    }
    // a trace has four stores for every second: the first slabs are small
    int size = FIRST_SLAB << Math.min(slabCount, SLAB_BITS - FIRST_SLAB_BITS);
    try {
      // the stores above may reach up to eight bytes past a record
      slabs[slabCount] = arena.allocate(size + PADDING, 8);
    } catch (
        OutOfMemoryError
            e) { // the limit of native memory, not the heap's: what is there can be shown
      full = true;
      return false;
    }
    slabCount++;
    slabSize = size;
    slabUsed = 0;
    return true;
  }

  /// Whether the store could not take everything: beyond 2 GiB of records, or beyond the limit of native memory.
  public boolean isFull() {
    return full;
  }

  /// What was written, for reading. Nothing may be written afterwards.
  public Lanes seal() {
    MemorySegment[] written = Arrays.copyOf(slabs, slabCount);
    if (slabCount > 0) {
      written[slabCount - 1] = written[slabCount - 1].asSlice(0, slabUsed + PADDING);
    }
    LaneIndex.Sealed sealed = index.seal(lanes);
    return new Lanes(written, lanes, begun, hot, sealed, NumberLimits.NONE, !full);
  }

  /// Where a lane's first record lies, -1 where it has none.
  static int first(long[] hot, int lane) {
    return (int) hot[lane * WIDTH + CHUNK];
  }

  static int count(long[] hot, int lane) {
    return (int) (hot[lane * WIDTH + META] >>> 16);
  }

  static int lastKind(long[] hot, int lane) {
    return (int) hot[lane * WIDTH + META] & 0xff;
  }

  static long last(long[] hot, int lane) {
    return hot[lane * WIDTH + LAST];
  }

  static long sum(long[] hot, int lane, int kind) {
    return hot[lane * WIDTH + SUMS + kind];
  }
}
