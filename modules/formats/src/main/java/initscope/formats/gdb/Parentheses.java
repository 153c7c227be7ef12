package initscope.formats.gdb;

/// Follows the parentheses of an argument list over several pieces of text, strings and character literals aside. Each
/// character is seen once, however often a frame is wrapped.
final class Parentheses {
  private int depth;
  private boolean inString;
  private boolean closed;

  /// Whether the list has begun and not ended.
  boolean isOpen() {
    return depth > 0 && !closed;
  }

  /// Reads on; gives the index of the parenthesis that ends the list, or -1 when it does not end here.
  int read(String text, int from) {
    for (int i = from; i < text.length() && !closed; i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '\'') {
        i = characterEnd(text, i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth <= 0) {
        closed = true;
        return i;
      }
    }
    return -1;
  }

  /// Index of the quote that ends a character literal such as `'('` or `'\033'`; the same index when it is none.
  private static int characterEnd(String text, int at) {
    int most = Math.min(text.length(), at + 7);
    for (int i = at + 2; i < most; i++) {
      if (text.charAt(i) == '\'') {
        return i;
      }
    }
    return at;
  }
}
