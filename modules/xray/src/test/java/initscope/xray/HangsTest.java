package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.go.GoRuntime;
import initscope.xray.testing.LocalProcess;
import initscope.xray.testing.Matrix;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds the hanging programs with the Go toolchain found here, runs them and reads them live; skipped without Go.
class HangsTest {
  @Test
  void readsProgramsThatHangHere(@TempDir Path folder) throws Exception {
    Optional<Path> go = go();
    assumeTrue(go.isPresent(), "no Go toolchain");
    Path program = build(go.get(), folder);
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

  private static Path build(Path go, Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("hang-small");
    ProcessBuilder builder =
        new ProcessBuilder(
            go.toString(),
            "build",
            "-buildvcs=false",
            "-trimpath",
            "-ldflags",
            "-s -w",
            "-o",
            program.toString(),
            "./cmd/small");
    builder.directory(Path.of("src/test/go/hang").toFile());
    builder
        .environment()
        .putAll(Map.of("GOTOOLCHAIN", "local", "GOPROXY", "off", "CGO_ENABLED", "0"));
    builder.environment().putIfAbsent("GOCACHE", folder.resolve("cache").toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    return program;
  }

  private static Optional<Path> go() {
    String named = System.getProperty("initscope.go", "");
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(folder -> Path.of(folder, "go"));
    Stream<Path> known =
        Stream.of("1.26", "1.25", "1.24", "1.23", "1.22", "1.21", "1.19")
            .map(v -> Path.of("/usr/lib/go-" + v + "/bin/go"));
    return Stream.of(Stream.of(named).filter(n -> !n.isEmpty()).map(Path::of), onPath, known)
        .flatMap(s -> s)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
