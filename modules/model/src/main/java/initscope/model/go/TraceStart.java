package initscope.model.go;

import initscope.model.Frame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an execution trace says about the start of the program: all from the moment tracing began; what ran before, it cannot know.
///
/// @param tracingBegan the stack on which tracing was begun, leaf first; empty where not told
/// @param offset of the event that tells the stack
/// @param inInit the package whose init began tracing, where it was one
/// @param main goroutine 1, where the trace tells of it
/// @param path its critical path over the whole trace
public record TraceStart(
    List<Frame> tracingBegan,
    OptionalLong offset,
    Optional<String> inInit,
    Optional<MainGoroutine> main,
    Optional<TracePath> path) {
  /// Keeps an immutable copy.
  public TraceStart {
    tracingBegan = List.copyOf(tracingBegan);
  }

  /// How the main goroutine spent the trace.
  ///
  /// @param runningNanos on a P
  /// @param runnableNanos ready and without a P
  /// @param syscallNanos in system calls
  /// @param waitingNanos blocked
  /// @param longest its longest wait
  public record MainGoroutine(
      long runningNanos,
      long runnableNanos,
      long syscallNanos,
      long waitingNanos,
      Optional<LongWait> longest) {}

  /// One wait.
  ///
  /// @param state {@code waiting}, {@code runnable} or {@code syscall}
  /// @param reason why, empty where not told
  /// @param startNanos when it began, from the trace's beginning
  /// @param durationNanos how long it lasted within the trace
  /// @param isOver whether it ended within the trace
  /// @param stack on which it waited, leaf first
  /// @param wokenBy the goroutine that ended it, where told
  /// @param offset of the event in the file by which it began, where found
  public record LongWait(
      String state,
      String reason,
      long startNanos,
      long durationNanos,
      boolean isOver,
      List<Frame> stack,
      OptionalLong wokenBy,
      OptionalLong offset) {
    /// Keeps an immutable copy.
    public LongWait {
      stack = List.copyOf(stack);
    }
  }
}
