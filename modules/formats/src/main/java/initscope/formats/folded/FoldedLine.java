package initscope.formats.folded;

import initscope.formats.text.Cursor;
import java.util.Optional;

/// A line of folded stacks, read from its end: the count, and what stands before it.
///
/// @param stackEnd where what stands before the count ends, blanks left out
/// @param count its whole part
/// @param fraction whether it had digits other than 0 behind a point
record FoldedLine(int stackEnd, long count, boolean fraction) {
  private static final int MOST_DIGITS = 18;

  /// Reads a line.
  static Optional<FoldedLine> scan(String text) {
    return scan(text, text.length());
  }

  /// The count before this one, where a line has two.
  Optional<FoldedLine> before(String text) {
    return scan(text, stackEnd);
  }

  private static Optional<FoldedLine> scan(String text, int length) {
    int end = trimmed(text, length);
    int from = end;
    int point = -1;
    while (from > 0 && (isDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
      from--;
      if (text.charAt(from) == '.') {
        if (point >= 0) {
          return Optional.empty();
        }
        point = from;
      }
    }
    int wholeEnd = point < 0 ? end : point;
    if (from == 0 || wholeEnd == from || !Cursor.isBlank(text.charAt(from - 1))) {
      return Optional.empty();
    }
    int stackEnd = trimmed(text, from);
    while (from < wholeEnd - 1 && text.charAt(from) == '0') {
      from++;
    }
    if (stackEnd == 0 || wholeEnd - from > MOST_DIGITS) {
      return Optional.empty();
    }
    long count = 0;
    for (int i = from; i < wholeEnd; i++) {
      count = count * 10 + (text.charAt(i) - '0');
    }
    return Optional.of(new FoldedLine(stackEnd, count, isFraction(text, wholeEnd, end)));
  }

  private static boolean isFraction(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) > '0') {
        return true;
      }
    }
    return false;
  }

  /// Without blanks and carriage returns at the end.
  private static int trimmed(String text, int length) {
    int end = length;
    while (end > 0 && (Cursor.isBlank(text.charAt(end - 1)) || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
