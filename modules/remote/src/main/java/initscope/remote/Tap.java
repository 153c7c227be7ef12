package initscope.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Takes one output stream of a channel on the connection's reading thread. First it only listens, within bounds (greetings of
/// login shells, sudo's questions); from a mark on, bytes go to a target.
final class Tap extends OutputStream {
  /// More than this before the mark is no greeting.
  static final int MAX_LISTENED_BYTES = 64 << 10;

  /// Where bytes go after the mark.
  interface Target {
    void take(byte[] bytes, int from, int length) throws IOException;

    default void ended() throws IOException {}
  }

  private final Object signal;
  private final ByteArrayOutputStream listened = new ByteArrayOutputStream();
  private byte[] mark = {};
  private Target target = (bytes, from, length) -> {};
  private boolean through;
  private boolean ended;
  private boolean tooMuch;

  /// @param signal notified when something came
  Tap(Object signal) {
    this.signal = signal;
  }

  /// What came before the mark, as text.
  String heard() {
    synchronized (signal) {
      return listened.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /// Whether the mark was seen.
  boolean through() {
    synchronized (signal) {
      return through;
    }
  }

  boolean ended() {
    synchronized (signal) {
      return ended;
    }
  }

  /// Whether more came before the mark than any greeting has.
  boolean tooMuch() {
    synchronized (signal) {
      return tooMuch;
    }
  }

  /// From the end of this mark on, bytes go to the target.
  void follow(String markText, Target to) throws IOException {
    synchronized (signal) {
      mark = markText.getBytes(StandardCharsets.ISO_8859_1);
      target = to;
      look();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    Target to;
    synchronized (signal) {
      if (!through) {
        int kept = Math.min(length, MAX_LISTENED_BYTES - listened.size());
        listened.write(bytes, from, kept);
        if (kept < length) {
          tooMuch = true;
        }
        look();
        signal.notifyAll();
        return;
      }
      to = target;
    }
    to.take(bytes, from, length); // outside the lock: a target may wait for its reader
  }

  private void look() throws IOException {
    if (through || mark.length == 0) {
      return;
    }
    byte[] all = listened.toByteArray();
    int at = indexOf(all, mark);
    if (at >= 0) {
      through = true;
      listened.reset();
      listened.write(all, 0, at);
      int rest = at + mark.length;
      if (rest < all.length) {
        target.take(all, rest, all.length - rest);
      }
    }
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    Target to;
    synchronized (signal) {
      if (ended) {
        return;
      }
      ended = true;
      signal.notifyAll();
      to = target;
    }
    to.ended();
  }
}
