package initscope.gotrace.dump;

/// Texts as Go prints them.
final class GoText {
  private GoText() {}

  /// A quoted text, as far as the programs here have any.
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /// The number or word after a name and an equals sign.
  static String word(String line, String name) {
    int from = line.indexOf(name + "=");
    if (from < 0) {
      return "";
    }
    int begin = from + name.length() + 1;
    int end = line.indexOf(' ', begin);
    return line.substring(begin, end < 0 ? line.length() : end);
  }

  /// The number after a name and an equals sign.
  static long number(String line, String name) {
    return Long.parseLong(word(line, name));
  }

  /// The text after a name and an equals sign, still quoted.
  static String quoted(String line, String name) {
    int from = line.indexOf(name + "=\"");
    if (from < 0) {
      return "";
    }
    int begin = from + name.length() + 1;
    int end = begin + 1;
    while (line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return line.substring(begin, end + 1);
  }
}
