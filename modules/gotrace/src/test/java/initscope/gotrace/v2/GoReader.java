package initscope.gotrace.v2;

import initscope.gotrace.Told;
import initscope.model.Bytes;
import initscope.model.testing.GoToolchains;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Go's own reader as a process, built from a toolchain of this computer: see {@code summary.go.txt}.
final class GoReader implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  /// What it says of a trace.
  ///
  /// @param lines words separated by tabs
  /// @param error empty where the trace is sound
  record Said(List<String[]> lines, Optional<String> error) {}

  private GoReader(Process process) {
    this.process = process;
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Builds and starts it; empty where no toolchain knows every version of the format.
  ///
  /// @param full whether it says more than whether a trace is sound
  static Optional<GoReader> start(Path folder, boolean full) throws IOException {
    for (Path go : GoToolchains.found()) {
      Path root = go.resolve("../..").normalize();
      Path version = root.resolve("src/internal/trace/version/version.go");
      if (Files.exists(version) && Files.readString(version).contains("Go126")) {
        Path main = root.resolve("src/cmd/initscopesummary/main.go");
        Path overlay = folder.resolve("overlay.json");
        Path source = Told.RECORDED.resolve("summary.go.txt").toAbsolutePath();
        Files.writeString(overlay, "{\"Replace\":{\"" + main + "\":\"" + source + "\"}}");
        Path program = folder.resolve("summary");
        GoToolchains.run(
            go,
            folder,
            "build",
            "-overlay",
            overlay.toString(),
            "-o",
            program.toString(),
            "cmd/initscopesummary");
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        if (full) {
          argv.add("full");
        }
        return Optional.of(
            new GoReader(
                new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start()));
      }
    }
    return Optional.empty();
  }

  Said read(Bytes trace) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((trace.size() + "\n").getBytes(StandardCharsets.UTF_8));
      in.write(trace.toArray());
      in.flush();
      List<String[]> said = new ArrayList<>();
      while (true) {
        String line = lines.readLine();
        if (line == null) {
          throw new IOException("Go's reader ended");
        }
        if (line.equals("ok")) {
          return new Said(said, Optional.empty());
        }
        if (line.startsWith("error ")) {
          return new Said(said, Optional.of(line.substring(6)));
        }
        said.add(line.split("\t", -1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
