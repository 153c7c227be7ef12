package initscope.formats.gdb;

import initscope.formats.text.Cursor;
import java.util.Optional;
import java.util.OptionalLong;

/// The line above a thread's frames: `Thread 7 (Thread 0x7f (LWP 2650) "name"):`, `Thread 1 (process 22299):`,
/// `Thread 1 (LWP 5):`, or eu-stack's `TID 2650:`.
///
/// @param tid kernel thread id where told
/// @param name thread name where told
record ThreadTitle(OptionalLong tid, Optional<String> name) {
  /// Reads a title; empty for any other line.
  static Optional<ThreadTitle> read(String line) {
    Cursor c = new Cursor(line);
    if (c.take("TID ")) {
      long tid = c.decimal();
      c.take(" \"");
      return c.failed() || tid < 0 || !line.stripTrailing().endsWith(":")
          ? Optional.empty()
          : Optional.of(new ThreadTitle(OptionalLong.of(tid), quoted(line)));
    }
    if (!c.take("Thread ") || c.decimal() < 0 || c.failed()) {
      return Optional.empty();
    }
    int open = line.indexOf('(');
    if (open < 0 || !line.stripTrailing().endsWith(":")) {
      return Optional.empty();
    }
    return Optional.of(new ThreadTitle(tid(line), quoted(line)));
  }

  private static OptionalLong tid(String line) {
    for (String word : new String[] {"LWP ", "process ", "Thread "}) {
      int at = line.lastIndexOf(word);
      if (at > 0) {
        Cursor c = new Cursor(line);
        c.moveTo(at + word.length());
        long tid = c.ahead("0x") ? -1 : c.decimal();
        if (!c.failed() && tid >= 0) {
          return OptionalLong.of(tid);
        }
      }
    }
    return OptionalLong.empty();
  }

  private static Optional<String> quoted(String line) {
    int open = line.indexOf('"');
    int close = line.lastIndexOf('"');
    return open >= 0 && close > open
        ? Optional.of(line.substring(open + 1, close))
        : Optional.empty();
  }
}
