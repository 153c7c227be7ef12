package initscope.model.go;

import initscope.model.Frame;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One goroutine dump as text: of a crash, of SIGQUIT, of {@code runtime.Stack}, or of the goroutine profile.
///
/// @param cause the line that tells why: {@code SIGQUIT: quit}, {@code panic: ...}, {@code fatal error: ...}
/// @param goroutines as printed, each with its place; their evidence has an empty entry name until someone knows the file
/// @param groups of a {@code debug=1} profile, which counts equal stacks instead of naming goroutines
/// @param total goroutines in all, where the profile says it
/// @param registers of the signalled thread, as printed
/// @param offset byte offset in the input
public record GoroutineDump(
    Optional<String> cause,
    List<Goroutine> goroutines,
    List<Group> groups,
    OptionalLong total,
    Map<String, String> registers,
    long offset) {
  /// Keeps immutable copies.
  public GoroutineDump {
    goroutines = List.copyOf(goroutines);
    groups = List.copyOf(groups);
    // keeps the order in which they were printed
    registers = Collections.unmodifiableMap(new LinkedHashMap<>(registers));
  }

  /// Goroutines with the same stack.
  ///
  /// @param count how many
  /// @param labels pprof labels as printed
  /// @param frames innermost first; runtime frames at the inner end are left out by the profile itself
  /// @param offset byte offset in the input
  /// @param line number of that line, from 1
  public record Group(
      long count, Optional<String> labels, List<Frame> frames, long offset, int line) {
    /// Keeps an immutable copy.
    public Group {
      frames = List.copyOf(frames);
    }
  }
}
