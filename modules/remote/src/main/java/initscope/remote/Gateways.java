package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;

/// Logs in to several hosts and uses one session per jump host for all of them.
public final class Gateways implements AutoCloseable {
  /// No jump host yet.
  public Gateways() {}

  /// As {@link Ssh#connect}; jump hosts stay connected until this object is closed.
  public Session connect(HostSpec host, SshOptions options, Prompts prompts, Progress progress)
      throws Failure, CancelledException {
    throw new UnsupportedOperationException("in work");
  }

  /// Ends the sessions of the jump hosts, and with them what goes through them.
  @Override
  public void close() {}
}
