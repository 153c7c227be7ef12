package initscope.remote;

/// Whether commands that need root may go through the host's {@code sudo}.
public enum Sudo {
  /// Never; {@link Session#execAsRoot} refuses unless logged in as root.
  NONE,
  /// Where the host lets this user do so without a password; never asks.
  AUTO,
  /// As {@link #AUTO}, and asks for the password where the host wants it.
  ASK
}
