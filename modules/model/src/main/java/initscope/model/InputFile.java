package initscope.model;

import java.util.List;
import java.util.Optional;

/// One input of an analysis.
///
/// @param path as the user named it
/// @param format name of its {@link Format}, or {@code isz}
/// @param sizeBytes its size
/// @param goVersion where the input tells
/// @param warnings what could not be read
public record InputFile(
    String path,
    String format,
    long sizeBytes,
    Optional<String> goVersion,
    List<Problem> warnings) {
  /// Keeps an immutable copy.
  public InputFile {
    warnings = List.copyOf(warnings);
  }
}
