package initscope.gotrace.util;

import java.io.IOException;
import java.util.Arrays;

/// A column of small numbers that grows while it is written. What is written is not copied again once it is long. One that was read is not
/// written again.
public final class IntColumn {
  private static final int BITS = 12;
  private static final int CHUNK = 1 << BITS;

  private int[][] chunks = new int[4][];
  private int[] last = new int[4];
  private int size;

  /// An empty column.
  public IntColumn() {
    chunks[0] = last;
  }

  /// Appends a number.
  public void add(int value) {
    int at = size & CHUNK - 1;
    if ((at == 0 && size > 0) || at == last.length) {
      grow(at);
    }
    last[at] = value;
    size++;
  }

  private void grow(int at) {
    int chunk = size >>> BITS;
    if (at > 0) { // only the first chunk begins small
      last = Arrays.copyOf(last, last.length * 4);
    } else {
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk * 2);
      }
      last = new int[CHUNK];
    }
    chunks[chunk] = last;
  }

  /// The number in a row.
  public int get(int row) {
    return chunks[row >>> BITS][row & CHUNK - 1];
  }

  /// Changes a row.
  public void set(int row, int value) {
    chunks[row >>> BITS][row & CHUNK - 1] = value;
  }

  /// Number of rows.
  public int size() {
    return size;
  }

  /// Writes how many rows, and each.
  public void write(ColumnWriter out) throws IOException {
    out.number(size);
    for (int from = 0; from < size; from += CHUNK) {
      out.ints(chunks[from >>> BITS], Math.min(CHUNK, size - from));
    }
  }

  /// Reads what {@link #write} wrote.
  public static IntColumn read(ColumnReader in) throws DamagedIndexException {
    IntColumn column = new IntColumn();
    column.size = in.count(Integer.BYTES);
    column.chunks = new int[Math.max(1, (column.size + CHUNK - 1) >>> BITS)][];
    column.chunks[0] = column.last;
    for (int from = 0; from < column.size; from += CHUNK) {
      column.last = in.ints(Math.min(CHUNK, column.size - from));
      column.chunks[from >>> BITS] = column.last;
    }
    return column;
  }

  /// Whether all numbers are at least {@code from} and below {@code to}.
  public boolean isWithin(int from, int to) {
    for (int row = 0; row < size; row++) {
      if (get(row) < from || get(row) >= to) {
        return false;
      }
    }
    return true;
  }
}
