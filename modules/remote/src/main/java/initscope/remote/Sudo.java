package initscope.remote;

import initscope.model.Failure;

/// Whether commands that need root may go through the host's {@code sudo}.
public enum Sudo {
  /// Never; {@link Session#execAsRoot} refuses unless logged in as root.
  NONE,
  /// Where the host lets this user do so without a password; never asks.
  AUTO,
  /// As {@link #AUTO}, and asks for the password where the host wants it.
  ASK;

  /// The rule that a word of the command line means.
  ///
  /// @param word {@code none}, {@code auto} or {@code ask}
  /// @throws Failure.Usage for any other
  public static Sudo of(String word) throws Failure.Usage {
    return switch (word) {
      case "none" -> NONE;
      case "auto" -> AUTO;
      case "ask" -> ASK;
      default ->
          throw new Failure.Usage(
              "No such way to become root:", word, "none, auto and ask are known.");
    };
  }
}
