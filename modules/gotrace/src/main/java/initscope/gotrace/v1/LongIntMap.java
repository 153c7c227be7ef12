package initscope.gotrace.v1;

import java.util.Arrays;

/// A hash map from longs to non-negative ints with open addressing: two arrays, no object per entry.
final class LongIntMap {
  /// What {@link #get} answers for a key that is not there.
  static final int ABSENT = -1;

  private long[] keys;
  private int[] values;
  private int size;

  LongIntMap() {
    keys = new long[64];
    values = new int[64];
    Arrays.fill(values, ABSENT);
  }

  int size() {
    return size;
  }

  int get(long key) {
    return values[slot(key)];
  }

  boolean contains(long key) {
    return get(key) != ABSENT;
  }

  /// Sets or replaces.
  void put(long key, int value) {
    int slot = slot(key);
    if (values[slot] == ABSENT) {
      size++;
      keys[slot] = key;
    }
    values[slot] = value;
    if (size * 3L > keys.length * 2L) {
      grow();
    }
  }

  /// Takes a key out, where it is there; what had to stand behind it moves up.
  void remove(long key) {
    int mask = keys.length - 1;
    int hole = slot(key);
    if (values[hole] == ABSENT) {
      return;
    }
    size--;
    for (int i = (hole + 1) & mask; values[i] != ABSENT; i = (i + 1) & mask) {
      int behindHome = (i - home(keys[i])) & mask;
      if (behindHome >= ((i - hole) & mask)) {
        keys[hole] = keys[i];
        values[hole] = values[i];
        hole = i;
      }
    }
    values[hole] = ABSENT;
  }

  /// All keys, in no order.
  long[] keys() {
    long[] all = new long[size];
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != ABSENT) {
        all[at++] = keys[i];
      }
    }
    return all;
  }

  /// Where a key would stand in an empty map.
  private int home(long key) {
    return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> 32) & (keys.length - 1);
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = home(key);
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    Arrays.fill(values, ABSENT);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != ABSENT) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
