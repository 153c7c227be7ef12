package initscope.cli;

import initscope.verbs.ToolVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that tells what went wrong inside, never sent anywhere.
final class ErrorReport {
  private ErrorReport() {}

  /// Writes the report.
  ///
  /// @return its path, or words that say it could not be written
  static String write(Throwable e) {
    StringWriter text = new StringWriter();
    text.append("initscope ").append(ToolVersion.read()).append('\n');
    text.append("java ")
        .append(System.getProperty("java.vm.version", "?"))
        .append(' ')
        .append(System.getProperty("os.name", "?"))
        .append(' ')
        .append(System.getProperty("os.arch", "?"))
        .append('\n');
    e.printStackTrace(new PrintWriter(text, true));
    try {
      Path file =
          Files.createTempFile(
              "initscope-error-",
              ".txt",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text.toString());
      return file.toString();
    } catch (IOException | UnsupportedOperationException failed) {
      return "(not written: " + failed.getMessage() + ")";
    }
  }
}
