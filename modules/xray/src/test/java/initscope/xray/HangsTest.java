package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.go.GoRuntime;
import initscope.model.go.PackageImport;
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
  private static final List<String> IMPORTS =
      List.of(
          "main imports example.com/hang/internal/app in main.main",
          "example.com/hang/internal/app imports example.com/hang/internal/hang in"
              + " example.com/hang/internal/app.Run");

  @Test
  void readsProgramsThatHangHere(@TempDir Path folder) throws Exception {
    Path program = build(GoToolchains.any().getFirst(), folder);
    for (String way : List.of("mutex", "read", "flock", "var")) {
      Process started = Matrix.start(program, way);
      try (LocalProcess process = new LocalProcess(started.pid())) {
        GoRuntime runtime =
            XRay.read(process.executable(), process.memory(), process.maps(), XRay.Options.DEFAULT);
        assertThat(Matrix.wrong(runtime, way)).as(way).isEmpty();
        assertThat(runtime.imports().stream().map(HangsTest::importText))
            .containsExactlyElementsOf(IMPORTS);
      } finally {
        Matrix.stop(started);
      }
    }
  }

  @Test
  void tellsForHowLongNothingHasRun(@TempDir Path folder) throws Exception {
    Path program = build(GoToolchains.any().getFirst(), folder);
    long hour = 3600_000_000_000L;
    for (String way : List.of("mutex", "read")) {
      long before = System.nanoTime(); // Linux: CLOCK_MONOTONIC, as the runtime's own
      Process started = Matrix.start(program, way);
      try (LocalProcess process = new LocalProcess(started.pid())) {
        long after = System.nanoTime();
        XRay.Options later = XRay.Options.DEFAULT.at(new Clock(after + hour, before));
        GoRuntime runtime =
            XRay.read(process.executable(), process.memory(), process.maps(), later);
        long quiet = runtime.quietNanos().orElseThrow();
        assertThat(quiet).as(way).isBetween(hour * 9 / 10, hour + after - before);
        assertThat(runtime.processors())
            .allSatisfy(p -> assertThat(p.evidence().getLast().quote()).contains("idle since"));
        assertThat(runtime.goroutines())
            .filteredOn(g -> g.id() == 1)
            .allSatisfy(g -> assertThat(g.waitNanos()).hasValue(quiet));

        XRay.Options past = XRay.Options.DEFAULT.at(new Clock(before, before));
        assertThat(
                XRay.read(process.executable(), process.memory(), process.maps(), past)
                    .quietNanos())
            .as("what went idle after the clock was read")
            .isEmpty();
        XRay.Options young = XRay.Options.DEFAULT.at(new Clock(after + hour, after + hour / 2));
        assertThat(
                XRay.read(process.executable(), process.memory(), process.maps(), young)
                    .quietNanos())
            .as("a stamp from before the process began is of another clock")
            .isEmpty();
      } finally {
        Matrix.stop(started);
      }
    }
  }

  private static String importText(PackageImport step) {
    return step.importer()
        + " imports "
        + step.imported()
        + step.at().map(f -> " in " + f.function()).orElse("");
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
