package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.go.GoRuntime;
import initscope.model.go.InitTask;
import initscope.model.testing.GoToolchains;
import initscope.xray.testing.LocalProcess;
import initscope.xray.testing.Matrix;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program whose package init opens a plugin, whose package init hangs. Needs Go and a C compiler.
class PluginTest {
  private static final int WAIT_LINE = 29;
  private static final List<Integer> SPIN_LINES = List.of(18, 19, 25);

  @TempDir private Path folder;

  private Path build(Path go, String what, String... flags) throws Exception {
    Path out = folder.resolve(what);
    List<String> argv = new ArrayList<>(List.of(go.toString(), "build", "-buildvcs=false"));
    argv.addAll(List.of(flags));
    argv.addAll(List.of("-o", out.toString(), "./" + what));
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(Path.of("src/test/go/plug").toFile())
            .redirectErrorStream(true);
    builder.environment().put("CGO_ENABLED", "1");
    builder.environment().put("GOTOOLCHAIN", "local");
    builder.environment().put("GOPROXY", "off");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return out;
  }

  private static boolean hasCompiler() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(f -> Files.isExecutable(Path.of(f, "gcc")));
  }

  private static Process start(Path program, Path plugin, String way)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().put("PLUGIN", plugin.toString());
    builder.environment().put("HANG", way);
    Process process = builder.start();
    Thread.sleep(800);
    return process;
  }

  @Test
  void namesTheInitOfAPlugin() throws Exception {
    assumeTrue(hasCompiler(), "gcc is not installed: cgo needs it, and plugins need cgo");
    for (Path go : GoToolchains.any()) {
      for (String flags : List.of("-ldflags=", "-ldflags=-s -w")) {
        Path program = build(go, "main", flags);
        Path plugin = build(go, "plug", flags, "-buildmode=plugin");
        for (String way : List.of("wait", "spin")) {
          Process started = start(program, plugin, way);
          try (LocalProcess process = new LocalProcess(started.pid())) {
            GoRuntime runtime =
                XRay.read(
                    process.executable(), process.memory(), process.maps(), XRay.Options.DEFAULT);
            assertNamed(runtime, way, go + " " + flags + " " + way);
          } finally {
            Matrix.stop(started);
          }
        }
      }
    }
  }

  private static void assertNamed(GoRuntime runtime, String way, String what) {
    assertThat(runtime.refusal()).as(what).isEmpty();
    List<InitInProgress> chain = InitInProgress.of(runtime);
    assertThat(chain)
        .as(what)
        .extracting(init -> init.task().packagePath())
        .containsSubsequence("plug/plug/slow", "plug/opener");
    InitInProgress inner = chain.getFirst();
    assertThat(inner.task().plugin().orElse("")).as(what).isEqualTo("plug/plug");
    assertThat(inner.function()).as(what).contains("plug/plug/slow.init.0");
    assertThat(inner.at().orElseThrow().file().orElse("")).as(what).endsWith("slow/slow.go");
    assertThat(inner.at().orElseThrow().line().orElse(0))
        .as(what)
        .isIn(way.equals("spin") ? SPIN_LINES : List.of(WAIT_LINE));
    List<InitTask> inits = runtime.inits();
    int first = 0;
    while (first < inits.size() && inits.get(first).plugin().isEmpty()) {
      first++;
    }
    assertThat(inits.subList(first, inits.size()))
        .as("those of the plugin come after the program's own: " + what)
        .isNotEmpty()
        .allMatch(init -> init.plugin().isPresent());
  }
}
