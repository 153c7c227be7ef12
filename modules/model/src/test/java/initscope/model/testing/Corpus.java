package initscope.model.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Real inputs kept beside the checkout, named by the system property {@code initscope.corpus}. A test that asks for one
/// is skipped, and says so, where the folder is absent.
public final class Corpus {
  private Corpus() {}

  /// The folder, whether or not it exists.
  public static Path root() {
    return Path.of(System.getProperty("initscope.corpus", "../../../shared/corpus"));
  }

  /// The path of one file; skips the calling test where the corpus is absent.
  public static Path path(String relative) {
    assumeTrue(Files.isDirectory(root()), "no corpus at " + root());
    return root().resolve(relative);
  }

  /// The bytes of one file; skips the calling test where the corpus is absent.
  public static Bytes bytes(String relative) {
    try {
      return Bytes.of(Files.readAllBytes(path(relative)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All regular files below a folder, sorted; empty where the corpus is absent.
  public static List<Path> below(String folder) {
    Path start = root().resolve(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
