package initscope.formats.selinux;

import initscope.formats.text.Cursor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The {@code NAME=VALUE} part of an audit record.
///
/// The kernel puts text that came from a process in quotes, or in hexadecimal digits where it has blanks, quotes or bytes that are no
/// ASCII. Of a name that comes twice the last counts: services of their own put their words first and SELinux's after them.
final class AuditFields {
  private static final Set<String> UNTRUSTED =
      Set.of("comm", "name", "path", "exe", "cwd", "proctitle", "cmdline");

  private static final int MOST_FIELDS = 64;
  private static final int LONGEST_NAME = 64;

  private AuditFields() {}

  /// Reads.
  ///
  /// @param encoded false for text that ausearch has already undone
  static Map<String, String> read(String text, boolean encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    Cursor c = new Cursor(text);
    while (!c.blanks().atEnd() && fields.size() < MOST_FIELDS) {
      int from = c.position();
      skipName(c);
      String name = text.substring(from, c.position());
      if (name.isEmpty() || name.length() > LONGEST_NAME || !c.take("=")) {
        skipWord(c);
        continue;
      }
      boolean quoted = c.peek() == '"' || c.peek() == '\'';
      String value = quoted ? quotedValue(c) : skipWord(c);
      if (!value.equals("(null)")) {
        boolean hex = !quoted && encoded && UNTRUSTED.contains(name) && isHex(value);
        fields.put(name, hex ? unhex(name, value) : value);
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private static void skipName(Cursor c) {
    while (!c.atEnd() && isNamePart(c.peek())) {
      c.moveTo(c.position() + 1);
    }
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  /// Up to the next blank, which may be nothing.
  private static String skipWord(Cursor c) {
    return c.peek() == 0 || Cursor.isBlank(c.peek()) ? "" : c.word();
  }

  private static String quotedValue(Cursor c) {
    char quote = c.peek();
    c.moveTo(c.position() + 1);
    int from = c.position();
    String value = c.until(quote);
    // without its end, a cut line: what is there counts
    return c.position() == from ? c.rest() : value;
  }

  private static boolean isHex(String value) {
    if (value.length() < 2 || value.length() % 2 != 0) {
      return false;
    }
    return value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
  }

  private static String unhex(String name, String digits) {
    byte[] bytes = HexFormat.of().parseHex(digits);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (byte b : bytes) {
      // arguments of a command line end in NUL; an abstract socket's name begins with one
      out.write(b == 0 ? (name.equals("path") ? '@' : ' ') : b);
    }
    String text = out.toString(StandardCharsets.UTF_8);
    return name.equals("proctitle") ? text.strip() : text;
  }
}
