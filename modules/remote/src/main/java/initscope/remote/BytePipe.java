package initscope.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// Hands bytes from the connection's reading thread to one reader; holds a bounded number of them, so that a host that
/// sends without end waits.
final class BytePipe extends InputStream implements Tap.Target {
  private static final int MAX_HELD_BYTES = 4 << 20;

  private final Queue<byte[]> held = new ArrayDeque<>();
  private int heldBytes;
  private int position;
  private boolean ended;
  private boolean closed;

  @Override
  public synchronized void take(byte[] bytes, int from, int length) throws IOException {
    while (heldBytes > MAX_HELD_BYTES && !closed) {
      pause(0);
    }
    if (!closed && length > 0) {
      held.add(Arrays.copyOfRange(bytes, from, from + length));
      heldBytes += length;
      notifyAll();
    }
  }

  @Override
  public synchronized void ended() {
    ended = true;
    notifyAll();
  }

  /// Waits for something to read or the end; false when the time has passed without.
  synchronized boolean await(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (held.isEmpty() && !ended && !closed) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public synchronized int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (held.isEmpty()) {
      if (ended || closed) {
        return -1;
      }
      pause(0);
    }
    byte[] first = held.element();
    int given = Math.min(length, first.length - position);
    System.arraycopy(first, position, bytes, from, given);
    position += given;
    heldBytes -= given;
    if (position == first.length) {
      held.remove();
      position = 0;
    }
    notifyAll();
    return given;
  }

  @Override
  public synchronized int available() {
    return heldBytes;
  }

  @Override
  public synchronized void close() {
    closed = true;
    held.clear();
    heldBytes = 0;
    notifyAll();
  }

  private void pause(long millis) throws IOException {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
