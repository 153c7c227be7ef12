package initscope.tuning.host;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Command;
import initscope.remote.ExecOutput;
import initscope.remote.OutputLimits;
import initscope.remote.Session;

/// Runs scripts as root over SSH.
public final class SessionShell implements HostShell {
  private static final long MAX_BYTES = 16L << 20;

  private final Session session;

  /// Takes over a session; closing this closes it.
  public SessionShell(Session session) {
    this.session = session;
  }

  @Override
  public String name() {
    return session.name();
  }

  @Override
  public String asked() {
    return session.host().asked().toString();
  }

  @Override
  public String keySha256() {
    return session.hostKeyFingerprint();
  }

  @Override
  public Reply run(HostScript script) throws Failure {
    ExecOutput output;
    try {
      output =
          session.runAsRoot(
              Command.script(script.text(), script.arguments()),
              OutputLimits.of(MAX_BYTES, script.limit()),
              Progress.NONE);
    } catch (CancelledException e) {
      // Ctrl-C reaches whoever waits; as with a lost link, what the host still does is not known
      // here.
      throw new Failure.HostUnreachable(
          "Interrupted in '" + script.step() + "' on",
          session.name(),
          "its end was not seen; ask the host with initscope tune status.",
          e);
    }
    if (output.exit() < 0 || output.result().timedOut() || output.result().truncated()) {
      throw new Failure.HostUnreachable(
          "Lost sight of '" + script.step() + "' on",
          session.name(),
          "its end was not seen; ask the host again with initscope tune status.");
    }
    return new Reply(output.exit(), output.out().utf8(), output.err().utf8());
  }

  @Override
  public void close() {
    session.close();
  }
}
