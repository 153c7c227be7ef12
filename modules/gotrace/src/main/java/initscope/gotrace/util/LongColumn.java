package initscope.gotrace.util;

import java.util.Arrays;

/// A column of numbers that grows while it is written. What is written is not copied again once it is long.
public final class LongColumn {
  private static final int BITS = 12;
  private static final int CHUNK = 1 << BITS;

  private long[][] chunks = new long[4][];
  private long[] last = new long[4];
  private int size;

  /// An empty column.
  public LongColumn() {
    chunks[0] = last;
  }

  /// Appends a number.
  public void add(long value) {
    int at = size & CHUNK - 1;
    if (at == 0 && size > 0 || at == last.length) {
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
      last = new long[CHUNK];
    }
    chunks[chunk] = last;
  }

  /// The number in a row.
  public long get(int row) {
    return chunks[row >>> BITS][row & CHUNK - 1];
  }

  /// Changes a row.
  public void set(int row, long value) {
    chunks[row >>> BITS][row & CHUNK - 1] = value;
  }

  /// Number of rows.
  public int size() {
    return size;
  }

  /// All numbers, copied.
  public long[] toArray() {
    long[] all = new long[size];
    for (int from = 0; from < size; from += CHUNK) {
      System.arraycopy(chunks[from >>> BITS], 0, all, from, Math.min(CHUNK, size - from));
    }
    return all;
  }
}
