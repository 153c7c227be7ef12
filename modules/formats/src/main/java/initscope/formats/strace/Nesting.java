package initscope.formats.strace;

/// Where texts of strace end that may hold anything: arguments with strings, comments and structures, and what stands behind a descriptor in
/// angle brackets.
final class Nesting {
  private Nesting() {}

  /// Index of the parenthesis that ends arguments, -1 where there is none.
  static int end(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> i = string(text, i);
        case '/' -> i = text.startsWith("/*", i) ? after(text.indexOf("*/", i + 2)) : i;
        case '<' -> i = isDecoration(text, i) ? decoration(text, i) : i;
        case '(', '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case ')' -> {
          if (depth <= 0) {
            return i;
          }
          depth--;
        }
        default -> {
          // anything else is part of an argument
        }
      }
      if (i < 0) {
        return -1;
      }
    }
    return -1;
  }

  private static int after(int commentEnd) {
    return commentEnd < 0 ? -1 : commentEnd + 1;
  }

  /// Index of the quote that ends a string, -1 where none does.
  static int string(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return -1;
  }

  /// Whether an angle bracket stands behind a descriptor or a name, not in a shift or before a remark.
  static boolean isDecoration(String text, int at) {
    char before = at > 0 ? text.charAt(at - 1) : ' ';
    char after = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return Character.isLetterOrDigit(before) && after != '<' && after != '.' && after != ' ';
  }

  /// Index of the angle bracket that closes one behind a descriptor: {@code 3<TCP:[1.2.3.4:5->6.7.8.9:80]>}, {@code 4<"a\76b">}; the opening
  /// one where none closes.
  static int decoration(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        int end = string(text, i);
        if (end < 0) {
          return open;
        }
        i = end;
      } else if (c == '<') {
        depth++;
      } else if (c == '>' && text.charAt(i - 1) != '-' && --depth == 0) {
        return i;
      }
    }
    return open;
  }
}
