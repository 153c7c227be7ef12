package initscope.remote;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A program's streams over an exec channel.
final class Duplex implements DuplexChannel {
  private static final int MAX_ERROR_BYTES = 64 << 10;
  private static final long MAX_START_NANOS = 20_000_000_000L;

  private final ExecChannel shell;
  private final BytePipe pipe = new BytePipe();
  private final java.io.ByteArrayOutputStream errors = new java.io.ByteArrayOutputStream();
  private final PumpedOutput toHost;
  private final Counted err = new Counted(errors, MAX_ERROR_BYTES);

  private Duplex(ExecChannel shell) {
    this.shell = shell;
    this.toHost = new PumpedOutput(shell.input());
  }

  /// Sends the program and waits until it has begun: what is sent after that is its own.
  static Duplex start(ExecChannel shell, Command command, Progress progress)
      throws Failure, CancelledException {
    var duplex = new Duplex(shell);
    boolean begun = false;
    try {
      duplex.begin(command, progress);
      begun = true;
      return duplex;
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory does not fail
    } finally {
      if (!begun) {
        duplex.close();
      }
    }
  }

  private void begin(Command command, Progress progress)
      throws Failure, CancelledException, IOException {
    String nonce = Program.nonce();
    shell.out.follow(Program.mark(nonce), pipe);
    if (!shell.pty()) {
      shell.err.follow(Program.mark(nonce), err);
    }
    long start = System.nanoTime();
    shell.send(Program.direct(command, nonce, shell.pty()), progress, command.words());
    while (!shell.out.through()) {
      progress.report(0, -1, Display.safe(command.words()));
      if (!shell.link().alive()) {
        throw shell.link().lost();
      }
      if (shell.ended() || shell.out.tooMuch() || System.nanoTime() - start > MAX_START_NANOS) {
        throw new Failure.HostRefused(
            "Cannot start",
            Display.safe(command.words()) + " on " + shell.link().host().words(),
            "check that this user may run /bin/sh there.");
      }
      shell.waitForNews();
    }
  }

  @Override
  public OutputStream toHost() {
    return toHost;
  }

  @Override
  public InputStream fromHost() {
    return pipe;
  }

  @Override
  public boolean await(long millis) {
    return pipe.await(millis);
  }

  @Override
  public boolean linkAlive() {
    return shell.link().alive();
  }

  @Override
  public String errors() {
    synchronized (err) {
      return errors.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    toHost.close();
    pipe.close();
    shell.close();
  }
}
