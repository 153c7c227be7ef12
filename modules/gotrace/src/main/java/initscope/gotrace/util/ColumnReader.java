package initscope.gotrace.util;

import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.model.Bytes;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Reads what {@link ColumnWriter} wrote. The bytes may be anybody's: nothing is allocated that is larger than what is there.
public final class ColumnReader {
  private static final int MAX_TEXT = 1 << 20;

  private final Bytes bytes;
  private long at;

  /// A reader from the first byte on.
  public ColumnReader(Bytes bytes) {
    this.bytes = bytes;
  }

  /// A number.
  public long number() throws DamagedIndexException {
    require(bytes.size() - at >= Long.BYTES, "cut");
    at += Long.BYTES;
    return bytes.u64(at - Long.BYTES);
  }

  /// A number from 0 on.
  ///
  /// @param most the largest there may be
  public int number(long most) throws DamagedIndexException {
    long value = number();
    require(value >= 0 && value <= most && value <= Integer.MAX_VALUE - 8, "a number too large");
    return (int) value;
  }

  /// Whether at least so many bytes follow.
  public boolean has(long length) {
    return length <= bytes.size() - at;
  }

  /// How many items follow.
  ///
  /// @param width the fewest bytes an item takes
  public int count(int width) throws DamagedIndexException {
    return number((bytes.size() - at - Long.BYTES) / width);
  }

  /// A text.
  public String text() throws DamagedIndexException {
    int length = count(1);
    require(length <= MAX_TEXT, "a text too long");
    return slice(length).utf8();
  }

  /// Texts.
  public List<String> texts() throws DamagedIndexException {
    int count = count(Long.BYTES);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  /// So many numbers of 8 bytes.
  public long[] longs(int count) throws DamagedIndexException {
    MemorySegment from = slice((long) count * Long.BYTES).segment();
    long[] values = new long[count];
    MemorySegment.copy(from, ColumnWriter.I64, 0, values, 0, count);
    return values;
  }

  /// So many numbers of 4 bytes.
  public int[] ints(int count) throws DamagedIndexException {
    MemorySegment from = slice((long) count * Integer.BYTES).segment();
    int[] values = new int[count];
    MemorySegment.copy(from, ColumnWriter.I32, 0, values, 0, count);
    return values;
  }

  /// So many bytes, not copied.
  public Bytes slice(long length) throws DamagedIndexException {
    require(length >= 0 && length <= bytes.size() - at, "cut");
    at += length;
    return bytes.slice(at - length, length);
  }

  /// Makes sure that nothing follows.
  public void end() throws DamagedIndexException {
    require(at == bytes.size(), "more than was written");
  }
}
