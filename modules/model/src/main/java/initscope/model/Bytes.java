package initscope.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/// A read-only run of bytes: a raw entry, a mapped file, or a part of one. May be larger than 2 GiB.
///
/// Out-of-range reads throw {@link IndexOutOfBoundsException}; a decoder checks {@link #size()} first and reports a
/// {@link Problem} instead.
public final class Bytes {
  /// No bytes at all.
  public static final Bytes EMPTY = new Bytes(MemorySegment.ofArray(new byte[0]).asReadOnly());

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment segment;

  private Bytes(MemorySegment segment) {
    this.segment = segment;
  }

  /// Wraps an array without copying; the caller gives it away and must not change it afterwards.
  public static Bytes of(byte[] array) {
    return new Bytes(MemorySegment.ofArray(array).asReadOnly());
  }

  /// The UTF-8 bytes of a text.
  public static Bytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Wraps a segment, such as a mapped file, without copying.
  public static Bytes of(MemorySegment segment) {
    return new Bytes(segment.asReadOnly());
  }

  /// Several runs as one; a single one is not copied. Callers bound the size first.
  public static Bytes join(List<Bytes> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    byte[] all = new byte[Math.toIntExact(parts.stream().mapToLong(Bytes::size).sum())];
    int at = 0;
    for (Bytes part : parts) {
      MemorySegment.copy(part.segment, ValueLayout.JAVA_BYTE, 0, all, at, (int) part.size());
      at += (int) part.size();
    }
    return of(all);
  }

  /// Number of bytes.
  public long size() {
    return segment.byteSize();
  }

  /// True when there are no bytes.
  public boolean isEmpty() {
    return size() == 0;
  }

  /// The byte at an offset, 0 to 255.
  public int at(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
  }

  /// Little-endian unsigned 16 bits at an offset, unaligned.
  public int u16(long offset) {
    return segment.get(U16, offset) & 0xffff;
  }

  /// Little-endian unsigned 32 bits at an offset, unaligned.
  public long u32(long offset) {
    return segment.get(U32, offset) & 0xffff_ffffL;
  }

  /// Little-endian 64 bits at an offset, unaligned.
  public long u64(long offset) {
    return segment.get(U64, offset);
  }

  /// A view of {@code length} bytes from {@code offset}; nothing is copied.
  public Bytes slice(long offset, long length) {
    return new Bytes(segment.asSlice(offset, length));
  }

  /// A view of everything from {@code offset} on.
  public Bytes from(long offset) {
    return slice(offset, size() - offset);
  }

  /// A view of the first {@code length} bytes, or of all where there are fewer.
  public Bytes first(long length) {
    return slice(0, Math.min(length, size()));
  }

  /// Copies all bytes out; callers bound the size first (at most 2 GiB - 8).
  public byte[] toArray() {
    return segment.toArray(ValueLayout.JAVA_BYTE);
  }

  /// The bytes as a heap or native segment, read-only, for bulk work.
  public MemorySegment segment() {
    return segment;
  }

  /// All bytes as UTF-8; malformed bytes become U+FFFD. Callers bound the size first.
  public String utf8() {
    return new String(toArray(), StandardCharsets.UTF_8);
  }

  /// A part as UTF-8; malformed bytes become U+FFFD.
  public String utf8(long offset, long length) {
    return slice(offset, length).utf8();
  }

  /// Offset of the first byte equal to {@code value} at or after {@code from}, or -1.
  public long indexOf(int value, long from) {
    long end = size();
    long i = from;
    // eight bytes at a time: of those that differ from the wanted ones in nothing, the lowest is
    // the first
    long wanted = (value & 0xff) * ONES;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long other = segment.get(U64, i) ^ wanted;
      long same = (other - ONES) & ~other & HIGHS;
      if (same != 0) {
        return i + (Long.numberOfTrailingZeros(same) >>> 3);
      }
    }
    for (; i < end; i++) {
      if (at(i) == (value & 0xff)) {
        return i;
      }
    }
    return -1;
  }

  /// Offset of the first occurrence of {@code needle} at or after {@code from}, or -1. An empty needle is found at once.
  public long indexOf(Bytes needle, long from) {
    if (needle.isEmpty()) {
      return from <= size() ? from : -1;
    }
    long last = size() - needle.size();
    for (long i = indexOf(needle.at(0), from);
        i >= 0 && i <= last;
        i = indexOf(needle.at(0), i + 1)) {
      if (startsWith(needle, i)) {
        return i;
      }
    }
    return -1;
  }

  /// True when {@code prefix} stands at {@code offset}.
  public boolean startsWith(Bytes prefix, long offset) {
    return offset >= 0
        && offset + prefix.size() <= size()
        && MemorySegment.mismatch(
                segment, offset, offset + prefix.size(), prefix.segment, 0, prefix.size())
            < 0;
  }

  /// True when the text stands at the very beginning.
  public boolean startsWith(String prefix) {
    return startsWith(of(prefix), 0);
  }

  /// Lines in order, split at LF; a CR before the LF is not part of the text. The last line may lack its LF.
  /// A line longer than {@link Line#MAX_BYTES} is cut there, the rest of it skipped ({@link Line#cut()}).
  public Iterable<Line> lines() {
    return LineIterator::new;
  }

  private final class LineIterator implements Iterator<Line> {
    private long next;
    private int number;

    @Override
    public boolean hasNext() {
      return next < size();
    }

    @Override
    public Line next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      long start = next;
      long feed = indexOf('\n', start);
      boolean ended = feed >= 0;
      long end = ended ? feed : size();
      next = ended ? feed + 1 : end;
      if (end > start && ended && at(end - 1) == '\r') {
        end--;
      }
      boolean cut = end - start > Line.MAX_BYTES;
      return new Line(
          ++number, start, slice(start, cut ? Line.MAX_BYTES : end - start), ended, cut);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && size() == that.size()
        && MemorySegment.mismatch(segment, 0, size(), that.segment, 0, size()) < 0;
  }

  @Override
  public int hashCode() {
    long size = size();
    int head = size == 0 ? 0 : at(0) * 31 + at(size - 1);
    return Objects.hash(size, head);
  }

  @Override
  public String toString() {
    return "Bytes[" + size() + "]";
  }
}
