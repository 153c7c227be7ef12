package initscope.model.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares text made for people with a file kept beside the test; {@code -Dgolden.write=true} rewrites the file.
public final class Golden {
  private Golden() {}

  /// Compares; a missing file fails unless writing is asked for.
  ///
  /// @param expected path of the golden file, in {@code src/test/resources} of the module under test
  public static void compare(Path expected, String actual) {
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(expected.toAbsolutePath().getParent());
        Files.writeString(expected, actual);
      }
      assertThat(actual).as(expected.toString()).isEqualTo(Files.readString(expected));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
