package initscope.formats.proc;

import java.util.Optional;

/// Addresses of /proc/net: 32-bit groups as a little-endian machine prints their network bytes.
final class Addresses {
  private Addresses() {}

  /// Dotted IPv4 of 8 hex digits, or IPv6 of 32 as RFC 5952 spells it.
  static Optional<String> read(String hex) {
    if (hex.length() != 8 && hex.length() != 32) {
      return Optional.empty();
    }
    int[] bytes = new int[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      int low = Character.digit(hex.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      // the bytes of each group stand in reverse
      bytes[i / 4 * 4 + 3 - i % 4] = high << 4 | low;
    }
    return Optional.of(bytes.length == 4 ? dotted(bytes, 0) : colons(bytes));
  }

  private static String dotted(int[] b, int from) {
    return b[from] + "." + b[from + 1] + "." + b[from + 2] + "." + b[from + 3];
  }

  private static String colons(int[] bytes) {
    int[] groups = new int[8];
    boolean mapped = bytes[10] == 0xff && bytes[11] == 0xff;
    for (int i = 0; i < 8; i++) {
      groups[i] = bytes[2 * i] << 8 | bytes[2 * i + 1];
      mapped &= i >= 5 || groups[i] == 0;
    }
    if (mapped) {
      return "::ffff:" + dotted(bytes, 12);
    }
    int zeros = 0;
    int zerosAt = -1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > zeros && run > 1) {
        zeros = run;
        zerosAt = i;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == zerosAt) {
        out.append("::");
        i += zeros - 1;
        continue;
      }
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(groups[i]));
    }
    return out.toString();
  }
}
