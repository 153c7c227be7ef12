package initscope.tuning.export;

/// The one place that quotes for YAML: a text stands in double quotes, where nothing but a backslash has a meaning, so that
/// {@code yes}, {@code 0x1}, {@code 1:30} or a line feed stay what they are.
final class Yaml {
  private Yaml() {}

  /// A text as a scalar.
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default ->
                    out.append(
                        c >= ' ' && c <= '~' ? Character.toString(c) : "\\U%08X".formatted(c));
              }
            });
    return out.append('"').toString();
  }

  /// A text as a value of a variable: where Ansible would look for an expression in it, it is told not to.
  static String value(String text) {
    return (hasExpression(text) ? "!unsafe " : "") + quoted(text);
  }

  /// Whether Ansible would look for an expression in a text.
  static boolean hasExpression(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("{#");
  }
}
