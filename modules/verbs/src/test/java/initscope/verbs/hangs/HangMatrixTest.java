package initscope.verbs.hangs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.testing.GoToolchains;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main promise with every Go toolchain found here; skipped where there is none, or no sshd.
@SuppressWarnings("try") // nothing interrupts a test
class HangMatrixTest {
  @Test
  void namesPackageFunctionPlaceAndWait(@TempDir Path folder) throws Exception {
    List<Path> toolchains = GoToolchains.any();
    try (HangMatrix matrix = new HangMatrix(folder)) {
      for (Path go : toolchains) {
        Map<String, String> wrong = matrix.wrong(go, "exe", List.of());
        assertThat(wrong).as(go.toString()).isNotEmpty();
        wrong.values().removeIf(String::isEmpty);
        assertThat(wrong).as(go.toString()).isEmpty();
      }
    }
  }
}
