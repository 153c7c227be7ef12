package initscope.model.go;

import java.util.List;
import java.util.Optional;

/// The package inits of one start, to be compared with those of others.
///
/// @param source name of the input that tells it
/// @param inits every package with an init that is known of
/// @param timeLapse what tells the times of those that inittrace does not
/// @param extent how much of the start it tells
public record InitRun(
    String source, List<InitTask> inits, Optional<TimeLapse> timeLapse, Extent extent) {
  /// How much is told.
  public enum Extent {
    /// No line is known to be missing.
    WHOLE,
    /// Lines are missing or damaged.
    GAPS,
    /// The text breaks off within a line.
    CUT
  }

  /// Keeps an immutable copy.
  public InitRun {
    inits = List.copyOf(inits);
  }
}
