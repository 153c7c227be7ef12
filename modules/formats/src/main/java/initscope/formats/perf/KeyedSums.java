package initscope.formats.perf;

import java.util.Arrays;

/// Sums by keys of two numbers, in the order in which keys came first, without an object for either.
final class KeyedSums {
  private long[] keys = new long[1 << 8];
  private long[] sums = new long[1 << 8];
  private int[] places = new int[1 << 9]; // one more than the place of a key; 0 is free
  private int size;

  /// @param high from 0
  /// @param low from 0
  void add(int high, int low, long value) {
    long key = (long) high << 32 | low;
    int slot = slot(key);
    if (places[slot] == 0) {
      slot = put(key);
    }
    sums[places[slot] - 1] += value;
  }

  int size() {
    return size;
  }

  int high(int place) {
    return (int) (keys[place] >>> 32);
  }

  int low(int place) {
    return (int) keys[place];
  }

  long sum(int place) {
    return sums[place];
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (places.length - 1);
    while (places[slot] != 0 && keys[places[slot] - 1] != key) {
      slot = slot + 1 & (places.length - 1);
    }
    return slot;
  }

  /// The slot of a new key, for which room is made.
  private int put(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      sums = Arrays.copyOf(sums, size * 2);
      places = new int[size * 4];
      for (int place = 0; place < size; place++) {
        places[slot(keys[place])] = place + 1;
      }
    }
    int free = slot(key);
    keys[size] = key;
    places[free] = ++size;
    return free;
  }
}
