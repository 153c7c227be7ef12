package initscope.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;

/// A file beside the database for as long as one opener has it open, named after its process. One that is left tells of an opener that did not
/// close it.
final class OpenMark {
  private static final String PREFIX = "initscope.db.open-";

  private final Path own;
  private final List<Path> others;

  private OpenMark(Path own, List<Path> others) {
    this.own = own;
    this.others = List.copyOf(others);
  }

  /// Sets a mark.
  static OpenMark set(Path folder) throws IOException {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
      found.forEach(others::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    FileAttribute<?>[] mine =
        Store.posix() ? Store.attributes("rw-------") : new FileAttribute<?>[0];
    return new OpenMark(
        Files.createTempFile(folder, PREFIX + ProcessHandle.current().pid() + "-", "", mine),
        others);
  }

  /// Whether there were marks of others: of such as have it open, or did not close it.
  boolean isAnotherThere() {
    return !others.isEmpty();
  }

  /// Takes away those of processes that are gone.
  void forgetTheDead() throws IOException {
    for (Path other : others) {
      if (ProcessHandle.of(pid(other)).isEmpty()) {
        Files.deleteIfExists(other);
      }
    }
  }

  private static long pid(Path mark) {
    String rest = mark.getFileName().toString().substring(PREFIX.length());
    String number = rest.substring(0, Math.max(0, rest.indexOf('-')));
    return number.matches("[0-9]{1,9}") ? Long.parseLong(number) : 0;
  }

  void clear() throws IOException {
    Files.deleteIfExists(own);
  }

  /// Takes it away where something else has failed already; one that cannot be stays.
  void clearAfter(Exception failure) {
    try {
      clear();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
