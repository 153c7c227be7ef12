package initscope.gotrace.v1;

import java.util.Arrays;

/// A column of longs that grows at its end.
final class Longs {
  private long[] values = new long[16];
  private int size;

  int size() {
    return size;
  }

  long at(int row) {
    return values[row];
  }

  void set(int row, long value) {
    values[row] = value;
  }

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }
}
