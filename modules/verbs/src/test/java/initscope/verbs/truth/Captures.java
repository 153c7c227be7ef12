package initscope.verbs.truth;

import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.Target;
import initscope.model.Progress;
import initscope.model.testing.Sshd;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.Collect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A session with an SSH server of the test's own, through which processes of this computer are captured.
@SuppressWarnings("try") // nothing interrupts a test
final class Captures implements AutoCloseable {
  private final Path folder;
  private final Sshd sshd;
  private final HostSpec host;
  private final SshOptions options;
  private final Session session;
  private int taken;

  Captures(Path folder) throws Exception {
    this.folder = folder;
    this.sshd = Sshd.start(Files.createDirectories(folder.resolve("sshd")));
    this.options =
        SshOptions.DEFAULT
            .withIdentity(sshd.identity())
            .withKnownHosts(sshd.knownHosts(sshd.port()))
            .withConfig(sshd.clientConfig());
    this.host =
        new HostSpec(
            Optional.of(System.getProperty("user.name")), "127.0.0.1", OptionalInt.of(sshd.port()));
    this.session = Ssh.connect(host, options, Prompts.NONE, Progress.NONE);
  }

  /// A capture and what it cost.
  record Taken(Analysis analysis, Collected collected) {}

  /// Captures a process and reads the file again.
  Taken take(long pid) throws Exception {
    Path file = folder.resolve("capture" + taken++ + ".isz");
    Collect.Request request =
        new Collect.Request(host, options, new Target.Pid(pid), CollectOptions.ATTACH, file);
    Collected collected = Collect.run(session, request, Progress.NONE);
    Analysis analysis = Analyze.run(List.of(file), Progress.NONE);
    return new Taken(analysis, collected);
  }

  /// The server and the processes of the session.
  List<Long> serverPids() {
    return sshd.processes().map(ProcessHandle::pid).toList();
  }

  @Override
  public void close() throws Exception {
    session.close();
    sshd.close();
  }
}
