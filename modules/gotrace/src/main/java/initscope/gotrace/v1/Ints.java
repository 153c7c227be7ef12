package initscope.gotrace.v1;

import java.util.Arrays;

/// A column of ints that grows at its end.
final class Ints {
  private int[] values = new int[16];
  private int size;

  int size() {
    return size;
  }

  int at(int row) {
    return values[row];
  }

  void set(int row, int value) {
    values[row] = value;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }
}
