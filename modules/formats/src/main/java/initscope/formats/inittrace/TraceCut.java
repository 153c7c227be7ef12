package initscope.formats.inittrace;

/// Whether a text that does not end with a line feed breaks off within a line of the runtime. A program may print no line feed at its end, so
/// that other text proves nothing.
final class TraceCut {
  private static final String[] PIECES = {" @", " ms, ", " ms clock, ", " bytes, ", " allocs"};
  private static final String PREFIX_END = "]: ";

  private TraceCut() {}

  /// Whether the last line is a beginning of one of the runtime's, and no whole one.
  ///
  /// @param prefixed whether the lines before stand behind a log prefix: then a line without one is cut within it
  static boolean is(String last, boolean prefixed) {
    int prefix = last.lastIndexOf(PREFIX_END);
    if (prefix < 0 && prefixed) {
      return true;
    }
    int own = prefix < 0 ? 0 : prefix + PREFIX_END.length();
    String text = last.substring(own);
    if (InitLine.START.startsWith(text)) {
      return !text.isEmpty() || prefix >= 0;
    }
    int at = text.lastIndexOf(InitLine.START);
    if (at < 0) {
      return false;
    }
    int end = at + InitLine.START.length();
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    // a name alone may be a word of any sentence; where a line begins it is the runtime's
    boolean named = end > at + InitLine.START.length();
    return end == text.length() || " ".equals(text.substring(end))
        ? at == 0
        : named && endsWithin(text, end);
  }

  /// Whether what follows a name ends within the pieces of a line; the last word alone may be whole.
  private static boolean endsWithin(String text, int from) {
    int at = from;
    for (String piece : PIECES) {
      if (!text.startsWith(piece, at)) {
        return piece.startsWith(text.substring(at));
      }
      at += piece.length();
      while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      if (at == text.length()) {
        return !piece.equals(PIECES[PIECES.length - 1]);
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
