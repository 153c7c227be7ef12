package initscope.diagnosis;

import initscope.model.Frame;
import java.util.List;
import java.util.Optional;

/// Questions about stacks, innermost frame first.
final class Stacks {
  /// Frames between a waiting function and the code that called it.
  private static final List<String> PLUMBING =
      List.of(
          "runtime.",
          "sync.runtime_",
          "sync.(*Mutex).",
          "sync.(*RWMutex).",
          "internal/sync.",
          "internal/poll.",
          "syscall.",
          "internal/runtime/",
          "time.Sleep");

  private Stacks() {}

  static boolean hasAny(List<Frame> frames, List<String> prefixes) {
    return first(frames, prefixes).isPresent();
  }

  /// Innermost frame whose function begins with one of the prefixes.
  static Optional<Frame> first(List<Frame> frames, List<String> prefixes) {
    return frames.stream().filter(f -> startsWithAny(f.function(), prefixes)).findFirst();
  }

  /// Innermost frame that is not the runtime's or the lock's own.
  static Optional<Frame> caller(List<Frame> frames) {
    return frames.stream().filter(f -> !startsWithAny(f.function(), PLUMBING)).findFirst();
  }

  static boolean has(List<Frame> frames, String function) {
    return frames.stream().anyMatch(f -> f.function().equals(function));
  }

  static boolean hasRuntimeMain(List<Frame> frames) {
    return has(frames, "runtime.main");
  }

  static boolean startsWithAny(String text, List<String> prefixes) {
    return prefixes.stream().anyMatch(text::startsWith);
  }

  static boolean containsAny(String text, List<String> parts) {
    return parts.stream().anyMatch(text::contains);
  }

  /// {@code file:line} of a frame, else its function.
  static String place(Frame frame) {
    return frame
        .file()
        .map(f -> frame.line().isPresent() ? f + ":" + frame.line().getAsInt() : f)
        .orElse(frame.function());
  }
}
