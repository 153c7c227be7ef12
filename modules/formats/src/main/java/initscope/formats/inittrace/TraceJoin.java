package initscope.formats.inittrace;

import initscope.formats.text.Cursor;
import java.util.Optional;

/// A runtime line into which other output was written: the runtime writes it in twelve pieces, so that another writer's text
/// can stand between any two. Put together only where both halves fit exactly and the second runs through to its end.
final class TraceJoin {
  private static final String[] PIECES = {
    " @", "", " ms, ", "", " ms clock, ", "", " bytes, ", "", " allocs"
  };

  private TraceJoin() {}

  /// Joins the beginning of a line, at `init ` in {@code first}, with the end of one in {@code second}, which begins there
  /// at any character. Empty where no single joint fits.
  static Optional<InitLine> join(String first, String second) {
    int at = first.lastIndexOf(InitLine.START);
    int end = second.indexOf(" allocs");
    if (at < 0 || end < 0 || first.length() - at > 1024) {
      return Optional.empty();
    }
    int piece = piecesRead(first, at);
    if (piece < 1) {
      return Optional.empty();
    }
    int whole = endOf(first, at, piece);
    String tail = second.substring(0, end + " allocs".length());
    for (int from = Math.max(0, tail.length() - 128); from < tail.length(); from++) {
      if (reads(tail, from, piece)) {
        return InitLine.find(first.substring(0, whole) + tail.substring(from));
      }
    }
    return Optional.empty();
  }

  /// How many pieces after the package name stand whole at {@code at}; -1 where not even a name does.
  private static int piecesRead(String text, int at) {
    Cursor c = new Cursor(text);
    c.moveTo(at + InitLine.START.length());
    c.word();
    if (c.failed()) {
      return -1;
    }
    int read = 0;
    while (read < PIECES.length && piece(c, read)) {
      read++;
    }
    return read;
  }

  private static int endOf(String text, int at, int pieces) {
    Cursor c = new Cursor(text);
    c.moveTo(at + InitLine.START.length());
    c.word();
    for (int i = 0; i < pieces; i++) {
      piece(c, i);
    }
    return c.position();
  }

  private static boolean reads(String text, int from, int piece) {
    Cursor c = new Cursor(text);
    c.moveTo(from);
    for (int i = piece; i < PIECES.length; i++) {
      if (!piece(c, i)) {
        return false;
      }
    }
    return c.atEnd();
  }

  private static boolean piece(Cursor c, int index) {
    String word = PIECES[index];
    if (!word.isEmpty()) {
      return c.take(word);
    }
    if (c.peek() < '0' || c.peek() > '9') {
      return false;
    }
    InitLine.millis(c);
    return !c.failed();
  }
}
