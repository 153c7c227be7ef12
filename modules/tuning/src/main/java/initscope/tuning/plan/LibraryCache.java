package initscope.tuning.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the dynamic linker's cache finds now, by {@code ldconfig -p}.
///
/// @param paths of libraries; the last part is the name that programs ask for, or a file that has it
record LibraryCache(List<String> paths) {
  private static final String ARROW = " => ";

  /// Reads what {@code ldconfig -p} printed; empty where it failed.
  static Optional<LibraryCache> of(String text) {
    if (!text.contains(" libs found in cache ")) {
      return Optional.empty();
    }
    List<String> paths = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int arrow = line.indexOf(ARROW);
      if (line.startsWith("\t") && arrow > 0) {
        paths.add(line.substring(arrow + ARROW.length()).strip());
      }
    }
    return Optional.of(new LibraryCache(List.copyOf(paths)));
  }

  boolean has(String path) {
    return paths.contains(path);
  }

  /// Where a library is found now that a file of this name may take the place of. A file {@code libx.so.1.2} counts for
  /// {@code libx.so.1} too: ldconfig makes the link.
  Optional<String> elsewhere(String file, String folder) {
    for (String path : paths) {
      int slash = path.lastIndexOf('/');
      String name = path.substring(slash + 1);
      boolean same = name.equals(file) || (name.contains(".so.") && file.startsWith(name + "."));
      if (same && slash >= 0 && !path.substring(0, slash).equals(folder)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }
}
