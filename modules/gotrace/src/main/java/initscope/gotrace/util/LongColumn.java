package initscope.gotrace.util;

import java.util.Arrays;

/// A column of numbers that grows while it is written.
public final class LongColumn {
  private long[] values = new long[4];
  private int size;

  /// An empty column.
  public LongColumn() {}

  /// Appends a number.
  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  /// The number in a row.
  public long get(int row) {
    return values[row];
  }

  /// Changes a row.
  public void set(int row, long value) {
    values[row] = value;
  }

  /// Number of rows.
  public int size() {
    return size;
  }

  /// A copy of exactly its size.
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
