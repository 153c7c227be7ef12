package initscope.formats;

import initscope.model.Bytes;
import initscope.model.Decoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Inputs recorded for this room, each with the format it is of.
final class Fixtures {
  private static final Path ROOT = Path.of("src/test/resources/initscope/formats");

  /// Folders that hold one format; the files of the others end in their format's name or are named below.
  private static final Map<String, String> BY_FOLDER =
      Map.of("gdb", "pstack", "godump", "goroutine-dump", "inittrace", "inittrace");

  private Fixtures() {}

  static List<Path> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.toString().endsWith(".expected"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Decoder<?> decoder(Path file) {
    String folder = file.getParent().getFileName().toString();
    String name = file.getFileName().toString();
    String format = BY_FOLDER.getOrDefault(folder, name.substring(name.lastIndexOf('.') + 1));
    return Formats.byName(format).orElseThrow(() -> new AssertionError("no format of " + file));
  }

  static Bytes bytes(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
