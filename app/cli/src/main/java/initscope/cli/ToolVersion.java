package initscope.cli;

/// The version of this build.
final class ToolVersion {
  private ToolVersion() {}

  /// Such as {@code 0.1.0}.
  static String read() {
    return initscope.verbs.ToolVersion.read();
  }
}
