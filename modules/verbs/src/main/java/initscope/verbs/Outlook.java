package initscope.verbs;

import initscope.collect.PerfOutlook;
import initscope.collect.SessionHost;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;

/// What steps of a capture would leave empty on a host, before they run.
public final class Outlook {
  private Outlook() {}

  /// Logs in and asks what perf can give there. Reads only.
  public static PerfOutlook perf(HostSpec host, SshOptions ssh, Prompts prompts, Progress progress)
      throws Failure, CancelledException {
    progress.report(0, -1, "logging in to " + host);
    try (Session session = Ssh.connect(host, ssh, prompts, progress)) {
      return PerfOutlook.ask(new SessionHost(session), progress);
    }
  }
}
