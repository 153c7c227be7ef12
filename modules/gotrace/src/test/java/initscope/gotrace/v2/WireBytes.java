package initscope.gotrace.v2;

import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a trace of Go 1.22 or later value by value.
final class WireBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  WireBytes(int version) {
    out.writeBytes(("go 1." + version + " trace\0\0\0").getBytes(StandardCharsets.UTF_8));
  }

  /// An event of the batch that {@link #batch} will close.
  WireBytes event(int type, long... arguments) {
    data.write(type);
    for (long argument : arguments) {
      number(data, argument);
    }
    return this;
  }

  /// Bytes of the batch that {@link #batch} will close.
  WireBytes raw(byte... bytes) {
    data.writeBytes(bytes);
    return this;
  }

  /// A batch of the events since the last.
  WireBytes batch(long generation, long thread, long time) {
    out.write(EventType.EVENT_BATCH);
    number(out, generation);
    number(out, thread);
    number(out, time);
    number(out, data.size());
    out.writeBytes(data.toByteArray());
    data.reset();
    return this;
  }

  /// What each generation must have.
  WireBytes tables(long generation) {
    return event(EventType.FREQUENCY, 15_625_000)
        .batch(generation, -1, 0)
        .event(EventType.STACKS)
        .batch(generation, -1, 0)
        .event(EventType.STRINGS)
        .batch(generation, -1, 0);
  }

  WireBytes string(long id, String text) {
    event(EventType.STRING, id, text.length());
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  int batchSize() {
    return data.size();
  }

  int size() {
    return out.size();
  }

  Bytes build() {
    return Bytes.of(out.toByteArray());
  }

  private static void number(ByteArrayOutputStream to, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      to.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }
}
