package initscope.gotrace.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The inside of a quoted Go string literal to its bytes.
final class GoQuoted {
  private GoQuoted() {}

  /// Malformed escapes stand for themselves.
  static byte[] bytes(String inside) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < inside.length()) {
      int c = inside.codePointAt(at);
      at += Character.charCount(c);
      if (c == '\\' && at < inside.length()) {
        at = escape(inside, at, out);
      } else {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static int escape(String inside, int at, ByteArrayOutputStream out) {
    char kind = inside.charAt(at);
    switch (kind) {
      case 'n' -> out.write('\n');
      case 't' -> out.write('\t');
      case 'r' -> out.write('\r');
      case 'a' -> out.write(7);
      case 'b' -> out.write(8);
      case 'f' -> out.write(12);
      case 'v' -> out.write(11);
      case 'x' -> {
        return digits(inside, at + 1, 2, out, true);
      }
      case 'u' -> {
        return digits(inside, at + 1, 4, out, false);
      }
      case 'U' -> {
        return digits(inside, at + 1, 8, out, false);
      }
      default -> out.writeBytes(Character.toString(kind).getBytes(StandardCharsets.UTF_8));
    }
    return at + 1;
  }

  private static int digits(
      String inside, int from, int count, ByteArrayOutputStream out, boolean octet) {
    int value = 0;
    int at = from;
    while (at < from + count && at < inside.length()) {
      int digit = Character.digit(inside.charAt(at), 16);
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
      at++;
    }
    if (octet) {
      out.write(value);
    } else if (Character.isValidCodePoint(value)) {
      out.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
    }
    return at;
  }
}
