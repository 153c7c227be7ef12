package initscope.remote;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A shell started on a host, with its three streams.
final class ExecChannel implements AutoCloseable {
  private static final int OPEN_TRIES = 40;
  private static final int OPEN_MILLIS = 20_000;
  private static final Duration END_WAIT = Duration.ofSeconds(5);

  final Object signal = new Object();
  final Tap out = new Tap(signal);
  final Tap err = new Tap(signal);
  private final Link link;
  private final ChannelExec channel;
  private final boolean pty;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Optional<OutputStream> input = Optional.empty();

  private ExecChannel(Link link, boolean pty) throws Failure {
    this.link = link;
    this.pty = pty;
    this.channel = (ChannelExec) link.channel("exec");
  }

  /// Opens a channel and starts the shell. A host that has no place yet is asked again: a place there is free only when the
  /// process before has ended.
  static ExecChannel open(Link link, boolean pty, Progress progress)
      throws Failure, CancelledException {
    link.takePlace(progress);
    boolean opened = false;
    try {
      for (int i = 0; i < OPEN_TRIES; i++) {
        ExecChannel fresh = new ExecChannel(link, pty);
        if (fresh.connect(progress)) {
          opened = true;
          return fresh;
        }
        if (!link.alive()) {
          throw link.lost();
        }
        progress.report(0, -1, "Waiting for a free channel on " + link.host().words());
        pause(100);
      }
      throw new Failure.HostRefused(
          "No channel opened on",
          link.host().words(),
          "other programs may use all of its MaxSessions; close some.");
    } finally {
      if (!opened) {
        link.leavePlace();
      }
    }
  }

  private boolean connect(Progress progress) throws Failure, CancelledException {
    channel.setAgentForwarding(false);
    channel.setCommand(pty ? Program.LOGIN_PTY : Program.LOGIN);
    channel.setOutputStream(out, false);
    channel.setErrStream(err, false);
    if (pty) {
      channel.setPty(true);
      channel.setPtyType("dumb", 80, 24, 0, 0);
      channel.setTerminalMode(TerminalModes.RAW);
    }
    try {
      input = Optional.of(channel.getOutputStream());
      Patience.run(
          () -> {
            channel.connect(OPEN_MILLIS);
            return channel;
          },
          progress,
          "Opening a channel to " + link.host().words(),
          () -> link.alive() ? Optional.empty() : Optional.of(link.lost()),
          channel::disconnect);
      return true;
    } catch (Failure | CancelledException e) {
      throw e;
    } catch (JSchException | IOException _) {
      channel.disconnect();
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e); // nothing else is thrown there
    }
  }

  boolean pty() {
    return pty;
  }

  Link link() {
    return link;
  }

  /// Sends bytes to the shell, off the calling thread: the host may not be reading.
  void send(byte[] bytes, Progress progress, String what) throws Failure, CancelledException {
    try {
      Patience.run(
          () -> {
            OutputStream to = input.orElseThrow();
            to.write(bytes);
            to.flush();
            return to;
          },
          progress,
          what,
          () -> link.alive() && !channel.isClosed() ? Optional.empty() : Optional.of(link.lost()),
          channel::disconnect);
    } catch (Failure | CancelledException e) {
      throw e;
    } catch (Exception _) {
      if (!link.alive()) {
        throw link.lost();
      }
      // The shell has ended already; its status tells why.
    }
  }

  /// Sends a line without waiting for it: the host may not be reading.
  void sendLine() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                OutputStream to = input.orElseThrow();
                to.write('\n');
                to.flush();
              } catch (IOException _) {
                // The shell has ended already; its status tells why.
              }
            });
  }

  OutputStream input() {
    return input.orElseThrow();
  }

  /// Whether the host has closed the channel: everything it sent has then been taken.
  boolean ended() {
    return channel.isClosed();
  }

  /// Whether it told how the command ended; a broken link does not.
  boolean toldHow() {
    return channel.getExitStatus() != -1 || signalName().isPresent();
  }

  int exitStatus() {
    return channel.getExitStatus();
  }

  Optional<String> signalName() {
    return Optional.ofNullable(channel.getExitSignal()).filter(s -> !s.isEmpty());
  }

  /// Waits for something new, at most 20 ms.
  void waitForNews() throws CancelledException {
    synchronized (signal) {
      boolean ending = out.ended() && err.ended();
      try {
        signal.wait(ending ? 1 : 20);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
  }

  private static void pause(long millis) throws CancelledException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  /// Ends the command: the end of its input makes the shell on the host end what it started. The place is given back when
  /// the host says it is done, and that is not waited for here.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (channel.isClosed() || !link.alive()) {
      channel.disconnect();
      link.leavePlace();
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Wire.closeQuietly(input.orElseThrow());
                long end = System.nanoTime() + END_WAIT.toNanos();
                while (!channel.isClosed() && link.alive() && System.nanoTime() - end < 0) {
                  Thread.sleep(5);
                }
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              } finally {
                channel.disconnect();
                link.leavePlace();
              }
            });
  }
}
