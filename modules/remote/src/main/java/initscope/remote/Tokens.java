package initscope.remote;

import java.util.Map;

/// Tokens of {@code ssh_config(5)} such as {@code %h} in a path.
final class Tokens {
  private Tokens() {}

  /// Fills the tokens in; unknown ones stay as they are.
  static String fill(String text, Map<Character, String> tokens) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char token = text.charAt(++i);
      out.append(token == '%' ? "%" : tokens.getOrDefault(token, "%" + token));
    }
    return out.toString();
  }
}
