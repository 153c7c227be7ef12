package initscope.collect;

import initscope.collect.program.Script;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Command;
import initscope.remote.ExecResult;
import initscope.remote.OutputLimits;
import initscope.remote.Session;
import initscope.remote.reads.HostReads;
import initscope.remote.reads.RandomReads;
import java.io.OutputStream;

/// A host over SSH. Root's rights are tried first; a host that refuses them is then read as far as the login user may.
public final class SessionHost implements HostAccess {
  private final Session session;
  private String withoutRoot = "";

  /// Over a session, which the caller closes.
  public SessionHost(Session session) {
    this.session = session;
  }

  @Override
  public String name() {
    return session.name();
  }

  @Override
  public ExecResult run(
      Script script, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure, CancelledException {
    Command command = Command.script(script.text(), script.arguments());
    if (withoutRoot.isEmpty()) {
      try {
        return session.execAsRoot(command, limits, out, err, progress);
      } catch (Failure.HostRefused e) {
        withoutRoot = e.what() + " " + e.where() + ": " + withoutPeriod(e.todo());
      }
    }
    return session.exec(command, limits, out, err, progress);
  }

  private static String withoutPeriod(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  @Override
  public RandomReads reads(Progress progress) throws Failure, CancelledException {
    return HostReads.open(session, withoutRoot.isEmpty(), progress);
  }

  @Override
  public String withoutRoot() {
    return withoutRoot;
  }
}
