package initscope.gotrace.util;

import java.util.Arrays;

/// Numbers of a trace (goroutines, threads, program counters) to rows: open addressing, no object per entry, nothing removed.
public final class LongIntMap {
  private static final int ABSENT = -1;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private long[] keys;
  private int[] values;
  private int size;
  private int shift;

  /// An empty map.
  ///
  /// @param expected how many entries are likely; it grows beyond
  public LongIntMap(int expected) {
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.min(expected, 1 << 20)));
    keys = new long[1 << bits];
    values = new int[1 << bits];
    Arrays.fill(values, ABSENT);
    shift = 64 - bits;
  }

  /// The row of a number, or -1.
  public int get(long key) {
    int mask = values.length - 1;
    int at = (int) ((key * MIX) >>> shift);
    while (true) {
      int value = values[at];
      if (value == ABSENT || keys[at] == key) {
        return value;
      }
      at = (at + 1) & mask;
    }
  }

  /// Sets the row of a number.
  ///
  /// @param value at least 0
  public void put(long key, int value) {
    if (size * 2 >= values.length) {
      grow();
    }
    int mask = values.length - 1;
    int at = (int) ((key * MIX) >>> shift);
    while (values[at] != ABSENT && keys[at] != key) {
      at = (at + 1) & mask;
    }
    size += values[at] == ABSENT ? 1 : 0;
    keys[at] = key;
    values[at] = value;
  }

  /// How many numbers have a row.
  public int size() {
    return size;
  }

  /// Takes an entry.
  interface Visitor {
    void entry(long key, int value);
  }

  void forEach(Visitor visitor) {
    for (int at = 0; at < values.length; at++) {
      if (values[at] != ABSENT) {
        visitor.entry(keys[at], values[at]);
      }
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldValues.length * 2];
    Arrays.fill(values, ABSENT);
    shift--;
    size = 0;
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != ABSENT) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }
}
