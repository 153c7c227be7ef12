package initscope.model.change;

import java.util.Optional;

/// Name of a kernel parameter: a path below {@code /proc/sys}.
///
/// @param path with slashes, such as {@code net/core/somaxconn}
public record SysctlKey(String path) {
  /// Checks the path: it becomes a file name that root writes to.
  public SysctlKey {
    if (!isPath(path)) {
      throw new IllegalArgumentException("not the name of a kernel parameter");
    }
  }

  /// Reads a key as sysctl.d(5) does: whichever of dot and slash comes first separates; the other belongs to a name, so that
  /// {@code net.ipv4.conf.eth0/100.rp_filter} is the interface {@code eth0.100}.
  public static Optional<SysctlKey> parse(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) != '.' && text.charAt(first) != '/') {
      first++;
    }
    String path = text;
    if (first < text.length() && text.charAt(first) == '.') {
      StringBuilder swapped = new StringBuilder(text.length());
      text.chars().forEach(c -> swapped.append(c == '.' ? '/' : c == '/' ? '.' : (char) c));
      path = swapped.toString();
    }
    return isPath(path) ? Optional.of(new SysctlKey(path)) : Optional.empty();
  }

  /// As it is usually written: {@code net.core.somaxconn}.
  public String dotted() {
    StringBuilder out = new StringBuilder(path.length());
    path.chars().forEach(c -> out.append(c == '/' ? '.' : c == '.' ? '/' : (char) c));
    return out.toString();
  }

  /// The file.
  public String file() {
    return "/proc/sys/" + path;
  }

  /// Whether a name with {@code *} for any run of characters but a slash covers this one.
  public boolean matches(String pattern) {
    return matches(pattern, 0, path, 0);
  }

  private static boolean matches(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    if (pattern.charAt(p) != '*') {
      return t < text.length()
          && pattern.charAt(p) == text.charAt(t)
          && matches(pattern, p + 1, text, t + 1);
    }
    for (int end = t; ; end++) {
      if (matches(pattern, p + 1, text, end)) {
        return true;
      }
      if (end == text.length() || text.charAt(end) == '/') {
        return false;
      }
    }
  }

  private static boolean isPath(String path) {
    if (path.isEmpty() || path.length() > 200 || path.indexOf('/') < 0) {
      return false;
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return path.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/._-:@+".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return dotted();
  }
}
