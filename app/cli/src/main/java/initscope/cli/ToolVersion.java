package initscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The version of this build.
final class ToolVersion {
  private ToolVersion() {}

  /// Such as {@code 0.1.0}; the build writes it.
  static String read() {
    try (InputStream in = ToolVersion.class.getResourceAsStream("/initscope/cli/version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
