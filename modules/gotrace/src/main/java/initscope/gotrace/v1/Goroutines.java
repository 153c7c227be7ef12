package initscope.gotrace.v1;

import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import java.util.Arrays;

/// What is known of each living goroutine while events are merged: columns, one row per goroutine. Rows of goroutines
/// that ended are used again, so that a server that makes millions of them costs no more than those that live at once.
final class Goroutines {
  /// Row of the garbage collector, which is ordered as if it were a goroutine.
  static final int COLLECTOR = 0;

  /// Row of goroutine 0: a P that runs no goroutine.
  static final int NONE = 1;

  /// Row of every goroutine that ended: in a state from which nothing follows, for ids are not used again.
  static final int ENDED = 2;

  /// More goroutines than live at once in any process that still gets anything done.
  private static final int MAX_LIVING = 1 << 22;

  private static final byte NEVER = Byte.MAX_VALUE;

  private final LongIntMap rows = new LongIntMap();
  private final LongIntMap endedWords = new LongIntMap();
  private final LongColumn ended = new LongColumn();
  private int size = 3;
  private int free = -1;

  /// The goroutine of a row.
  private long[] ids = new long[64];

  /// Sequence number and state as the order sees them.
  long[] sequences = new long[64];

  byte[] orders = new byte[64];

  /// State as `Check` sees it, one of `Check`'s constants.
  byte[] states = new byte[64];

  /// Whether a mark assist has begun.
  boolean[] assists = new boolean[64];

  /// Stack of the goroutine's function until its first start, 0 for none; in a free row the next free one.
  int[] functionStacks = new int[64];

  /// When it blocked in a system call last, or left it; 0 for never.
  long[] syscalls = new long[64];

  /// Innermost active region in `Check`'s table, 0 for none.
  int[] regions = new int[64];

  /// First lane that waits for it, -1 for none.
  int[] waiting = new int[64];

  Goroutines() {
    Arrays.fill(waiting, -1);
    rows.put(0, NONE);
    orders[ENDED] = NEVER;
    states[ENDED] = NEVER;
  }

  /// The row of a goroutine, a new one where it was not heard of before; that of the ended ones where there are too many.
  int row(long g) {
    int row = rows.get(g);
    return row >= 0 ? row : hasEnded(g) || isFull() ? ENDED : add(g);
  }

  /// Whether a row, taken earlier, still is that of the goroutine.
  boolean isRowOf(int row, long g) {
    return ids[row] == g || row < 3;
  }

  /// Rows in use or kept for use: as many as goroutines lived at once.
  int rows() {
    return size;
  }

  /// Forgets all of a goroutine but that it ended. The row stays where a lane still waits for it.
  void end(int row, long g) {
    if (waiting[row] >= 0) {
      return;
    }
    rows.remove(g);
    int word = endedWords.get(g >>> 6);
    if (word < 0) {
      word = ended.size();
      endedWords.put(g >>> 6, word);
      ended.add(0);
    }
    ended.set(word, ended.get(word) | 1L << (g & 63));
    orders[row] = NEVER;
    states[row] = NEVER;
    functionStacks[row] = free;
    free = row;
  }

  private boolean isFull() {
    return free < 0 && size >= MAX_LIVING;
  }

  private boolean hasEnded(long g) {
    int word = endedWords.get(g >>> 6);
    return word >= 0 && (ended.get(word) >>> (g & 63) & 1) != 0;
  }

  private int add(long g) {
    int row = free;
    if (row >= 0) {
      free = functionStacks[row];
      sequences[row] = 0;
      orders[row] = 0;
      states[row] = 0;
      assists[row] = false;
      functionStacks[row] = 0;
      syscalls[row] = 0;
      regions[row] = 0;
    } else {
      if (size == states.length) {
        grow(size * 2);
      }
      row = size++;
    }
    ids[row] = g;
    rows.put(g, row);
    return row;
  }

  private void grow(int room) {
    ids = Arrays.copyOf(ids, room);
    sequences = Arrays.copyOf(sequences, room);
    orders = Arrays.copyOf(orders, room);
    states = Arrays.copyOf(states, room);
    assists = Arrays.copyOf(assists, room);
    functionStacks = Arrays.copyOf(functionStacks, room);
    syscalls = Arrays.copyOf(syscalls, room);
    regions = Arrays.copyOf(regions, room);
    waiting = Arrays.copyOf(waiting, room);
    Arrays.fill(waiting, size, room, -1);
  }
}
