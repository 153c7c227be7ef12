package initscope.tuning.host;

import initscope.model.Failure;

/// A login on one host that can run our scripts as root. One script at a time.
public interface HostShell extends AutoCloseable {
  /// The host as messages name it.
  String name();

  /// The host as the user named it: what the ssh configuration says hangs on that name.
  default String asked() {
    return name();
  }

  /// Fingerprint of the host's key, empty where unknown.
  String keySha256();

  /// Runs a script as root to its end. Once begun it is not cancelled: the guard's verbs are short, and a half-known outcome
  /// helps nobody.
  ///
  /// @throws Failure.HostUnreachable when the end was not seen; what it did is then unknown
  /// @throws Failure.HostRefused when it was not run at all, such as when sudo refuses
  Reply run(HostScript script) throws Failure;

  @Override
  void close();
}
