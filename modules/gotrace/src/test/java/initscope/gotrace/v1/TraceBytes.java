package initscope.gotrace.v1;

import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a trace of the v1 format value by value.
final class TraceBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int inline;

  TraceBytes(int version) {
    inline = version < 7 ? 2 : 1;
    out.writeBytes(("go 1." + version + " trace").getBytes(StandardCharsets.UTF_8));
    while (out.size() < 16) {
      out.write(0);
    }
  }

  /// An event with its values as they lie on the wire, ticks first (in the 1.5 format the sequence before it).
  TraceBytes event(int type, long... values) {
    if (values.length - inline < 3) {
      out.write(type | (values.length - inline) << 6);
    } else {
      out.write(type | 3 << 6);
      var body = new ByteArrayOutputStream();
      for (long value : values) {
        value(body, value);
      }
      value(out, body.size());
    }
    for (long value : values) {
      value(out, value);
    }
    return this;
  }

  TraceBytes batch(long p, long... ticks) {
    long[] values = new long[1 + ticks.length];
    values[0] = p;
    System.arraycopy(ticks, 0, values, 1, ticks.length);
    return event(V1Type.BATCH, values);
  }

  TraceBytes string(long id, String text) {
    out.write(V1Type.STRING);
    value(out, id);
    return text(text);
  }

  /// A length and a text, as after a user log.
  TraceBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    value(out, bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  TraceBytes raw(int... octets) {
    for (int octet : octets) {
      out.write(octet);
    }
    return this;
  }

  int size() {
    return out.size();
  }

  Bytes build() {
    return Bytes.of(out.toByteArray());
  }

  private static void value(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }
}
