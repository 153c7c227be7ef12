package initscope.model.change;

/// How a change is taken back; decided before anything is written.
public sealed interface Undo {
  /// Writes the value that stood there.
  ///
  /// @param file of the kernel
  /// @param value squeezed
  record WriteValue(String file, String value) implements Undo {}

  /// Puts the earlier bytes of a file back.
  ///
  /// @param file path
  /// @param sha256 of the earlier bytes
  record RestoreFile(String file, String sha256) implements Undo {}

  /// Removes a file that was not there.
  ///
  /// @param file path
  record DeleteFile(String file) implements Undo {}

  /// Cannot be taken back; a plan with one of these is refused.
  ///
  /// @param reason one sentence
  record Impossible(String reason) implements Undo {}
}
