package initscope.formats.golist;

import initscope.model.go.GoPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects packages within bounds; each path is kept once, however often it is imported.
final class Packages {
  /// Far more than any package imports.
  static final int MOST_IMPORTS_OF_ONE = 20_000;

  /// Far more than any program has.
  private static final int MOST_PACKAGES = 200_000;

  private static final int MOST_IMPORTS = 4_000_000;
  private static final char UNREADABLE = '\ufffd';
  private static final int LONGEST_PATH = 4096;

  private final List<GoPackage> packages = new ArrayList<>();
  private final Map<String, String> paths = new HashMap<>();
  private int imports;

  /// Adds a package; false where there is no room for more.
  boolean add(GoPackage one) {
    imports += one.imports().size();
    if (packages.size() == MOST_PACKAGES || imports > MOST_IMPORTS) {
      return false;
    }
    packages.add(one);
    return true;
  }

  /// The one object for a path.
  String path(String text) {
    return paths.computeIfAbsent(text, t -> t);
  }

  /// Whether a text can be an import path, which has no blanks, control characters, quotes or backslashes in it.
  static boolean isPath(String text) {
    if (text.isEmpty() || text.length() > LONGEST_PATH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' '
          || c == 0x7f
          || c == '"'
          || c == '\''
          || c == '`'
          || c == '\\'
          || c == UNREADABLE) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return packages.isEmpty();
  }

  List<GoPackage> toList() {
    return List.copyOf(packages);
  }
}
