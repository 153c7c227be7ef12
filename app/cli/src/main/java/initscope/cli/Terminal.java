package initscope.cli;

/// Whether a person sits at the terminal.
final class Terminal {
  private Terminal() {}

  /// Whether standard error is a terminal. The launcher knows and says so, which spares loading the console classes.
  static boolean isTerminal() {
    String told = System.getProperty("initscope.terminal", "");
    if (!told.isEmpty()) {
      return told.equals("true");
    }
    var console = System.console();
    return console != null && console.isTerminal();
  }
}
