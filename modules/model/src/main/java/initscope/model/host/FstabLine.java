package initscope.model.host;

import java.util.List;

/// One line of /etc/fstab, see fstab(5); octal escapes undone.
///
/// @param source device or server
/// @param point where it is mounted, without a slash at its end
/// @param type of the file system
/// @param options in order
public record FstabLine(String source, String point, String type, List<String> options) {
  /// Keeps an immutable copy.
  public FstabLine {
    options = List.copyOf(options);
  }
}
