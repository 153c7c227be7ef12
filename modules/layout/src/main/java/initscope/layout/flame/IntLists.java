package initscope.layout.flame;

import java.util.Arrays;

/// Short lists of numbers, one after another in one column; equal ones may be kept once.
final class IntLists {
  private static final int NONE = -1;

  private int[] begins = new int[64];
  private int[] values = new int[1024];
  private int[] table = new int[128];
  private int size;

  IntLists() {
    Arrays.fill(table, NONE);
  }

  int size() {
    return size;
  }

  int begin(int list) {
    return begins[list];
  }

  int end(int list) {
    return begins[list + 1];
  }

  int value(int at) {
    return values[at];
  }

  /// Adds a list.
  ///
  /// @return its place
  int add(int[] from, int length) {
    if (size + 2 > begins.length) {
      begins = Arrays.copyOf(begins, begins.length * 2);
    }
    int begin = begins[size];
    if (begin + length > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, begin + length));
    }
    System.arraycopy(from, 0, values, begin, length);
    begins[size + 1] = begin + length;
    return size++;
  }

  /// The place of a list; it is added where no equal one was interned before.
  int intern(int[] from, int length) {
    int slot = slot(from, length);
    if (table[slot] != NONE) {
      return table[slot];
    }
    int list = add(from, length);
    table[slot] = list;
    if (size * 2 > table.length) {
      grow();
    }
    return list;
  }

  private int slot(int[] from, int length) {
    int slot = hash(from, 0, length) & (table.length - 1);
    while (table[slot] != NONE && !equal(table[slot], from, length)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean equal(int list, int[] from, int length) {
    return Arrays.equals(values, begins[list], begins[list + 1], from, 0, length);
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, NONE);
    for (int list = 0; list < size; list++) {
      int slot = hash(values, begins[list], begins[list + 1]) & (table.length - 1);
      while (table[slot] != NONE) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = list;
    }
  }

  private static int hash(int[] from, int begin, int end) {
    int hash = end - begin;
    for (int i = begin; i < end; i++) {
      hash = (hash + from[i]) * 0x9e3779b1;
      hash ^= hash >>> 15;
    }
    return hash ^ hash >>> 16;
  }
}
