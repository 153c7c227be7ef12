package initscope.model.go;

import java.util.List;
import java.util.Optional;

/// What {@code GODEBUG=inittrace=1} printed for one process. A package prints only after its init has finished, so a package
/// that hangs is the one that is missing after the last line.
///
/// @param inits finished inits in the order they finished; their evidence has an empty entry name until someone knows the file
/// @param writer process id in the log prefix before the lines, where there was one
/// @param fromStart whether the first line is one that only the runtime's own first packages can print
/// @param gaps whether lines between are known to be missing or damaged
/// @param offset byte offset of the first line in the input
public record InitTrace(
    List<InitTask> inits, Optional<String> writer, boolean fromStart, boolean gaps, long offset) {
  /// Keeps an immutable copy.
  public InitTrace {
    inits = List.copyOf(inits);
  }

  /// The init that took longest; the first of equal ones.
  public Optional<InitTask> slowest() {
    InitTask slowest = null;
    for (InitTask init : inits) {
      if (slowest == null || init.wallNanos().orElse(0) > slowest.wallNanos().orElse(0)) {
        slowest = init;
      }
    }
    return Optional.ofNullable(slowest);
  }
}
