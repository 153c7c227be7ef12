package initscope.cli;

/// Whether a person sits at the terminal.
final class Terminal {
  private Terminal() {}

  /// Whether standard error is a terminal. The launcher tests that and says so; Java's own console tells of standard input
  /// and output only, and costs the start of a short verb.
  static boolean isTerminal() {
    return Boolean.getBoolean("initscope.terminal");
  }
}
