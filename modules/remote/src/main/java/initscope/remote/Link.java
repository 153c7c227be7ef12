package initscope.remote;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One SSH connection, logged in: hands out channels, at most four at once, and notices when the host has fallen silent.
final class Link implements AutoCloseable {
  /// OpenSSH allows ten by default, and a channel keeps its place there until its process has ended.
  private static final int MAX_CHANNELS = 4;

  private final com.jcraft.jsch.Session session;
  private final Wire wire;
  private final WatchedInput input;
  private final ResolvedHost host;
  private final SshOptions options;
  private final Prompts prompts;
  private final String fingerprint;
  private final Semaphore places = new Semaphore(MAX_CHANNELS, true);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean silent;
  private volatile boolean broken;

  Link(
      com.jcraft.jsch.Session session,
      Wire wire,
      WatchedInput input,
      ResolvedHost host,
      SshOptions options,
      Prompts prompts,
      String fingerprint) {
    this.session = session;
    this.wire = wire;
    this.input = input;
    this.host = host;
    this.options = options;
    this.prompts = prompts;
    this.fingerprint = fingerprint;
    Thread.ofVirtual().name("keep-alive " + host.words()).start(this::keepAlive);
  }

  ResolvedHost host() {
    return host;
  }

  SshOptions options() {
    return options;
  }

  Prompts prompts() {
    return prompts;
  }

  String fingerprint() {
    return fingerprint;
  }

  String serverVersion() {
    return String.valueOf(session.getServerVersion());
  }

  boolean alive() {
    return !closed.get() && !silent && !broken && session.isConnected();
  }

  /// Waits for one of the places for channels.
  void takePlace(Progress progress) throws Failure, CancelledException {
    try {
      while (!places.tryAcquire(50, TimeUnit.MILLISECONDS)) {
        progress.report(0, -1, "Waiting for a free channel to " + host.words());
        if (!alive()) {
          throw lost();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  void leavePlace() {
    places.release();
  }

  /// A channel of this connection, not yet opened.
  Channel channel(String type) throws Failure {
    if (!alive()) {
      throw lost();
    }
    try {
      Channel channel = session.openChannel(type);
      // null is how JSch says that the connection ended between its check and its use
      if (channel == null) {
        throw broke();
      }
      return channel;
    } catch (JSchException _) {
      throw lost();
    }
  }

  /// A command ended without telling how: the link broke under it. The connection itself may notice a moment later, so it is
  /// taken as gone from here on.
  Failure broke() {
    broken = true;
    return lost();
  }

  /// The link is gone: what to say.
  Failure lost() {
    String why =
        closed.get()
            ? "closed"
            : silent
                ? "no sign of life for "
                    + options
                        .timeouts()
                        .keepAlive()
                        .multipliedBy(options.timeouts().keepAliveCount())
                        .toSeconds()
                    + " s"
                : "the connection broke";
    return new Failure.HostUnreachable(
        "Lost", host.words() + " (" + why + ")", "check the network and start again.");
  }

  /// Asks a silent host whether it is there. The question is sent from a thread of its own: a full send buffer must not stop the
  /// watch.
  private void keepAlive() {
    Timeouts times = options.timeouts();
    long interval = times.keepAlive().toNanos();
    long asked = 0;
    try {
      while (!closed.get() && session.isConnected()) {
        Thread.sleep(Duration.ofNanos(Math.clamp(interval / 4, 10_000_000L, 1_000_000_000L)));
        long now = System.nanoTime();
        long quiet = now - input.lastNanos();
        if (quiet > interval * times.keepAliveCount()) {
          silent = true;
          wire.close();
          return;
        }
        if (quiet > interval && now - asked > interval) {
          asked = now;
          Thread.ofVirtual().start(this::ask);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      session.sendKeepAliveMsg();
    } catch (Exception _) {
      return; // the watch sees the silence
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Thread farewell = Thread.ofVirtual().start(session::disconnect);
      try {
        boolean ended = farewell.join(Duration.ofMillis(500));
        assert ended || !farewell.isInterrupted();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      wire.close();
    }
  }
}
