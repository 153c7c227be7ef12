package initscope.formats.godump;

import java.util.ArrayList;
import java.util.List;

/// Lines of a dump that a log has put into JSON strings: docker's `{"log":"main.main()\n",...}`, or a whole dump in one field
/// with `\n` and `\t` spelled out.
final class Unwrapped {
  private static final String DOCKER = "{\"log\":\"";
  private static final String WRAPPED_HEADER_END = "]:\\n";

  private Unwrapped() {}

  /// The lines inside; the line itself where nothing is wrapped.
  static List<String> lines(String raw) {
    if (raw.startsWith(DOCKER)) {
      return unescaped(raw, DOCKER.length());
    }
    int end = raw.indexOf(WRAPPED_HEADER_END);
    int start = end < 0 ? -1 : raw.lastIndexOf("goroutine ", end);
    return start < 0 ? List.of(raw) : unescaped(raw, start);
  }

  /// Undoes JSON escapes from an index to the closing quote, cut at line feeds.
  private static List<String> unescaped(String raw, int from) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    boolean ended = false;
    for (int i = from; i < raw.length() && raw.charAt(i) != '"'; i++) {
      char c = raw.charAt(i);
      ended = false;
      if (c != '\\' || i + 1 == raw.length()) {
        line.append(c);
        continue;
      }
      char escaped = raw.charAt(++i);
      switch (escaped) {
        case 'n' -> {
          lines.add(line.toString());
          line.setLength(0);
          ended = true;
        }
        case 't' -> line.append('\t');
        case 'u' -> i = appendUnicode(line, raw, i);
        default -> line.append(escaped);
      }
    }
    if (!ended) {
      lines.add(line.toString());
    }
    return lines;
  }

  /// Appends the character of the four hex digits behind {@code at}; gives the index of the last of them.
  private static int appendUnicode(StringBuilder line, String raw, int at) {
    int value = 0;
    for (int i = at + 1; i <= at + 4; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        line.append("\\u");
        return at;
      }
      value = value << 4 | digit;
    }
    line.append((char) value);
    return at + 4;
  }
}
