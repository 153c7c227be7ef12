package initscope.model;

/// Text of a host or file made safe for terminals, windows, clipboards and reports. Everything shown goes through here:
/// a process name may carry escape sequences or bidirectional overrides.
public final class Display {
  private Display() {}

  /// Replaces control characters by their visible pictures and invisible or direction-changing ones by {@code ⟨U+XXXX⟩}.
  /// Tab and line feed become their pictures too; use {@link #safeLines} for text of several lines.
  public static String safe(String raw) {
    return clean(raw, false);
  }

  /// As {@link #safe}, but keeps line feeds and tabs.
  public static String safeLines(String raw) {
    return clean(raw, true);
  }

  private static String clean(String raw, boolean lines) {
    int i = 0;
    while (i < raw.length() && !unsafe(raw.charAt(i), lines)) {
      i++;
    }
    if (i == raw.length()) {
      return raw;
    }
    StringBuilder out = new StringBuilder(raw.length() + 16).append(raw, 0, i);
    for (; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (!unsafe(c, lines)) {
        out.append(c);
      } else if (c < 0x20) {
        out.append((char) (0x2400 + c));
      } else if (c == 0x7f) {
        out.append('\u2421');
      } else {
        out.append(String.format("\u27e8U+%04X\u27e9", (int) c));
      }
    }
    return out.toString();
  }

  private static boolean unsafe(char c, boolean lines) {
    if (c < 0x20) {
      return !(lines && (c == '\n' || c == '\t'));
    }
    return (c >= 0x7f && c <= 0x9f)
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x2069)
        || c == 0xfeff
        || c == 0xad
        || c == 0x61c;
  }
}
