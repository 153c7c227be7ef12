package initscope.formats.text;

import initscope.model.Bytes;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Bytes as a stream, for parsers that take one: a mapped file is then never whole in memory.
public final class BytesStream extends InputStream {
  private final Bytes in;
  private long at;

  /// Streams bytes from their beginning.
  public BytesStream(Bytes in) {
    this.in = in;
  }

  @Override
  public int read() {
    return at < in.size() ? in.at(at++) : -1;
  }

  @Override
  public int read(byte[] into, int offset, int most) {
    if (most > 0 && at >= in.size()) {
      return -1;
    }
    int length = (int) Math.min(most, in.size() - at);
    MemorySegment.copy(in.segment(), ValueLayout.JAVA_BYTE, at, into, offset, length);
    at += length;
    return length;
  }
}
