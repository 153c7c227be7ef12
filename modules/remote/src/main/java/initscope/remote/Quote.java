package initscope.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The one place that quotes for a POSIX shell: a word stands in single quotes, where nothing but the single quote itself has
/// a meaning in any shell or character set.
public final class Quote {
  private Quote() {}

  /// A text as one word.
  ///
  /// @throws IllegalArgumentException when it holds a NUL, which no argument can
  public static String word(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an argument holds a NUL byte");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// A text as one word for a person to read: in quotes only where a shell would not take it as it stands.
  ///
  /// @throws IllegalArgumentException when it holds a NUL
  public static String shown(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars()
                .allMatch(
                    c ->
                        (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "_./:@%+=,-".indexOf(c) >= 0);
    return plain ? text : word(text);
  }

  /// Words with a space between them, for showing a command to a person or for a script.
  public static String words(List<String> argv) {
    return String.join(" ", argv.stream().map(Quote::word).toList());
  }

  /// Bytes as one word; they need not be text in any encoding.
  ///
  /// @throws IllegalArgumentException when they hold a NUL
  public static byte[] word(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length + 8);
    out.write('\'');
    for (byte b : bytes) {
      if (b == 0) {
        throw new IllegalArgumentException("an argument holds a NUL byte");
      }
      if (b == '\'') {
        out.writeBytes(new byte[] {'\'', '\\', '\'', '\''});
      } else {
        out.write(b);
      }
    }
    out.write('\'');
    return out.toByteArray();
  }

  /// Shell commands that write exactly these bytes, NUL and all, to standard output: nothing but the builtin {@code printf}.
  static byte[] printed(byte[] bytes) {
    var out = new StringBuilder(bytes.length * 2 + 64);
    for (int from = 0; from < bytes.length; from += PIECE) {
      out.append("printf %b '");
      for (int i = from; i < Math.min(bytes.length, from + PIECE); i++) {
        int b = bytes[i] & 0xff;
        if (b < ' ' || b > '~' || b == '\\' || b == '\'') {
          out.append("\\0").append((char) ('0' + (b >> 6)));
          out.append((char) ('0' + ((b >> 3) & 7))).append((char) ('0' + (b & 7)));
        } else {
          out.append((char) b);
        }
      }
      out.append("'\n");
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static final int PIECE = 1024;
}
