package initscope.formats.systemd;

import initscope.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A JSON object of the journal, read where it stands: names with texts, {@code null}, numbers, truth values, lists of bytes, or lists of
/// those. Nothing is kept but where the values are.
final class JsonObject {
  /// Takes each field; where its value begins and ends.
  interface Fields {
    void field(long nameFrom, long nameTo, long from, long to);
  }

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final int DEEPEST = 4;

  private final Bytes in;
  private final long size;
  private long at;

  JsonObject(Bytes in) {
    this.in = in;
    this.size = in.size();
  }

  /// Reads an object.
  ///
  /// @param start where its brace is
  /// @return where it ends, behind its brace; or, where it is no object of this kind, the complement (~) of where that was noticed
  long read(long start, Fields fields) {
    at = start + 1;
    blanks();
    if (peek() == '}') {
      return at + 1;
    }
    while (true) {
      long name = at;
      if (peek() != '"' || !string()) {
        return ~at;
      }
      long nameEnd = at;
      blanks();
      if (peek() != ':') {
        return ~at;
      }
      at++;
      blanks();
      long value = at;
      if (!value(0)) {
        return ~at;
      }
      fields.field(name + 1, nameEnd - 1, value, at);
      blanks();
      int next = peek();
      if (next == '}') {
        return at + 1;
      }
      if (next != ',') {
        return ~at;
      }
      at++;
      blanks();
    }
  }

  private int peek() {
    return at < size ? in.at(at) : -1;
  }

  private void blanks() {
    while (at < size) {
      int c = in.at(at);
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return;
      }
      at++;
    }
  }

  /// Steps over a string, eight bytes at a time.
  private boolean string() {
    at++;
    while (at < size) {
      if (at + 8 <= size) {
        long word = in.u64(at);
        long found = has(word ^ QUOTES) | has(word ^ BACKSLASHES) | below(word);
        if (found == 0) {
          at += 8;
          continue;
        }
        at += Long.numberOfTrailingZeros(found) >>> 3;
      }
      int c = in.at(at);
      if (c == '"') {
        at++;
        return true;
      }
      if (c < ' ') {
        return false;
      }
      at += c == '\\' ? 2 : 1;
    }
    at = size;
    return false;
  }

  /// Marks bytes that are 0; right up to the first such byte.
  private static long has(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  /// Marks bytes below a blank, which stand in no string.
  private static long below(long word) {
    return (word - ONES * ' ') & ~word & HIGHS;
  }

  private boolean value(int depth) {
    int c = peek();
    if (c == '"') {
      return string();
    }
    if (c == '[') {
      return list(depth);
    }
    long from = at;
    while (at < size && isWord(in.at(at))) {
      at++;
    }
    return at > from;
  }

  private static boolean isWord(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }

  private boolean list(int depth) {
    at++;
    blanks();
    if (peek() == ']') {
      at++;
      return true;
    }
    while (depth < DEEPEST) {
      if (!value(depth + 1)) {
        return false;
      }
      blanks();
      int next = peek();
      at++;
      if (next == ']') {
        return true;
      }
      if (next != ',') {
        return false;
      }
      blanks();
    }
    return false;
  }

  /// Whether a value is {@code null}, which stands for a field that was too long to be shown.
  static boolean isNull(Bytes in, long from) {
    return in.at(from) == 'n';
  }

  /// A value as text: bytes as UTF-8, several values each on a line of their own; empty for {@code null}.
  ///
  /// @param most bytes that are kept
  static Optional<String> text(Bytes in, long from, long to, int most) {
    int first = in.at(from);
    if (first == '"') {
      return Optional.of(unescaped(in, from + 1, Math.min(to - 1, from + 1 + most)));
    }
    if (first != '[') {
      String word = in.utf8(from, Math.min(to - from, 64));
      return isNull(in, from) ? Optional.empty() : Optional.of(word);
    }
    Values values = new Values(in, from, to, most);
    return Optional.of(values.text());
  }

  private static String unescaped(Bytes in, long from, long to) {
    String raw = in.utf8(from, Math.max(0, to - from));
    int escape = raw.indexOf('\\');
    if (escape < 0) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length());
    int done = 0;
    for (; escape >= 0 && escape + 1 < raw.length(); escape = raw.indexOf('\\', done)) {
      out.append(raw, done, escape);
      char c = raw.charAt(escape + 1);
      done = escape + 2;
      switch (c) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'u' -> done = unicode(raw, done, out);
        default -> out.append(c);
      }
    }
    return out.append(raw, done, raw.length()).toString();
  }

  private static int unicode(String raw, int at, StringBuilder out) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        out.append('\ufffd');
        return Math.min(i, raw.length());
      }
      value = value << 4 | digit;
    }
    out.append((char) value);
    return at + 4;
  }

  /// A list: of numbers, which are bytes, or of values.
  private static final class Values {
    private final Bytes in;
    private final long to;
    private final int most;
    private final StringBuilder out = new StringBuilder();
    private final byte[] bytes;
    private int byteCount;
    private int valueCount;
    private long at;

    Values(Bytes in, long from, long to, int most) {
      this.in = in;
      this.to = to;
      this.most = most;
      this.at = from;
      this.bytes = new byte[(int) Math.min(most, (to - from) / 2 + 1)];
    }

    String text() {
      while (at < to && out.length() < most) {
        int c = in.at(at);
        if (c == '"') {
          string();
        } else if (c >= '0' && c <= '9') {
          number();
        } else {
          // an inner list ends: its bytes are one value
          if (c == ']') {
            flush();
          }
          at++;
        }
      }
      flush();
      return out.toString();
    }

    private void string() {
      long end = at + 1;
      while (end < to && in.at(end) != '"') {
        end += in.at(end) == '\\' ? 2 : 1;
      }
      next().append(unescaped(in, at + 1, Math.min(Math.min(end, to), at + 1 + most)));
      at = end + 1;
    }

    private void number() {
      int value = 0;
      while (at < to && in.at(at) >= '0' && in.at(at) <= '9') {
        value = (value * 10 + in.at(at) - '0') & 0xffff;
        at++;
      }
      if (byteCount < bytes.length) {
        bytes[byteCount++] = (byte) value;
      }
    }

    private void flush() {
      if (byteCount > 0) {
        next().append(new String(bytes, 0, byteCount, StandardCharsets.UTF_8));
        byteCount = 0;
      }
    }

    private StringBuilder next() {
      return valueCount++ == 0 ? out : out.append('\n');
    }
  }
}
