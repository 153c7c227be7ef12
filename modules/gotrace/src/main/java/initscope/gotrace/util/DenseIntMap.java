package initscope.gotrace.util;

import java.util.Arrays;

/// Numbers that mostly count up from 0 to rows: a table for the low ones, a map for the rest. Nothing is removed.
public final class DenseIntMap {
  private static final int DENSE = 1 << 20;

  private int[] low = new int[64];
  private final LongIntMap high = new LongIntMap(16);

  /// An empty map.
  public DenseIntMap() {}

  /// The row of a number, or -1.
  public int get(long key) {
    int[] rows = low;
    return key >= 0 && key < rows.length ? rows[(int) key] - 1 : high.get(key);
  }

  /// Sets the row of a number.
  ///
  /// @param value at least 0
  public void put(long key, int value) {
    if (key < 0 || key >= DENSE) {
      high.put(key, value);
      return;
    }
    if (key >= low.length) {
      low = Arrays.copyOf(low, (int) Math.min(DENSE, Math.max(key + 1, low.length * 2L)));
    }
    low[(int) key] = value + 1;
  }

  /// The numbers by their rows, where each row has one.
  ///
  /// @param size how many rows there are
  public long[] keys(int size) {
    long[] keys = new long[size];
    for (int key = 0; key < low.length; key++) {
      if (low[key] > 0) {
        keys[low[key] - 1] = key;
      }
    }
    high.forEach((key, row) -> keys[row] = key);
    return keys;
  }

  /// A map of numbers by their rows.
  public static DenseIntMap of(long[] keys) throws DamagedIndexException {
    DenseIntMap map = new DenseIntMap();
    for (int row = 0; row < keys.length; row++) {
      DamagedIndexException.require(map.get(keys[row]) < 0, "a number twice");
      map.put(keys[row], row);
    }
    return map;
  }
}
