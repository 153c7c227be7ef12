package initscope.formats.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/// One protobuf message as bytes, field by field, in the order of the calls. What the fields mean is the caller's: there is no schema here.
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int MOST_BYTES_OF_A_VARINT = 10;

  private byte[] bytes = new byte[64];
  private int size;

  /// An {@code int32}, {@code int64}, {@code uint32}, {@code uint64}, {@code bool} or enum field; a negative value takes ten bytes.
  public ProtoWriter varint(int field, long value) {
    tag(field, VARINT);
    raw(value);
    return this;
  }

  /// A {@code fixed64} field.
  public ProtoWriter fixed64(int field, long value) {
    tag(field, FIXED64);
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /// A {@code string} field, or one of type {@code bytes} that holds text. A surrogate without its partner becomes a question mark.
  public ProtoWriter text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return delimited(field, utf8, utf8.length);
  }

  /// An embedded message; the other writer can be cleared and used again afterwards.
  public ProtoWriter message(int field, ProtoWriter message) {
    return delimited(field, message.bytes, message.size);
  }

  /// A packed repeated field of varints; an empty one is left out, which reads the same.
  public ProtoWriter packed(int field, Collection<? extends Number> values) {
    if (values.isEmpty()) {
      return this;
    }
    int length = 0;
    for (Number value : values) {
      length += lengthOf(value.longValue());
    }
    tag(field, LENGTH_DELIMITED);
    raw(length);
    for (Number value : values) {
      raw(value.longValue());
    }
    return this;
  }

  /// How many bytes the message has so far.
  public int size() {
    return size;
  }

  /// Forgets all fields.
  public void clear() {
    size = 0;
  }

  /// A copy of the message.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// Hands the message to a stream.
  public void writeTo(OutputStream sink) throws IOException {
    sink.write(bytes, 0, size);
  }

  private ProtoWriter delimited(int field, byte[] from, int length) {
    tag(field, LENGTH_DELIMITED);
    raw(length);
    room(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
    return this;
  }

  private void tag(int field, int type) {
    raw(((long) field << 3) | type);
  }

  private void raw(long value) {
    room(MOST_BYTES_OF_A_VARINT);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private static int lengthOf(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, bytes.length * 2L)));
    }
  }
}
