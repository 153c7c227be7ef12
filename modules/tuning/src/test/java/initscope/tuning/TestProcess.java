package initscope.tuning;

import initscope.remote.Quote;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs a program to its end, with an environment of its own.
final class TestProcess {
  private TestProcess() {}

  /// @param err file for its standard error
  static Reply run(List<String> argv, Map<String, String> environment, Path err, String input)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading all of it.
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Reply(process.waitFor(), out, Files.readString(err));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// A script with its arguments, for the standard input of a shell.
  static String text(HostScript script) {
    return "set -- " + Quote.words(script.arguments()) + "\n" + script.text() + "\n";
  }
}
