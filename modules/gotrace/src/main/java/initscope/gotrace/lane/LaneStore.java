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
  private static final int MAX_SLABS = 2047;
  private static final int FIRST_SLAB_BITS = 12;
  private static final int FIRST_SLAB = 1 << FIRST_SLAB_BITS;

  private final Arena arena;
  private MemorySegment[] slabs = new MemorySegment[4];
  private int slabCount;
  private int slabUsed;
  private int slabSize;
  private boolean full;

  private int lanes;
  private int[] first = new int[8];
  private int[] at = new int[8];
  private int[] end = new int[8];
  private int[] chunk = new int[8];
  private int[] count = new int[8];
  private long[] begun = new long[8];
  private long[] last = new long[8];
  private byte[] kinds = new byte[8];
  private long[] sums = new long[4 * 8];
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
    if (lanes == first.length) {
      grow(lanes * 2);
    }
    first[lanes] = -1;
    kinds[lanes] = LaneKind.NONE;
    return lanes++;
  }

  /// Number of lanes.
  public int size() {
    return lanes;
  }

  /// The kind of a lane's last state, {@link LaneKind#NONE} before the first.
  public int kind(int lane) {
    return kinds[lane];
  }

  /// When a lane's last state began, in ticks.
  public long since(int lane) {
    return last[lane];
  }

  /// Whether a lane has had a state before its last.
  public boolean isLater(int lane) {
    return count[lane] > 1;
  }

  /// Appends a state.
  ///
  /// @param ticks not before the lane's record before; what is earlier is taken as then
  /// @param kind see {@link LaneKind}
  /// @param number what belongs to it, unsigned: a row of another table
  /// @param reason 0 to 255, kept for kinds that {@link LaneKind#hasReason}
  public void state(int lane, long ticks, int kind, int number, int reason) {
    if (end[lane] - at[lane] < RECORD + JUMP_RECORD && !chunk(lane)) {
      return; // what is not kept is not counted
    }
    long since = last[lane];
    long passed = Math.max(0, ticks - since);
    int before = kinds[lane];
    if (before < 4) {
      sums[lane * 4 + before] += passed;
    } else if (before == LaneKind.NONE) {
      begun[lane] = ticks;
      passed = 0;
      since = ticks;
    }
    int records = count[lane]++;
    last[lane] = since + passed;
    kinds[lane] = (byte) kind;
    write(lane, passed, kind, number, reason);
    if (records % BLOCK == BLOCK - 1) {
      index.add(lane, at[lane], last[lane], kind, number, reason, sums);
    }
  }

  private void write(int lane, long passed, int kind, int number, int reason) {
    int from = at[lane];
    MemorySegment slab = slabs[from >>> SLAB_BITS];
    int offset = from & SLAB - 1;
    int size = passed < 0x100 ? 0 : passed < 0x10000 ? 1 : passed < 0x1_0000_0000L ? 2 : 3;
    int length = (39 - Integer.numberOfLeadingZeros(number)) >>> 3;
    int next = offset + 1;
    slab.set(U64, next, passed);
    next += 1 << size;
    slab.set(U32, next, number);
    next += length;
    if (LaneKind.hasReason(kind)) {
      slab.set(ValueLayout.JAVA_BYTE, next++, (byte) reason);
    }
    slab.set(ValueLayout.JAVA_BYTE, offset, (byte) (kind | size << 3 | length << 5));
    at[lane] = from + next - offset;
  }

  /// A new chunk for a lane, and the jump to it.
  ///
  /// @return false where there is no memory for it
  private boolean chunk(int lane) {
    int from = at[lane];
    int size = chunk[lane] == 0 ? FIRST_CHUNK : Math.min(MAX_CHUNK, chunk[lane] * 2);
    if (slabUsed + size > slabSize && !slab()) {
      return false;
    }
    int to = ((slabCount - 1) << SLAB_BITS) + slabUsed;
    slabUsed += size;
    if (first[lane] < 0) {
      first[lane] = to;
    } else {
      MemorySegment slab = slabs[from >>> SLAB_BITS];
      slab.set(ValueLayout.JAVA_BYTE, from & SLAB - 1, (byte) JUMP);
      slab.set(U32, (from & SLAB - 1) + 1, to);
    }
    chunk[lane] = size;
    at[lane] = to;
    end[lane] = to + size;
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
      slabs[slabCount] = arena.allocate(size + 16, 8);
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

  private void grow(int size) {
    first = Arrays.copyOf(first, size);
    at = Arrays.copyOf(at, size);
    end = Arrays.copyOf(end, size);
    chunk = Arrays.copyOf(chunk, size);
    count = Arrays.copyOf(count, size);
    begun = Arrays.copyOf(begun, size);
    last = Arrays.copyOf(last, size);
    kinds = Arrays.copyOf(kinds, size);
    sums = Arrays.copyOf(sums, size * 4);
  }

  /// Whether the store could not take everything: beyond 2 GiB of records, or beyond the limit of native memory.
  public boolean isFull() {
    return full;
  }

  /// What was written, for reading. Nothing may be written afterwards.
  public Lanes seal() {
    return new Lanes(
        Arrays.copyOf(slabs, slabCount),
        Arrays.copyOf(first, lanes),
        Arrays.copyOf(count, lanes),
        Arrays.copyOf(begun, lanes),
        Arrays.copyOf(last, lanes),
        Arrays.copyOf(kinds, lanes),
        Arrays.copyOf(sums, lanes * 4),
        index.seal(lanes));
  }
}
