package initscope.formats.gdb;

import initscope.formats.text.Cursor;
import initscope.model.Frame;
import java.util.Optional;
import java.util.OptionalInt;

/// One frame of gdb: `#3  0x0000000000432 in main.f (a=1, b=...) at /src/f.go:10`, with its wrapped lines joined.
///
/// @param level number after `#`
/// @param hasAddress whether an address was printed; the frame outside an inlined call has none
/// @param frame the frame
record GdbFrame(int level, boolean hasAddress, Frame frame) {
  /// Reads a joined frame line; empty when it is none.
  static Optional<GdbFrame> read(String text) {
    Cursor c = new Cursor(text);
    int level = c.expect("#").number();
    c.gap();
    if (c.failed() || level < 0 || c.atEnd()) {
      return Optional.empty();
    }
    boolean hasAddress = c.ahead("0x");
    long pc = hasAddress ? c.address() : 0;
    if (hasAddress && !c.failed()) {
      c.blanks().take("in ");
      c.blanks();
    }
    if (c.failed()) {
      return Optional.empty();
    }
    String rest = c.rest();
    if (rest.startsWith("<")) {
      // <signal handler called>, <function called from gdb>
      int close = rest.indexOf('>');
      return close < 0
          ? Optional.empty()
          : Optional.of(frame(level, hasAddress, pc, rest.substring(0, close + 1), ""));
    }
    int open = argumentsAt(rest);
    String function = (open < 0 ? rest : rest.substring(0, open)).strip();
    int close = open < 0 ? rest.length() : closing(rest, open + 1);
    String place = close < rest.length() ? rest.substring(close + 1) : "";
    return Optional.of(frame(level, hasAddress, pc, function.isEmpty() ? "??" : function, place));
  }

  private static GdbFrame frame(
      int level, boolean hasAddress, long pc, String function, String place) {
    Optional<String> file = Optional.empty();
    OptionalInt line = OptionalInt.empty();
    int from = place.lastIndexOf(" from ");
    int at = place.indexOf(" at ");
    if (at >= 0) {
      String where = place.substring(at + 4).strip();
      int colon = where.lastIndexOf(':');
      String number = colon < 0 ? "" : where.substring(colon + 1);
      boolean numbered = Cursor.isDigits(number) && number.length() < 10;
      file = Optional.of(numbered ? where.substring(0, colon) : where);
      line = numbered ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    } else if (from >= 0) {
      file = Optional.of(place.substring(from + 6).strip());
    }
    return new GdbFrame(
        level,
        hasAddress,
        new Frame(unquoted(function), file.filter(f -> !f.isEmpty()), line, pc, false));
  }

  /// Index of the blank before the argument list, or -1. Go names hold parentheses, but never after a blank.
  static int argumentsAt(String text) {
    int from = 0;
    if (text.startsWith("'")) {
      from = Math.max(0, text.indexOf('\'', 1));
    }
    int angles = 0;
    for (int i = from; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        angles++;
      } else if (c == '>' && angles > 0) {
        angles--;
      } else if (c == ' ' && text.charAt(i + 1) == '(' && angles == 0) {
        return i;
      }
    }
    return -1;
  }

  /// Index of the parenthesis that closes the one at {@code open}. The end of the text when none does.
  private static int closing(String text, int open) {
    Parentheses arguments = new Parentheses();
    int close = arguments.read(text, open);
    if (close >= 0) {
      return close;
    }
    // an unbalanced text: trust the last place that looks like the end of arguments
    int fallback = text.lastIndexOf(") at ");
    return fallback > open ? fallback : text.length();
  }

  private static String unquoted(String function) {
    return function.length() > 1 && function.startsWith("'") && function.endsWith("'")
        ? function.substring(1, function.length() - 1)
        : function;
  }
}
