package initscope.verbs;

import initscope.collect.CaptureFile;
import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.SessionHost;
import initscope.collect.Target;
import initscope.evidence.CaptureFacts;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import java.nio.file.Path;

/// A process on a host to a capture file.
public final class Collect {
  private Collect() {}

  /// What to capture, and where to.
  ///
  /// @param host to log in to
  /// @param ssh how to log in
  /// @param target process, unit or executable
  /// @param options steps and consents
  /// @param file the .isz to write; while the capture runs its spool is the folder of that name with {@code .spool} added
  public record Request(
      HostSpec host, SshOptions ssh, Target target, CollectOptions options, Path file) {
    /// The folder that holds what has arrived while the capture runs, and after it failed.
    public Path spool() {
      return CaptureFile.spool(file);
    }
  }

  /// Logs in, captures and seals.
  ///
  /// @throws Failure with the spool kept, where something had arrived
  public static Collected run(Request request, Prompts prompts, Progress progress)
      throws Failure, CancelledException {
    CaptureFile.check(request.file()); // told before anyone types a password
    progress.report(0, -1, "logging in to " + request.host());
    try (Session session = Ssh.connect(request.host(), request.ssh(), prompts, progress)) {
      return run(session, request, progress);
    }
  }

  /// Captures over a session that is open already.
  public static Collected run(Session session, Request request, Progress progress)
      throws Failure, CancelledException {
    Target target = request.target();
    CaptureFacts facts =
        CaptureFacts.begin(
            request.options().tool(),
            request.host().toString(),
            request.options().mode(),
            target.words(),
            System.currentTimeMillis());
    return CaptureFile.take(
        new SessionHost(session), target, request.options(), facts, request.file(), progress);
  }
}
