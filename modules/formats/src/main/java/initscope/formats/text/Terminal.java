package initscope.formats.text;

/// What terminals, pagers and shells leave in pasted text.
public final class Terminal {
  private static final char ESCAPE = 0x1b;
  private static final char BELL = 7;

  private Terminal() {}

  /// Without colours, links and other sequences of ECMA-48, and without characters that were struck over as pagers do for bold text.
  public static String plain(String text) {
    if (text.indexOf(ESCAPE) < 0 && text.indexOf('\b') < 0 && text.indexOf('\r') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ESCAPE) {
        at = sequenceEnd(text, at + 1);
      } else {
        if (c == '\b') {
          out.setLength(Math.max(0, out.length() - 1));
        } else if (c != '\r') {
          out.append(c);
        }
        at++;
      }
    }
    return out.toString();
  }

  /// Index behind a sequence whose introducer stands at the index.
  private static int sequenceEnd(String text, int at) {
    if (at >= text.length()) {
      return at;
    }
    return switch (text.charAt(at)) {
      case '[' -> controlEnd(text, at + 1);
      case ']' -> commandEnd(text, at + 1);
      default -> at + 1;
    };
  }

  private static int controlEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < '@') {
      at++;
    }
    return Math.min(text.length(), at + 1);
  }

  /// A command, such as a link's address, ends with a bell or with an escape and a backslash; one without an end is none.
  private static int commandEnd(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == BELL) {
        return at + 1;
      }
      if (text.charAt(at) == ESCAPE) {
        return text.startsWith("\\", at + 1) ? at + 2 : at;
      }
    }
    return from;
  }

  /// Whether a line is no output of the program itself: blank, of a pager, or a shell's prompt with what was typed.
  public static boolean isNoise(String line) {
    String text = line.strip();
    return text.isEmpty()
        || text.equals("~")
        || text.equals("(END)")
        || text.startsWith("lines ")
        || text.endsWith("$")
        || text.endsWith("#")
        || text.contains("$ ")
        || text.contains("# ")
        || text.startsWith("```");
  }
}
