package initscope.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Writes a stream up to a limit and drops the rest.
final class Counted implements Tap.Target {
  private final OutputStream to;
  private final long max;
  private long kept;
  private boolean over;
  private boolean stopped;
  private Optional<IOException> broken = Optional.empty();

  Counted(OutputStream to, long max) {
    this.to = to;
    this.max = max;
  }

  @Override
  public synchronized void take(byte[] bytes, int from, int length) {
    if (stopped || broken.isPresent()) {
      return;
    }
    int fits = (int) Math.min(length, max - kept);
    over |= fits < length;
    try {
      to.write(bytes, from, fits);
      kept += fits;
    } catch (IOException e) {
      broken = Optional.of(e);
    }
  }

  /// Nothing is written any more: the stream goes back to its owner.
  synchronized void stop() {
    stopped = true;
  }

  synchronized long kept() {
    return kept;
  }

  synchronized boolean over() {
    return over;
  }

  synchronized Optional<IOException> broken() {
    return broken;
  }
}
