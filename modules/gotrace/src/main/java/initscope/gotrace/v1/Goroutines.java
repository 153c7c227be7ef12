package initscope.gotrace.v1;

import java.util.Arrays;

/// What is known of each goroutine while events are merged: columns, one row per goroutine.
final class Goroutines {
  /// Row of the garbage collector, which is ordered as if it were a goroutine.
  static final int COLLECTOR = 0;

  /// Row of goroutine 0: a P that runs no goroutine.
  static final int NONE = 1;

  private final LongIntMap rows = new LongIntMap();
  private int size = 2;

  /// Sequence number and state as the order sees them.
  long[] sequences = new long[64];

  byte[] orders = new byte[64];

  /// State as `Check` sees it, one of `Check`'s constants.
  byte[] states = new byte[64];

  /// Whether a mark assist has begun.
  boolean[] assists = new boolean[64];

  /// Stack of the goroutine's function until its first start, 0 for none.
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
  }

  /// The row of a goroutine, a new one where it was not heard of before.
  int row(long g) {
    int row = rows.get(g);
    return row >= 0 ? row : add(g);
  }

  private int add(long g) {
    if (size == states.length) {
      int room = size * 2;
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
    rows.put(g, size);
    return size++;
  }
}
