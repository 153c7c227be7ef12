package initscope.verbs.lapse;

import initscope.collect.CollectOptions;
import initscope.collect.Target;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.remote.Session;
import initscope.verbs.Analyze;
import initscope.verbs.Collect;
import initscope.verbs.testing.OwnHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// A server to log in to, and a program that is started once the time-lapse waits for it.
@SuppressWarnings("try") // nothing interrupts a test
final class LapseRig implements AutoCloseable {
  private final OwnHost host;
  private final Path folder;

  LapseRig(Path folder) throws Exception {
    this.folder = folder;
    this.host = OwnHost.start(folder);
  }

  /// What a run gave.
  ///
  /// @param incident read from the file alone
  /// @param errors what the program wrote on its error stream
  record Run(Incident incident, Path file, Path errors) {}

  /// Waits for the program, starts it, and takes a time-lapse until main or its end.
  ///
  /// @param how the capture
  Run run(Path program, CollectOptions how, Map<String, String> environment) throws Exception {
    Path errors = folder.resolve(program.getParent().getFileName() + ".err");
    AtomicReference<Process> started = new AtomicReference<>();
    Progress starter =
        (done, total, what) -> {
          if (what.startsWith("waiting for the process") && started.get() == null) {
            started.set(start(program, errors, environment));
          }
        };
    Path file = Files.createTempDirectory(folder, "x").resolve("x.isz");
    try (Session session = host.connect()) {
      Collect.run(session, request(new Target.Exe(program.toString()), how, file), starter);
    } finally {
      if (started.get() != null) {
        started.get().destroyForcibly().waitFor();
      }
    }
    return new Run(Analyze.run(List.of(file), Progress.NONE).incident(), file, errors);
  }

  /// Captures what runs.
  Incident capture(Target target, CollectOptions how, Path file, Progress progress)
      throws Exception {
    try (Session session = host.connect()) {
      Collect.run(session, request(target, how, file), progress);
    }
    return Analyze.run(List.of(file), Progress.NONE).incident();
  }

  private Collect.Request request(Target target, CollectOptions how, Path file) {
    return new Collect.Request(host.spec(), host.options(), target, how, file);
  }

  static Process start(Path program, Path errors, Map<String, String> environment) {
    try {
      ProcessBuilder builder = new ProcessBuilder(program.toString());
      builder.environment().putAll(environment);
      return builder
          .redirectError(errors.toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws Exception {
    host.close();
  }
}
