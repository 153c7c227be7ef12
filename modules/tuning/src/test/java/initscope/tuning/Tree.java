package initscope.tuning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// All that a {@link FakeHost} holds, as a value: paths below its root to what is there. What only one run knows (locks, the folder's
/// own name, what tests lay beside) is left out, so that equal hosts are equal.
final class Tree {
  private static final String ROOT = "@ROOT@";
  private static final char FOLDER = 'd';
  private static final char FILE = 'f';
  private static final char LINK = 'l';
  private static final Set<String> NOT_STATE =
      Set.of("bin", "test", "stderr", "last-close", "run/initscope.lock", "run/initscope.holder");

  private final NavigableMap<String, String> entries;
  private final int hash;

  private Tree(NavigableMap<String, String> entries) {
    this.entries = Collections.unmodifiableNavigableMap(entries);
    this.hash = entries.hashCode();
  }

  static Tree empty() {
    return new Tree(new TreeMap<>());
  }

  /// Reads a host. Equal texts are shared by way of {@code pool}: the guard alone is larger than all else.
  static Tree read(Path root, ConcurrentHashMap<String, String> pool) throws IOException {
    NavigableMap<String, String> found = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String path = root.relativize(folder).toString();
            if (NOT_STATE.contains(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (!path.isEmpty()) {
              found.put(path, String.valueOf(FOLDER));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = root.relativize(file).toString();
            if (!NOT_STATE.contains(path)) {
              String entry =
                  attributes.isSymbolicLink()
                      ? LINK + Files.readSymbolicLink(file).toString()
                      : FILE + Files.readString(file, StandardCharsets.ISO_8859_1);
              String stated = entry.replace(root.toString(), ROOT);
              found.put(path, pool.computeIfAbsent(stated, k -> k));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new Tree(found);
  }

  /// Makes a folder that holds {@code there} hold this.
  void lay(Path root, Tree there) throws IOException {
    for (Map.Entry<String, String> e : there.entries.descendingMap().entrySet()) {
      String wanted = entries.get(e.getKey());
      if (wanted == null || wanted.charAt(0) != e.getValue().charAt(0)) {
        Files.deleteIfExists(root.resolve(e.getKey()));
      }
    }
    for (Map.Entry<String, String> e : entries.entrySet()) {
      if (!e.getValue().equals(there.entries.get(e.getKey()))) {
        put(root, root.resolve(e.getKey()), e.getValue());
      }
    }
  }

  private static void put(Path root, Path file, String entry) throws IOException {
    String text = entry.substring(1).replace(ROOT, root.toString());
    switch (entry.charAt(0)) {
      case FOLDER -> Files.createDirectories(file);
      case LINK -> {
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Path.of(text));
      }
      default -> {
        if (Files.isSymbolicLink(file) || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(file);
        }
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
      }
    }
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(entries.get(path))
        .filter(e -> e.charAt(0) == FILE)
        .map(e -> e.substring(1));
  }

  boolean has(String path) {
    return entries.containsKey(path);
  }

  /// Paths that begin so.
  Set<String> below(String prefix) {
    return entries.subMap(prefix, prefix + Character.MAX_VALUE).keySet();
  }

  Tree with(String path, String text) {
    NavigableMap<String, String> next = new TreeMap<>(entries);
    next.put(path, FILE + text);
    return new Tree(next);
  }

  /// The files and links that outlive a boot.
  NavigableMap<String, String> lasting() {
    NavigableMap<String, String> found = new TreeMap<>();
    entries.forEach(
        (path, entry) -> {
          if (entry.charAt(0) != FOLDER && lasts(path)) {
            found.put(path, entry);
          }
        });
    return found;
  }

  /// The same host with other files that outlive a boot.
  Tree withLasting(Map<String, String> files) {
    NavigableMap<String, String> next = new TreeMap<>();
    entries.forEach(
        (path, entry) -> {
          boolean record = path.startsWith("etc/.initscope");
          if (!lasts(path) || (entry.charAt(0) == FOLDER && !record)) {
            next.put(path, entry);
          }
        });
    files.forEach(
        (path, entry) -> {
          for (int i = path.indexOf('/'); i > 0; i = path.indexOf('/', i + 1)) {
            next.putIfAbsent(path.substring(0, i), String.valueOf(FOLDER));
          }
          next.put(path, entry);
        });
    return new Tree(next);
  }

  private static boolean lasts(String path) {
    return !path.startsWith("run/")
        && !path.startsWith("proc/")
        && !path.startsWith("sys/")
        && !path.equals("uptime");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tree tree && hash == tree.hash && entries.equals(tree.entries);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
