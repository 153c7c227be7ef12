package initscope.formats.inittrace;

import initscope.formats.text.Cursor;
import java.util.Optional;

/// `init PKG @T ms, C ms clock, B bytes, A allocs` somewhere in a text.
///
/// @param before what stands before `init `
/// @param packageName as printed, escapes and all
/// @param startNanos T
/// @param wallNanos C
/// @param bytes B
/// @param allocations A
record InitLine(
    String before,
    String packageName,
    long startNanos,
    long wallNanos,
    long bytes,
    long allocations) {
  static final String START = "init ";
  private static final int LONGEST_BEFORE = 4096;

  /// The last such line in a text; other output may stand before and behind it.
  static Optional<InitLine> find(String text) {
    int end = text.lastIndexOf(" allocs");
    if (end < 0) {
      return Optional.empty();
    }
    for (int at = text.lastIndexOf(START, end); at >= 0; at = text.lastIndexOf(START, at - 1)) {
      Optional<InitLine> found = at > LONGEST_BEFORE ? Optional.empty() : read(text, at);
      if (found.isPresent()) {
        return found;
      }
      if (at == 0 || end - at > 2 * LONGEST_BEFORE) {
        break;
      }
    }
    return Optional.empty();
  }

  private static Optional<InitLine> read(String text, int at) {
    Cursor c = new Cursor(text);
    c.moveTo(at + START.length());
    String name = c.word();
    long start = millis(c.expect(" @"));
    long wall = millis(c.expect(" ms, "));
    long bytes = c.expect(" ms clock, ").decimal();
    long allocations = c.expect(" bytes, ").decimal();
    c.expect(" allocs");
    return c.failed() || bytes < 0 || allocations < 0
        ? Optional.empty()
        : Optional.of(new InitLine(text.substring(0, at), name, start, wall, bytes, allocations));
  }

  /// A number of milliseconds as the runtime prints it (`0`, `0.018`, `2300`), in nanoseconds.
  static long millis(Cursor c) {
    long whole = c.decimal();
    if (whole < 0 || whole > Long.MAX_VALUE / 2_000_000) {
      c.fail();
      return 0;
    }
    long nanos = whole * 1_000_000;
    if (c.take(".")) {
      int from = c.position();
      long fraction = c.decimal();
      int digits = c.position() - from;
      if (fraction < 0 || digits > 6) {
        c.fail();
        return 0;
      }
      for (int i = digits; i < 6; i++) {
        fraction *= 10;
      }
      nanos += fraction;
    }
    return nanos;
  }
}
