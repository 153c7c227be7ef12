package initscope.cli;

import initscope.model.Display;
import initscope.model.Progress;
import java.io.PrintStream;
import java.time.Duration;

/// Where a verb writes. Standard output carries results only; everything else goes to standard error.
final class Console {
  private static final long PROGRESS_EVERY_NANOS = 100_000_000L;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private long lastProgressNanos = System.nanoTime() - PROGRESS_EVERY_NANOS;
  private boolean lineOpen;
  private volatile Duration grace = Duration.ZERO;

  /// A console.
  ///
  /// @param terminal whether standard error is a terminal
  Console(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /// Prints a result; the caller has made host text safe, or prints JSON.
  void result(String text) {
    clearProgress();
    out.println(text);
  }

  /// The stream for results that are written piece by piece.
  PrintStream results() {
    clearProgress();
    return out;
  }

  /// Says something to the person at the terminal, also where it is not one.
  void say(String text) {
    clearProgress();
    err.println(Display.safeLines(text));
  }

  /// Whether a person sees standard error.
  boolean isTerminal() {
    return terminal;
  }

  /// How long what runs now goes on after Ctrl-C to take home what it has; zero where it just ends.
  Duration grace() {
    return grace;
  }

  /// A progress that redraws one line on a terminal and is silent elsewhere.
  Progress progress() {
    return new Progress() {
      @Override
      public void report(long done, long total, String what) throws CancelledException {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancelledException();
        }
        show(done, total, what);
      }

      @Override
      public void endsWithin(Duration time) {
        grace = time;
      }
    };
  }

  private synchronized void show(long done, long total, String what) {
    long now = System.nanoTime();
    if (!terminal || now - lastProgressNanos < PROGRESS_EVERY_NANOS) {
      return;
    }
    lastProgressNanos = now;
    String position = total > 0 ? done + "/" + total + " " : "";
    err.print("\r\u001b[K" + position + Display.safe(what));
    err.flush();
    lineOpen = true;
  }

  private synchronized void clearProgress() {
    if (lineOpen) {
      err.print("\r\u001b[K");
      lineOpen = false;
    }
  }
}
