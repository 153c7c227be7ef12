package initscope.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What a server sends, with the time of the last byte, and a bound on the lines it may send before it says {@code SSH-}.
final class WatchedInput extends FilterInputStream {
  private static final int MAX_BANNER_LINES = 1000;
  private static final int MAX_BANNER_BYTES = 256 << 10;

  private volatile long lastNanos = System.nanoTime();
  private final byte[] head = new byte[4];
  private int column;
  private int lines;
  private int bytesBefore;
  private boolean greeted;

  WatchedInput(InputStream in) {
    super(in);
  }

  /// {@link System#nanoTime} when the last byte came.
  long lastNanos() {
    return lastNanos;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int got = super.read(bytes, from, length);
    lastNanos = System.nanoTime();
    for (int i = 0; i < got && !greeted; i++) {
      greet(bytes[from + i]);
    }
    return got;
  }

  private void greet(byte b) throws IOException {
    bytesBefore++;
    if (b == '\n') {
      lines++;
      column = 0;
    } else {
      if (column < head.length) {
        head[column] = b;
      }
      column++;
    }
    greeted = column == 4 && head[0] == 'S' && head[1] == 'S' && head[2] == 'H' && head[3] == '-';
    if (!greeted && (lines > MAX_BANNER_LINES || bytesBefore > MAX_BANNER_BYTES)) {
      throw new IOException("more than " + MAX_BANNER_LINES + " lines before the SSH greeting");
    }
  }
}
