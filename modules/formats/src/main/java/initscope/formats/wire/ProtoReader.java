package initscope.formats.wire;

import initscope.model.Bytes;
import java.util.function.LongConsumer;

/// The fields of one protobuf message, one after the other, as {@link ProtoWriter} writes them. What they mean is the caller's. It never
/// throws on bad bytes: it ends there and says so. Groups, which no format here has, count as damage. Source of the format: protobuf.dev,
/// Encoding.
public final class ProtoReader {
  /// Wire type of a varint.
  public static final int VARINT = 0;

  /// Wire type of eight bytes.
  public static final int FIXED64 = 1;

  /// Wire type of a length and that many bytes.
  public static final int DELIMITED = 2;

  /// Wire type of four bytes.
  public static final int FIXED32 = 5;

  private static final int MOST_FIELD = (1 << 29) - 1;

  private final Bytes in;
  private long at;
  private long start;
  private int field;
  private int type;
  private long value;
  private boolean damaged;

  /// Begins at the first field of a message.
  public ProtoReader(Bytes message) {
    in = message;
  }

  /// Goes to the next field; false at the end, and where the bytes are none.
  public boolean next() {
    start = at;
    if (at >= in.size() || damaged) {
      return false;
    }
    long tag = varint();
    type = (int) (tag & 7);
    long number = tag >>> 3;
    if (damaged || number == 0 || number > MOST_FIELD) {
      damaged = true;
      return false;
    }
    field = (int) number;
    switch (type) {
      case VARINT -> value = varint();
      case FIXED64 -> fixed(Long.BYTES);
      case FIXED32 -> fixed(Integer.BYTES);
      case DELIMITED -> {
        value = varint();
        if (value < 0 || value > in.size() - at) {
          damaged = true;
        } else {
          at += value;
        }
      }
      default -> damaged = true;
    }
    return !damaged;
  }

  /// Number of the field.
  public int field() {
    return field;
  }

  /// Its wire type.
  public int type() {
    return type;
  }

  /// What a field that is no {@link #DELIMITED} one holds; of such a one its length.
  public long value() {
    return value;
  }

  /// Whether this is that field with one number.
  public boolean isNumber(int wanted) {
    return field == wanted && type == VARINT;
  }

  /// Whether this is that field with bytes: a text, a message, or packed numbers.
  public boolean isDelimited(int wanted) {
    return field == wanted && type == DELIMITED;
  }

  /// The bytes of a {@link #DELIMITED} field; nothing is copied. None of another.
  public Bytes bytes() {
    return type == DELIMITED ? in.slice(at - value, value) : Bytes.EMPTY;
  }

  /// Where the bytes of a {@link #DELIMITED} field begin in the message.
  public long bytesOffset() {
    return at - value;
  }

  /// The numbers of a repeated field of varints: packed, or this one.
  public void numbers(LongConsumer taker) {
    if (type == VARINT) {
      taker.accept(value);
    } else if (type == DELIMITED) {
      ProtoReader packed = new ProtoReader(bytes());
      while (packed.at < packed.in.size()) {
        long number = packed.varint();
        if (packed.damaged) {
          damaged = true;
          return;
        }
        taker.accept(number);
      }
    }
  }

  /// Where the field, or what is no field, begins in the message.
  public long offset() {
    return start;
  }

  /// Whether reading ended at bytes that are no field.
  public boolean damaged() {
    return damaged;
  }

  private void fixed(int length) {
    if (in.size() - at < length) {
      damaged = true;
      return;
    }
    value = length == Long.BYTES ? in.u64(at) : in.u32(at);
    at += length;
  }

  /// At most ten bytes; what does not fit 64 bits is cut, as protobuf does.
  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= in.size()) {
        break;
      }
      int next = in.at(at++);
      result |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return result;
      }
    }
    damaged = true;
    return 0;
  }
}
