package initscope.verbs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The version of this build.
public final class ToolVersion {
  private ToolVersion() {}

  /// Such as {@code 0.1.0}. The launcher says it as the system property {@code initscope.version}, which spares opening a jar at
  /// every start; else the text that the build wrote.
  public static String read() {
    String told = System.getProperty("initscope.version", "");
    if (!told.isEmpty()) {
      return told;
    }
    try (InputStream in = ToolVersion.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
