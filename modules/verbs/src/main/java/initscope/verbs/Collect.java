package initscope.verbs;

import initscope.collect.CaptureFile;
import initscope.collect.CollectOptions;
import initscope.collect.Collected;
import initscope.collect.Plan;
import initscope.collect.SessionHost;
import initscope.collect.Target;
import initscope.collect.steps.StartSteps;
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

  /// As above; where a start is watched, the change engine brings it about, and takes back what it changed for that.
  ///
  /// @param data folder of the change engine's journal
  /// @throws Failure.ConsentMissing when nobody may start the unit and the capture is not to wait for somebody else
  public static Collected run(Request request, Path data, Prompts prompts, Progress progress)
      throws Failure, CancelledException {
    Plan plan = Plan.of(request.target(), request.options());
    if (!request.options().mode().equals(Plan.COLD_START)) {
      return run(request, prompts, progress);
    }
    checkStarts(plan, request.options().start().waits());
    CaptureFile.check(request.file());
    if (!plan.runs(StartSteps.INITTRACE) && !plan.runs(StartSteps.RESTART)) {
      return run(request, prompts, progress);
    }
    progress.report(0, -1, "logging in to " + request.host());
    try (Tune tune =
            Tune.open(
                data,
                Tune.owner(),
                ToolVersion.read(),
                request.host(),
                request.ssh(),
                prompts,
                progress);
        Session session = Ssh.connect(request.host(), request.ssh(), prompts, progress)) {
      return watched(
          request, plan, new WatchedStart(tune, plan, request.options()), session, progress);
    }
  }

  private static Collected watched(
      Request request, Plan plan, WatchedStart start, Session session, Progress progress)
      throws Failure, CancelledException {
    try {
      progress.report(0, -1, "preparing the start");
      start.prepare(progress);
      return CaptureFile.take(
          new SessionHost(session),
          plan.target(),
          request.options(),
          start,
          facts(request),
          request.file(),
          WatchedStart.within(progress));
    } finally {
      start.takeBack(progress);
    }
  }

  private static void checkStarts(Plan plan, boolean waits) throws Failure.ConsentMissing {
    if (!plan.runs(StartSteps.RESTART) && !waits) {
      throw new Failure.ConsentMissing(
          "Not started:",
          plan.target().words(),
          "a start is watched, and to restart the service needs your consent: add --allow restart;"
              + " or add --wait SECONDS and have somebody else start it meanwhile");
    }
  }

  /// Captures over a session that is open already.
  public static Collected run(Session session, Request request, Progress progress)
      throws Failure, CancelledException {
    return CaptureFile.take(
        new SessionHost(session),
        request.target(),
        request.options(),
        facts(request),
        request.file(),
        progress);
  }

  private static CaptureFacts facts(Request request) {
    return CaptureFacts.begin(
        request.options().tool(),
        request.host().toString(),
        request.options().mode(),
        request.target().words(),
        System.currentTimeMillis());
  }
}
