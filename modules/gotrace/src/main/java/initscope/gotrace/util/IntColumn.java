package initscope.gotrace.util;

import java.util.Arrays;

/// A column of small numbers that grows while it is written.
public final class IntColumn {
  private int[] values = new int[4];
  private int size;

  /// An empty column.
  public IntColumn() {}

  /// Appends a number.
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  /// The number in a row.
  public int get(int row) {
    return values[row];
  }

  /// Changes a row.
  public void set(int row, int value) {
    values[row] = value;
  }

  /// Number of rows.
  public int size() {
    return size;
  }

  /// A copy of exactly its size.
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
