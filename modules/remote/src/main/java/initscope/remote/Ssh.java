package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;

/// Logs in.
public final class Ssh {
  private Ssh() {}

  /// Logs in to a host, through its jump hosts if it has any; they are left with the session.
  ///
  /// @param host as the user wrote it; resolved by the ssh configuration
  /// @param prompts asked where only a person can answer
  /// @param progress asked at least ten times a second
  /// @throws Failure.HostUnreachable with the phase that failed and what to do
  public static Session connect(
      HostSpec host, SshOptions options, Prompts prompts, Progress progress)
      throws Failure, CancelledException {
    Gateways gateways = new Gateways();
    try {
      Session session = gateways.connect(host, options, prompts, progress);
      session.closeAlso(gateways::close);
      return session;
    } catch (Failure | CancelledException | RuntimeException e) {
      gateways.close();
      throw e;
    }
  }
}
