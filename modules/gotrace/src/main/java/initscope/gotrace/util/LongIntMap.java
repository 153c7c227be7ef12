package initscope.gotrace.util;

import java.util.Arrays;

/// Numbers of a trace (goroutines, threads, program counters) to rows: open addressing, no object per entry.
public final class LongIntMap {
  /// What {@link #get} answers for a number that has no row.
  public static final int ABSENT = -1;

  private static final int LEAST_BITS = 4;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  /// A half-full table has no longer run by chance: numbers were chosen so that they meet.
  private static final int LONG_RUN = 256;

  private long[] keys;
  private int[] values;
  private int size;
  private int shift;
  private boolean scrambled;

  /// An empty map.
  public LongIntMap() {
    keys = new long[1 << LEAST_BITS];
    values = new int[1 << LEAST_BITS];
    Arrays.fill(values, ABSENT);
    shift = 64 - LEAST_BITS;
  }

  /// The row of a number, or -1.
  public int get(long key) {
    return values[slot(key)];
  }

  /// Whether a number has a row.
  public boolean contains(long key) {
    return get(key) != ABSENT;
  }

  /// Sets the row of a number.
  ///
  /// @param value at least 0
  public void put(long key, int value) {
    int slot = slot(key);
    if (values[slot] != ABSENT) {
      values[slot] = value;
      return;
    }
    keys[slot] = key;
    values[slot] = value;
    size++;
    if (size * 2 > values.length) {
      rehash(65 - shift);
    } else if (!scrambled && (slot - home(key) & values.length - 1) > LONG_RUN) {
      scrambled = true;
      rehash(64 - shift);
    }
  }

  /// Takes a number out, where it has a row; what had to stand behind it moves up.
  public void remove(long key) {
    int mask = keys.length - 1;
    int hole = slot(key);
    if (values[hole] == ABSENT) {
      return;
    }
    size--;
    for (int i = hole + 1 & mask; values[i] != ABSENT; i = i + 1 & mask) {
      int behindHome = i - home(keys[i]) & mask;
      if (behindHome >= (i - hole & mask)) {
        keys[hole] = keys[i];
        values[hole] = values[i];
        hole = i;
      }
    }
    values[hole] = ABSENT;
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

  /// All numbers, in no order.
  public long[] keys() {
    long[] all = new long[size];
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != ABSENT) {
        all[at++] = keys[i];
      }
    }
    return all;
  }

  /// Where a number would stand in an empty map.
  private int home(long key) {
    long mixed = (scrambled ? scramble(key) : key) * MIX;
    return (int) (mixed >>> shift);
  }

  private static long scramble(long key) {
    long mixed = (key ^ key >>> 32) * 0xd6e8feb86659fd93L;
    return mixed ^ mixed >>> 32;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = home(key);
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void rehash(int bits) {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[1 << bits];
    values = new int[1 << bits];
    Arrays.fill(values, ABSENT);
    shift = 64 - bits;
    for (int i = 0; i < oldValues.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
