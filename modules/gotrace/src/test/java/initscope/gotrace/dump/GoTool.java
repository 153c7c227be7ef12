package initscope.gotrace.dump;

import initscope.model.testing.GoToolchains;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// One toolchain: records a trace, and prints traces as it understands them.
///
/// @param go its command
/// @param version minor version of Go
record GoTool(Path go, int version) {
  private static final Path PROGRAM =
      Path.of("src/test/resources/gotrace/dump/everything.go.txt").toAbsolutePath();

  /// First version whose traces are in generations.
  private static final int FIRST_V2 = 22;

  /// First version that names what it prints by a word.
  private static final int MODES_BY_WORD = 24;

  static GoTool of(Path go) throws IOException {
    String said = GoToolchains.run(go, go.resolveSibling("."), "version").strip();
    String minor = said.replaceFirst("^.* go1\\.", "").replaceFirst("[^0-9].*$", "");
    return new GoTool(go, Integer.parseInt(minor));
  }

  boolean isV2() {
    return version >= FIRST_V2;
  }

  /// Records a trace of a program that does what a trace can tell of.
  ///
  /// @param seconds how long, at least
  Path record(Path folder, double seconds) throws IOException {
    Path source = folder.resolve("everything.go");
    Files.copy(PROGRAM, source);
    Path program = folder.resolve("everything");
    GoToolchains.run(go, folder, "build", "-o", program.toString(), source.toString());
    Path trace = folder.resolve("recorded.trace");
    run(List.of(program.toString(), trace.toString(), "" + seconds), line -> {});
    return trace;
  }

  /// Every event of the file as it stands there.
  void wire(Path trace, Consumer<String> lines) throws IOException {
    dump(version < MODES_BY_WORD ? "2" : "wire", trace, lines);
  }

  /// Every event in its order, as it is understood.
  void parsed(Path trace, Consumer<String> lines) throws IOException {
    dump(!isV2() ? "true" : version < MODES_BY_WORD ? "1" : "parsed", trace, lines);
  }

  private void dump(String mode, Path trace, Consumer<String> lines) throws IOException {
    run(List.of(go.toString(), "tool", "trace", "-d=" + mode, trace.toString()), lines);
  }

  private static void run(List<String> argv, Consumer<String> lines) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv);
    GoToolchains.prepare(builder.environment());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.accept(line);
      }
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", argv) + ": " + process.exitValue());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroy();
    }
  }

  @Override
  public String toString() {
    return "go1." + version;
  }
}
