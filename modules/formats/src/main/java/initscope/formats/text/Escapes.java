package initscope.formats.text;

import java.nio.charset.StandardCharsets;

/// Undoes the escapes of the kernel's text files.
public final class Escapes {
  private Escapes() {}

  /// Octal escapes such as {@code \040}, as in mountinfo. Bytes above 127 that were escaped one by one become one character.
  public static String octal(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '\\' && i + 3 < in.length && isOctal(in, i + 1)) {
        out[length++] = (byte) ((in[i + 1] - '0') << 6 | (in[i + 2] - '0') << 3 | in[i + 3] - '0');
        i += 3;
      } else {
        out[length++] = in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  /// {@code \n} and {@code \\} only, as in the Name field of /proc/PID/status.
  public static String commandName(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (text.charAt(i) == '\\' && (next == 'n' || next == '\\')) {
        out.append(next == 'n' ? '\n' : '\\');
        i++;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean isOctal(byte[] in, int from) {
    return in[from] >= '0' && in[from] <= '3' && digit(in[from + 1]) && digit(in[from + 2]);
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '7';
  }
}
