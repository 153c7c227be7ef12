package initscope.lab;

import initscope.model.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The folder that stands for a host's root. Every path is relative to it and may not leave it.
final class HostTree {
  private final Path root;

  private HostTree(Path root) {
    this.root = root;
  }

  static HostTree create(Path below) throws IOException {
    return new HostTree(
        Files.createTempDirectory(
                below,
                "initscope-lab-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
            .toRealPath());
  }

  static HostTree at(Path root) throws IOException {
    return new HostTree(root.toRealPath());
  }

  Path root() {
    return root;
  }

  /// Where a path of the host lies.
  Path at(String relative) throws IOException {
    Path path = root.resolve(relative).normalize();
    if (!path.startsWith(root)) {
      throw new IOException(relative + " leaves the host's folder");
    }
    return path;
  }

  void write(String relative, Bytes bytes) throws IOException {
    Path path = at(relative);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes.toArray());
  }

  void write(String relative, String text) throws IOException {
    write(relative, Bytes.of(text));
  }

  void writeProgram(String relative, String text) throws IOException {
    write(relative, Bytes.of(text));
    Files.setPosixFilePermissions(at(relative), PosixFilePermissions.fromString("rwx------"));
  }

  void folder(String relative) throws IOException {
    Files.createDirectories(at(relative));
  }

  void link(String relative, String target) throws IOException {
    Path path = at(relative);
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, Path.of(target));
  }

  Optional<String> read(String relative) throws IOException {
    try {
      return Optional.of(Files.readString(at(relative), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void delete(String relative) throws IOException {
    Path start = at(relative);
    if (!Files.exists(start, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path folder, java.io.@org.jspecify.annotations.Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
