package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.go.GoRuntime;
import initscope.model.testing.GoToolchains;
import initscope.xray.testing.LocalProcess;
import initscope.xray.testing.Matrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds the hanging programs with the Go toolchain found here, runs them and reads them live; skipped without Go.
class HangsTest {
  @Test
  void readsProgramsThatHangHere(@TempDir Path folder) throws Exception {
    Path program = build(GoToolchains.any().getFirst(), folder);
    for (String way : List.of("mutex", "read", "flock", "var")) {
      Process started = Matrix.start(program, way);
      try (LocalProcess process = new LocalProcess(started.pid())) {
        GoRuntime runtime =
            XRay.read(process.executable(), process.memory(), process.maps(), XRay.Options.DEFAULT);
        assertThat(Matrix.wrong(runtime, way)).as(way).isEmpty();
      } finally {
        Matrix.stop(started);
      }
    }
  }

  private static Path build(Path go, Path folder) throws IOException {
    Path program = folder.resolve("hang-small");
    Path sources = Path.of("src/test/go/hang");
    GoToolchains.run(
        go,
        sources,
        "build",
        "-buildvcs=false",
        "-trimpath",
        "-ldflags=-s -w",
        "-o",
        program.toString(),
        "./cmd/small");
    return program;
  }
}
