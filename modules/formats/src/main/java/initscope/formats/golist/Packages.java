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
  static final int MOST_PACKAGES = 100_000;

  /// What {@code -deps} lists imports only what it lists, so that there are as many paths as packages; without it there are more.
  static final int MOST_PATHS = 2 * MOST_PACKAGES;

  static final int MOST_IMPORTS = 4_000_000;
  private static final char UNREADABLE = '\ufffd';

  /// The go tool keeps a module's files below its path, and no system has longer names of files.
  static final int LONGEST_PATH = 1024;

  private final List<GoPackage> packages = new ArrayList<>();
  private final Map<String, String> paths = new HashMap<>();
  private int imports;
  private boolean tooManyPaths;

  /// Adds a package; false where there is no room for more.
  boolean add(GoPackage one) {
    imports += one.imports().size();
    if (packages.size() == MOST_PACKAGES || imports > MOST_IMPORTS || tooManyPaths) {
      return false;
    }
    packages.add(one);
    return true;
  }

  /// The one object for a path. Where there is no room for more, the package it belongs to cannot be added any more.
  String path(String text) {
    String known = paths.get(text);
    if (known != null) {
      return known;
    }
    if (paths.size() == MOST_PATHS) {
      tooManyPaths = true;
      return text;
    }
    paths.put(text, text);
    return text;
  }

  /// Takes the last package alone for what was asked for, as dependencies come before what imports them.
  void nameLast() {
    for (int i = 0; i < packages.size(); i++) {
      GoPackage one = packages.get(i);
      boolean last = i + 1 == packages.size();
      packages.set(
          i,
          new GoPackage(one.path(), one.name(), one.imports(), one.standard(), last, one.offset()));
    }
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
