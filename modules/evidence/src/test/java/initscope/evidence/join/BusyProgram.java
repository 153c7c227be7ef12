package initscope.evidence.join;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Builds {@code src/test/go/busy} on this machine and records it with perf; tests that need either are skipped where one is absent.
final class BusyProgram {
  private static final Path GO = Path.of("/usr/bin/go");
  private static final Path PERF = Path.of("/usr/bin/perf");

  private BusyProgram() {}

  /// Go commands at hand: the machine's, and those that {@code initscope.go} lists.
  static List<Path> toolchains() {
    List<Path> all = new ArrayList<>();
    if (Files.isExecutable(GO)) {
      all.add(GO);
    }
    for (String path : System.getProperty("initscope.go", "").split(":", -1)) {
      if (!path.isEmpty() && Files.isExecutable(Path.of(path))) {
        all.add(Path.of(path));
      }
    }
    return all;
  }

  static void assumeTools() {
    assumeTrue(!toolchains().isEmpty(), "no Go here");
    assumeTrue(Files.isExecutable(PERF), "no perf here");
  }

  /// Builds it.
  ///
  /// @param more arguments of go build, such as {@code -buildmode=pie}
  static void build(Path go, Path to, boolean cgo, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of(go.toString(), "build", "-o", to.toString()));
    command.addAll(List.of(more));
    command.add(".");
    Path source = Path.of(System.getProperty("initscope.root", "../..")).toAbsolutePath();
    Path folder = source.resolve("modules/evidence/src/test/go/busy");
    String said = run(folder, Map.of("CGO_ENABLED", cgo ? "1" : "0"), command);
    assumeTrue(Files.exists(to), () -> "cannot build: " + said);
  }

  static void strip(Path from, Path to) throws Exception {
    run(from.getParent(), Map.of(), List.of("strip", "-o", to.toString(), from.toString()));
    assumeTrue(Files.exists(to), "no strip here");
  }

  /// Records a run of a program and gives what perf script prints. No cache of build ids, by which perf would find the twin's symbols.
  static String record(Path program, String... more) throws Exception {
    Path data = program.resolveSibling(program.getFileName() + ".data");
    List<String> record = new ArrayList<>(perf("record", "-N", "-q", "-o", data.toString()));
    record.addAll(List.of("-e", "cpu-clock", "-F", "1999", "-g", program.toString()));
    String said = run(program.getParent(), Map.of(), record);
    assumeTrue(Files.exists(data), () -> "perf cannot record here: " + said);
    List<String> script = new ArrayList<>(perf("script", "-i", data.toString()));
    script.addAll(Arrays.asList(more));
    return run(program.getParent(), Map.of(), script);
  }

  private static List<String> perf(String... arguments) {
    List<String> all = new ArrayList<>(List.of("perf", "--buildid-dir", "/nonexistent"));
    all.addAll(List.of(arguments));
    return all;
  }

  static Bytes bytes(Path file) throws IOException {
    return Bytes.of(Files.readAllBytes(file));
  }

  private static String run(Path folder, Map<String, String> more, List<String> command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> env = builder.environment();
    env.putAll(Map.of("GOTOOLCHAIN", "local", "GOFLAGS", "-mod=mod", "GOPROXY", "off"));
    env.putAll(more);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return text;
    }
  }
}
