package initscope.formats.godump;

/// What a log writes before each line of a dump: `Nov 25 04:00:01 host svc[7]: `, `2026-11-25T04:00:01.123Z stderr F `,
/// `svc-1  | `. Learned at a goroutine's header, taken off where the same shape stands again.
///
/// @param text the prefix as it stood before the header
record Prefix(String text) {
  static final Prefix NONE = new Prefix("");
  private static final int LONGEST_TAIL = 200;
  private static final int SLACK = 12;

  /// The line without the prefix; as it is where there is none, since many logs write a prefix once for several lines.
  String strip(String line) {
    if (text.isEmpty()) {
      return line;
    }
    if (line.length() >= text.length() && sameShape(line)) {
      return line.substring(text.length());
    }
    if (line.length() == text.stripTrailing().length() && sameShape(line + " ".repeat(blanks()))) {
      // a blank line, whose trailing blank did not survive
      return "";
    }
    String tail = tail();
    int at = tail.isEmpty() ? -1 : line.indexOf(tail);
    return at >= 0 && at <= text.length() - tail.length() + SLACK
        ? line.substring(at + tail.length())
        : line;
  }

  private int blanks() {
    return text.length() - text.stripTrailing().length();
  }

  private boolean sameShape(String line) {
    for (int i = 0; i < text.length(); i++) {
      char a = text.charAt(i);
      char b = line.charAt(i);
      boolean digits = isDigit(a) && isDigit(b);
      boolean letters = i < 3 && Character.isLetter(a) && Character.isLetter(b);
      if (a != b && !digits && !letters) {
        return false;
      }
    }
    return true;
  }

  /// The constant end: from the second last blank on, which holds the program's name or the stream's.
  private String tail() {
    int last = text.stripTrailing().lastIndexOf(' ');
    if (last < 0 || text.length() - last > LONGEST_TAIL) {
      return "";
    }
    String tail = text.substring(last);
    for (int i = 0; i < tail.length(); i++) {
      if (Character.isLetter(tail.charAt(i)) || tail.charAt(i) == '|') {
        return tail;
      }
    }
    return "";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
