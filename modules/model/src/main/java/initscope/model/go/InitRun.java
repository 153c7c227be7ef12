package initscope.model.go;

import java.util.List;
import java.util.Optional;

/// The package inits of one start, to be compared with those of others.
///
/// @param source name of the input that tells it
/// @param inits every package with an init that is known of
/// @param timeLapse what tells the times of those that inittrace does not
/// @param whole whether no line is known to be missing
public record InitRun(
    String source, List<InitTask> inits, Optional<TimeLapse> timeLapse, boolean whole) {
  /// Keeps an immutable copy.
  public InitRun {
    inits = List.copyOf(inits);
  }
}
