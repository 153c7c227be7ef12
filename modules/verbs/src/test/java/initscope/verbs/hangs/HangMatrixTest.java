package initscope.verbs.hangs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.testing.GoToolchains;
import initscope.model.testing.Sshd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main promise with every Go toolchain found here; skipped where there is none, or no sshd.
@SuppressWarnings("try") // nothing interrupts a test
class HangMatrixTest {
  private static final String MODES = System.getProperty("initscope.test.buildmodes", "exe");

  @Test
  void namesPackageFunctionPlaceAndWait(@TempDir Path folder) throws Exception {
    List<Path> toolchains = GoToolchains.any();
    Sshd.assumeMemoryIsReadable();
    try (HangMatrix matrix = new HangMatrix(folder)) {
      for (Path go : toolchains) {
        for (String mode : MODES.split(",")) {
          Map<String, String> wrong = matrix.wrong(go, mode, List.of());
          assertThat(wrong).as(go + " " + mode).isNotEmpty();
          wrong.values().removeIf(String::isEmpty);
          assertThat(wrong).as(go + " " + mode).isEmpty();
        }
      }
    }
  }
}
