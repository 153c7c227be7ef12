package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks the installed OpenSSH what its configuration says of a host. It connects to nothing.
final class OpenSshProbe {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SECONDS = 10;

  private OpenSshProbe() {}

  /// Empty when OpenSSH is not installed or does not answer in time.
  static Optional<SshSettings> ask(HostSpec host, Optional<Path> config, Progress progress)
      throws Failure, CancelledException {
    Process process;
    try {
      process = new ProcessBuilder(argv(host, config)).redirectErrorStream(true).start();
    } catch (IOException _) {
      return Optional.empty(); // not installed
    }
    try (InputStream in = process.getInputStream()) {
      process.getOutputStream().close();
      byte[][] answer = new byte[1][];
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      answer[0] = in.readNBytes(MAX_BYTES);
                    } catch (IOException _) {
                      answer[0] = new byte[0];
                    }
                  });
      for (int i = 0; i < MAX_SECONDS * 20 && !reader.join(java.time.Duration.ofMillis(50)); i++) {
        progress.report(0, -1, "Reading the ssh configuration");
      }
      if (reader.isAlive() || !process.waitFor(1, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      String text = new String(answer[0], StandardCharsets.UTF_8);
      return Optional.of(process.exitValue() == 0 ? settings(text) : refuse(host, text));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> argv(HostSpec host, Optional<Path> config) {
    var argv = new ArrayList<>(List.of("ssh", "-G"));
    config.ifPresent(f -> argv.addAll(List.of("-F", f.toString())));
    host.user().ifPresent(u -> argv.addAll(List.of("-l", u)));
    host.port().ifPresent(p -> argv.addAll(List.of("-p", Integer.toString(p))));
    argv.addAll(List.of("--", host.host()));
    return argv;
  }

  private static SshSettings settings(String text) {
    var settings = new SshSettings();
    text.lines()
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              if (space > 0) {
                settings.add(
                    line.substring(0, space).toLowerCase(Locale.ROOT),
                    line.substring(space + 1).strip());
              }
            });
    return settings;
  }

  private static SshSettings refuse(HostSpec host, String text) throws Failure {
    String first = text.lines().findFirst().orElse("no reason given");
    throw new Failure.Usage(
        "OpenSSH cannot read the configuration for",
        host.toString() + " (" + first.strip() + ")",
        "mend the ssh configuration; \"ssh -G " + host.host() + "\" shows the same.");
  }
}
