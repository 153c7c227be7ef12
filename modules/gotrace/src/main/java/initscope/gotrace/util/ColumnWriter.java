package initscope.gotrace.util;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/// Numbers, texts and columns to bytes, little-endian, as {@link ColumnReader} takes them. Columns go in bulk.
public final class ColumnWriter {
  static final ValueLayout.OfLong I64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt I32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private final MemorySegment segment = MemorySegment.ofArray(buffer);
  private final CRC32C checksum = new CRC32C();
  private int used;
  private long written;

  /// A writer.
  ///
  /// @param out takes large pieces; not closed
  public ColumnWriter(OutputStream out) {
    this.out = out;
  }

  /// A number, in 8 bytes.
  public void number(long value) throws IOException {
    reserve(Long.BYTES);
    segment.set(I64, used, value);
    used += Long.BYTES;
  }

  /// A text: its length, and UTF-8.
  public void text(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    bytes(MemorySegment.ofArray(bytes));
  }

  /// Texts: how many, and each.
  public void texts(List<String> values) throws IOException {
    number(values.size());
    for (String value : values) {
      text(value);
    }
  }

  /// The first numbers of an array, without their count.
  public void longs(long[] values, int count) throws IOException {
    for (int at = 0; at < count; ) {
      reserve(Long.BYTES);
      int some = Math.min(count - at, (BUFFER - used) / Long.BYTES);
      MemorySegment.copy(values, at, segment, I64, used, some);
      at += some;
      used += some * Long.BYTES;
    }
  }

  /// The first numbers of an array, without their count.
  public void ints(int[] values, int count) throws IOException {
    for (int at = 0; at < count; ) {
      reserve(Integer.BYTES);
      int some = Math.min(count - at, (BUFFER - used) / Integer.BYTES);
      MemorySegment.copy(values, at, segment, I32, used, some);
      at += some;
      used += some * Integer.BYTES;
    }
  }

  /// Bytes, without their count.
  public void bytes(MemorySegment bytes) throws IOException {
    for (long at = 0; at < bytes.byteSize(); ) {
      reserve(1);
      int some = (int) Math.min(bytes.byteSize() - at, BUFFER - used);
      MemorySegment.copy(bytes, at, segment, used, some);
      at += some;
      used += some;
    }
  }

  private void reserve(int bytes) throws IOException {
    if (BUFFER - used < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    checksum.update(buffer, 0, used);
    out.write(buffer, 0, used);
    written += used;
    used = 0;
  }

  /// Hands on what is still held.
  ///
  /// @return how many bytes were written in all
  public long written() throws IOException {
    flush();
    return written;
  }

  /// The CRC32C of what was written since this was asked before.
  public long checksum() throws IOException {
    flush();
    long value = checksum.getValue();
    checksum.reset();
    return value;
  }
}
