package initscope.gotrace.util;

import java.io.IOException;
import java.util.Arrays;

/// A column of numbers that grows while it is written. What is written is not copied again once it is long. One that was read is not
/// written again.
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

  /// Writes how many rows, and each.
  public void write(ColumnWriter out) throws IOException {
    out.number(size);
    for (int from = 0; from < size; from += CHUNK) {
      out.longs(chunks[from >>> BITS], Math.min(CHUNK, size - from));
    }
  }

  /// Reads what {@link #write} wrote.
  public static LongColumn read(ColumnReader in) throws DamagedIndexException {
    LongColumn column = new LongColumn();
    column.size = in.count(Long.BYTES);
    column.chunks = new long[Math.max(1, (column.size + CHUNK - 1) >>> BITS)][];
    column.chunks[0] = column.last;
    for (int from = 0; from < column.size; from += CHUNK) {
      column.last = in.longs(Math.min(CHUNK, column.size - from));
      column.chunks[from >>> BITS] = column.last;
    }
    return column;
  }
}
