package initscope.verbs.truth;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.testing.GoToolchains;
import initscope.model.testing.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of goroutines that all wait: the X-ray says of each what the program itself says.
@SuppressWarnings("try") // nothing interrupts a test
class ParkedTest {
  private static final int PARKED = 2000;

  @Test
  void saysWhatTheProgramSays(@TempDir Path folder) throws Exception {
    Sshd.assumeMemoryIsReadable();
    for (Path go : GoToolchains.any()) {
      Path program = folder.resolve("parked");
      GoToolchains.run(
          go,
          Path.of("src/test/go/truth/parked"),
          "build",
          "-buildvcs=false",
          "-ldflags=-s -w",
          "-o",
          program.toString(),
          "main.go");
      Path output = folder.resolve("output");
      Process process = SelfDump.start(output, folder, List.of(program.toString()));
      Path here = Files.createTempDirectory(folder, "captures");
      try (Captures captures = new Captures(here)) {
        while (process.isAlive() && Files.size(output) == 0) {
          Thread.sleep(50);
        }
        GoRuntime runtime = captures.take(process.pid()).analysis().incident().go().orElseThrow();
        List<Goroutine> dump = SelfDump.of(process, output);
        Comparison compared = Comparison.of(runtime.goroutines(), dump);
        assertThat(dump).as(go.toString()).hasSizeGreaterThan(PARKED);
        assertThat(compared.wrong()).as(go.toString()).isEmpty();
        assertThat(compared.onlyInDump()).as(go.toString()).isEmpty();
        assertThat(compared.same()).as(go.toString()).isGreaterThan(PARKED);
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
