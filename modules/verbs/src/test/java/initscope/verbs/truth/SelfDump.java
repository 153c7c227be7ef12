package initscope.verbs.truth;

import initscope.formats.godump.GoroutineDumpDecoder;
import initscope.model.Bytes;
import initscope.model.go.Goroutine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Go program's own word on its goroutines: what it prints when SIGQUIT ends it.
final class SelfDump {
  private SelfDump() {}

  /// Starts a program so that its dump can be had.
  ///
  /// @param output where it writes everything
  static Process start(Path output, Path folder, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GOTRACEBACK", "system");
    builder.environment().put("HOME", folder.toString());
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /// Ends a program and reads its dump; empty where it did not print one.
  static List<Goroutine> of(Process process, Path output) throws Exception {
    for (String signal : List.of("ABRT", "QUIT", "KILL")) { // some keep SIGQUIT for themselves
      String pid = Long.toString(process.pid());
      // it goes on where it was stopped; where it has ended, none of this matters
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid + "; kill -CONT " + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        break;
      }
    }
    Bytes text = Bytes.of(Files.readAllBytes(output));
    return new GoroutineDumpDecoder()
        .decode(text).value().stream().flatMap(dump -> dump.goroutines().stream()).toList();
  }
}
