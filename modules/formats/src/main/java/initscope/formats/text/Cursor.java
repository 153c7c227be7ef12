package initscope.formats.text;

/// A position in a piece of a host's text. A step that does not fit sets {@link #failed()} and gives an empty value, so that a
/// scanner reads straight down and asks once at its end. Time is linear in the text, whatever the text is.
public final class Cursor {
  private final String text;
  private int at;
  private boolean failed;

  /// Begins at the first character.
  public Cursor(String text) {
    this.text = text;
  }

  /// Whether any step did not fit.
  public boolean failed() {
    return failed;
  }

  /// Gives up.
  public Cursor fail() {
    failed = true;
    return this;
  }

  /// Index of the next character.
  public int position() {
    return at;
  }

  /// Goes to an index.
  public void moveTo(int index) {
    at = Math.clamp(index, 0, text.length());
  }

  /// Whether all is read.
  public boolean atEnd() {
    return at >= text.length();
  }

  /// The next character, or NUL at the end.
  public char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  /// Whether the rest begins with this.
  public boolean ahead(String wanted) {
    return text.startsWith(wanted, at);
  }

  /// Steps over a text where it stands here.
  public boolean take(String wanted) {
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  /// Steps over a text that must stand here.
  public Cursor expect(String wanted) {
    if (!take(wanted)) {
      failed = true;
    }
    return this;
  }

  /// Steps over blanks and tabs, if any.
  public Cursor blanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return this;
  }

  /// Steps over at least one blank or tab.
  public Cursor gap() {
    int from = at;
    blanks();
    if (at == from) {
      failed = true;
    }
    return this;
  }

  /// Everything up to the next blank, tab or end; must not be empty.
  public String word() {
    int from = at;
    while (at < text.length() && !isBlank(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      failed = true;
    }
    return text.substring(from, at);
  }

  /// Everything before a character, which must come, and is stepped over.
  public String until(char end) {
    int found = text.indexOf(end, at);
    if (found < 0) {
      failed = true;
      return "";
    }
    String part = text.substring(at, found);
    at = found + 1;
    return part;
  }

  /// Everything that is left.
  public String rest() {
    String rest = text.substring(at);
    at = text.length();
    return rest;
  }

  /// A decimal number, negative ones too; up to 20 digits, kept modulo 2^64 as the kernel prints unsigned words.
  public long decimal() {
    boolean negative = take("-");
    int from = at;
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = value * 10 + (text.charAt(at) - '0');
      at++;
    }
    if (at == from || at - from > 20) {
      failed = true;
      return 0;
    }
    return negative ? -value : value;
  }

  /// A decimal number that fits an int.
  public int number() {
    long value = decimal();
    if (value != (int) value) {
      failed = true;
      return 0;
    }
    return (int) value;
  }

  /// One to sixteen hexadecimal digits.
  public long hex() {
    int from = at;
    long value = 0;
    while (at < text.length() && Character.digit(text.charAt(at), 16) >= 0) {
      value = value << 4 | Character.digit(text.charAt(at), 16);
      at++;
    }
    if (at == from || at - from > 16) {
      failed = true;
      return 0;
    }
    return value;
  }

  /// {@code 0x} and hexadecimal digits.
  public long address() {
    return expect("0x").hex();
  }

  /// Whether a character is a blank or tab.
  public static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// Whether a text is digits only, and at least one.
  public static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
