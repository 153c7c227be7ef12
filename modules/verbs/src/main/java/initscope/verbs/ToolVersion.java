package initscope.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The version of this build.
public final class ToolVersion {
  private ToolVersion() {}

  /// Such as {@code 0.1.0}; the build writes it.
  public static String read() {
    try (InputStream in = ToolVersion.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
