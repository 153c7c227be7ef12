package initscope.remote;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;

/// One command from sending to its end, within its limits.
final class Execution {
  private final Command command;
  private final OutputLimits limits;
  private final Progress progress;
  private final Counted out;
  private final Counted err;
  private boolean mayEndEarly;
  private OptionalLong heardUntil = OptionalLong.empty();

  Execution(
      Command command, OutputLimits limits, OutputStream out, OutputStream err, Progress progress) {
    this.command = command;
    this.limits = limits;
    this.progress = progress;
    this.out = new Counted(out, limits.maxBytes());
    this.err = new Counted(err, limits.maxErrorBytes());
  }

  /// Runs it in a shell that waits for a program. However it ends, the streams are their owner's again then: what still arrives is
  /// dropped.
  ExecResult run(ExecChannel shell) throws Failure, CancelledException {
    try {
      return follow(shell);
    } finally {
      if (mayEndEarly) {
        progress.endsWithin(Duration.ZERO);
      }
      out.stop();
      err.stop();
    }
  }

  private ExecResult follow(ExecChannel shell) throws Failure, CancelledException {
    String nonce = Program.nonce();
    byte[] program = Program.watched(command, nonce, shell.pty());
    try {
      shell.out.follow(Program.mark(nonce), out);
      if (!shell.pty()) {
        shell.err.follow(Program.mark(nonce), err);
      }
    } catch (java.io.IOException e) {
      throw cannotKeep(e);
    }
    long start = System.nanoTime();
    shell.send(program, progress, command.words());
    boolean late = false;
    while (!shell.ended()) {
      late = System.nanoTime() - start > limits.time().toNanos() || graceIsOver();
      if (late
          || out.over()
          || err.over()
          || out.broken().isPresent()
          || err.broken().isPresent()) {
        break;
      }
      checkGreeting(shell);
      noteBegin();
      if (!shell.link().alive() && !shell.ended()) {
        throw shell.link().lost();
      }
      await(shell);
    }
    if (heardUntil.isPresent()) {
      throw new CancelledException();
    }
    return result(shell, start, late && !shell.ended());
  }

  /// A program that can end early has set its trap before it says anything: until then the signal would kill it, or a shell that
  /// still reads it would take the line for a part of it.
  private void noteBegin() {
    if (!mayEndEarly && !limits.grace().isZero() && out.kept() > 0) {
      mayEndEarly = true;
      progress.endsWithin(limits.grace());
    }
  }

  private boolean graceIsOver() {
    return heardUntil.isPresent() && System.nanoTime() - heardUntil.getAsLong() > 0;
  }

  /// Waits for news. The first cancellation only tells a program to end early that can.
  private void await(ExecChannel shell) throws CancelledException {
    try {
      String words = heardUntil.isPresent() ? "ended early, taking what it has" : command.words();
      progress.report(out.kept(), -1, Display.safe(words));
      shell.waitForNews();
    } catch (CancelledException e) {
      if (!mayEndEarly || heardUntil.isPresent()) {
        throw e;
      }
      Thread.interrupted(); // taken: the next one ends it at once
      heardUntil = OptionalLong.of(System.nanoTime() + limits.grace().toNanos());
      shell.sendLine();
    }
  }

  private ExecResult result(ExecChannel shell, long start, boolean late) throws Failure {
    long end = System.nanoTime();
    for (Counted c : java.util.List.of(out, err)) {
      if (c.broken().isPresent()) {
        throw cannotKeep(c.broken().get());
      }
    }
    boolean over = out.over() || err.over();
    if (!late && !over) {
      if (!shell.toldHow()) {
        throw shell.link().broke();
      }
      if (!shell.out.through()) {
        throw noShell(shell);
      }
    }
    boolean whole = !late && shell.ended();
    return new ExecResult(
        whole ? shell.exitStatus() : -1,
        whole ? shell.signalName() : java.util.Optional.empty(),
        over,
        late,
        shell.pty(),
        out.kept(),
        err.kept(),
        start,
        end);
  }

  private void checkGreeting(ExecChannel shell) throws Failure {
    if (shell.out.tooMuch() && !shell.out.through()) {
      throw new Failure.HostRefused(
          "The login shell of",
          shell.link().host().words() + " talks without end",
          "look at its start-up files.");
    }
  }

  private static Failure noShell(ExecChannel shell) {
    String said = (shell.out.heard() + shell.err.heard()).strip();
    String first = said.lines().findFirst().orElse("nothing");
    return new Failure.HostRefused(
        "No shell on",
        shell.link().host().words()
            + " (it said: "
            + Display.safe(first.length() > 200 ? first.substring(0, 200) : first)
            + ")",
        "log in with a user that may run /bin/sh.");
  }

  private static Failure cannotKeep(java.io.IOException e) {
    return new Failure.Local(
        "Cannot write", "what the host sends", "check for a full disk: " + e.getMessage(), e);
  }
}
