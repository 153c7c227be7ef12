package initscope.layout.goroutines;

import initscope.layout.Symbols;
import initscope.layout.Tone;
import initscope.model.Frame;
import initscope.model.go.Goroutine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the frame the reader looks for, for many goroutines: what a function's name tells is worked out once for each name. For one
/// thread.
public final class OwnFrames {
  private final Map<String, Tone> tones = new HashMap<>();

  /// The innermost frame of the program's own code, else of a package init, else of the library, else the innermost of all.
  public Optional<Frame> of(Goroutine one) {
    Frame best = null;
    int rank = Integer.MAX_VALUE;
    for (Frame frame : one.frames()) {
      int ranked =
          switch (tones.computeIfAbsent(frame.function(), f -> Symbols.tone(frame))) {
            case CODE -> 0;
            case INIT -> 1;
            case LIBRARY -> 2;
            default -> 3;
          };
      if (ranked < rank) {
        best = frame;
        rank = ranked;
      }
      if (rank == 0) {
        break;
      }
    }
    return Optional.ofNullable(best);
  }
}
