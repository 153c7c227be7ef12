package initscope.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Writes to a channel from a thread of its own, so that a host that does not read cannot hold the caller, up to a bound.
final class PumpedOutput extends OutputStream {
  private static final int MAX_HELD_BYTES = 1 << 20;

  private final OutputStream to;
  private ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean closing;
  private boolean broken;

  PumpedOutput(OutputStream to) {
    this.to = to;
    Thread.ofVirtual().name("ssh output").start(this::pump);
  }

  private void pump() {
    try {
      byte[] next = next();
      while (next.length > 0) {
        to.write(next);
        to.flush();
        next = next();
      }
      to.close();
    } catch (IOException | RuntimeException _) {
      breakOff();
    }
  }

  /// What to write next; nothing at the end.
  private synchronized byte[] next() throws IOException {
    while (held.size() == 0 && !closing) {
      pause();
    }
    byte[] bytes = held.toByteArray();
    held = new ByteArrayOutputStream();
    notifyAll();
    return bytes;
  }

  private synchronized void breakOff() {
    broken = true;
    notifyAll();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    while (held.size() > MAX_HELD_BYTES && !closing && !broken) {
      pause();
    }
    if (closing || broken) {
      throw new IOException("the channel is closed");
    }
    held.write(bytes, from, length);
    notifyAll();
  }

  private void pause() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized void close() {
    closing = true;
    notifyAll();
  }
}
