package initscope.verbs.truth;

import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.Target;
import initscope.model.Progress;
import initscope.remote.Session;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.Collect;
import initscope.verbs.testing.OwnHost;
import java.nio.file.Path;
import java.util.List;

/// A session with an SSH server of the test's own, through which processes of this computer are captured.
@SuppressWarnings("try") // nothing interrupts a test
final class Captures implements AutoCloseable {
  private final Path folder;
  private final OwnHost host;
  private final Session session;
  private int taken;

  Captures(Path folder) throws Exception {
    this.folder = folder;
    this.host = OwnHost.start(folder);
    this.session = host.connect();
  }

  /// A capture and what it cost.
  record Taken(Analysis analysis, Collected collected) {}

  /// Captures a process and reads the file again.
  Taken take(long pid) throws Exception {
    Path file = folder.resolve("capture" + taken++ + ".isz");
    Collect.Request request =
        new Collect.Request(
            host.spec(), host.options(), new Target.Pid(pid), CollectOptions.ATTACH, file);
    Collected collected = Collect.run(session, request, Progress.NONE);
    Analysis analysis = Analyze.run(List.of(file), Progress.NONE);
    return new Taken(analysis, collected);
  }

  /// The server and the processes of the session.
  List<Long> serverPids() {
    return host.sshd().processes().map(ProcessHandle::pid).toList();
  }

  @Override
  public void close() throws Exception {
    session.close();
    host.close();
  }
}
