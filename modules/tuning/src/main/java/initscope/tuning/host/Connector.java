package initscope.tuning.host;

import initscope.model.Failure;

/// Logs in to the host anew. A new login is also the proof that a change has not locked us out.
@FunctionalInterface
public interface Connector {
  /// A new connection; the caller closes it.
  HostShell connect() throws Failure;
}
