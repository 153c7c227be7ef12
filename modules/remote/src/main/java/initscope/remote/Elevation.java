package initscope.remote;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.Optional;

/// Starts a root shell on a host. The password is sent only after sudo has asked for it by our nonce; it is asked for anew
/// each time and kept nowhere.
final class Elevation {
  private static final int MAX_PASSWORDS = 3;
  private static final long MAX_NANOS = 60_000_000_000L;

  private final Link link;
  private final Progress progress;
  private final String nonce = Program.nonce();
  private long askedNanos;

  Elevation(Link link, Progress progress) {
    this.link = link;
    this.progress = progress;
  }

  /// A root shell that waits for a program on its standard input.
  ExecChannel open() throws Failure, CancelledException {
    Optional<ExecChannel> plain = attempt(false);
    if (plain.isPresent()) {
      return plain.get();
    }
    return attempt(true).orElseThrow(() -> refused("it wants a terminal even on one"));
  }

  /// Empty when sudo wants a terminal.
  private Optional<ExecChannel> attempt(boolean pty) throws Failure, CancelledException {
    ExecChannel shell = ExecChannel.open(link, pty, progress);
    boolean root = false;
    try {
      shell.send(Program.elevation(link.options().sudo(), nonce, pty), progress, "Becoming root");
      root = converse(shell);
      return root ? Optional.of(shell) : Optional.empty();
    } finally {
      if (!root) {
        shell.close();
      }
    }
  }

  private boolean converse(ExecChannel shell) throws Failure, CancelledException {
    long start = System.nanoTime();
    askedNanos = 0;
    int answered = 0;
    while (true) {
      boolean ended = shell.ended(); // before looking: nothing comes after the end
      String heard = shell.err.heard() + shell.out.heard();
      if (heard.contains(nonce + " started\n")) {
        return true;
      }
      int asked = count(heard, nonce + ":");
      if (asked > answered && !ended) {
        answered = answer(shell, asked);
      }
      if (ended) {
        return judge(shell, heard);
      }
      if (shell.err.tooMuch() || shell.out.tooMuch()) {
        throw refused("it says too much");
      }
      if (System.nanoTime() - start - askedNanos > MAX_NANOS) {
        throw refused("no answer within 60 s");
      }
      progress.report(0, -1, "Becoming root on " + link.host().words());
      shell.waitForNews();
    }
  }

  private int answer(ExecChannel shell, int asked) throws Failure, CancelledException {
    if (asked > MAX_PASSWORDS) {
      throw refused("the password was wrong three times");
    }
    long before = System.nanoTime();
    Optional<Secret> secret =
        link.prompts().sudoPassword(link.host().words(), link.host().user(), asked);
    askedNanos += System.nanoTime() - before;
    if (secret.isEmpty()) {
      throw refused("its password was not given");
    }
    try (Secret closing = secret.get()) {
      byte[] line = closing.utf8();
      byte[] sent = java.util.Arrays.copyOf(line, line.length + 1);
      sent[line.length] = '\n';
      try {
        shell.send(sent, progress, "Becoming root");
      } finally {
        Secret.wipe(line);
        Secret.wipe(sent);
      }
    }
    return asked;
  }

  /// sudo has ended without giving a shell: false when a terminal would help.
  private boolean judge(ExecChannel shell, String heard) throws Failure {
    if (!shell.toldHow() && !link.alive()) {
      throw link.lost();
    }
    if (heard.contains(nonce + " none\n")) {
      throw new Failure.HostRefused(
          "Needs root:", link.host().words(), "log in as root, or allow --sudo auto or ask.");
    }
    if (heard.contains(nonce + " nosudo\n")) {
      throw refused("there is none installed");
    }
    if (heard.contains("you must have a tty") || heard.contains("a terminal is required to")) {
      if (shell.pty()) {
        throw refused("it wants a terminal even on one");
      }
      return false;
    }
    if (heard.contains("not in the sudoers") || heard.contains("is not allowed to")) {
      throw new Failure.HostRefused(
          "sudo does not let " + link.host().user() + " become root on",
          link.host().words(),
          "log in as another user, or go without the steps that need root (--sudo none).");
    }
    if (heard.contains("a password is required") && link.options().sudo() == Sudo.AUTO) {
      throw new Failure.HostRefused(
          "sudo wants a password on", link.host().words(), "allow it to be asked: --sudo ask.");
    }
    if (heard.contains("incorrect password")) {
      throw refused("the password was wrong");
    }
    throw refused(said(heard));
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private String said(String heard) {
    String text = heard.replace(nonce + ":", "").strip();
    String last = text.lines().reduce("", (a, b) -> b.isBlank() ? a : b);
    return last.isEmpty()
        ? "it gave no reason"
        : Display.safe(last.length() > 200 ? last.substring(0, 200) : last);
  }

  private Failure refused(String why) {
    return new Failure.HostRefused(
        "sudo failed on",
        link.host().words() + " (" + why + ")",
        "try \"sudo -v\" there by hand, or go without root (--sudo none).");
  }
}
