package initscope.layout.trace;

import initscope.layout.Tone;
import java.util.List;
import java.util.Locale;

/// What a state of a row is, how it looks and what it is called. Colour never says it alone: the shape and a letter do too.
public enum TraceState {
  /// A goroutine waits for a P.
  RUNNABLE(Tone.RUNNABLE, Shape.HATCHED),
  /// A goroutine runs.
  RUNNING(Tone.BUSY, Shape.FULL),
  /// A goroutine is in a system call.
  SYSCALL(Tone.DISK, Shape.DOTTED),
  /// A goroutine waits for something.
  WAITING(Tone.WAIT, Shape.LOW),
  /// A P runs nothing.
  P_IDLE(Tone.UNKNOWN, Shape.LINE),
  /// A P runs a goroutine.
  P_RUNNING(Tone.BUSY, Shape.FULL),
  /// The goroutine of a P is in a system call.
  P_SYSCALL(Tone.DISK, Shape.DOTTED),
  /// A thread holds a P and runs no goroutine.
  P_HELD(Tone.RUNTIME, Shape.LOW),
  /// A thread has no P.
  M_WITHOUT_P(Tone.UNKNOWN, Shape.LINE),
  /// A thread holds a P.
  M_WITH_P(Tone.BUSY, Shape.FULL),
  /// A thread is in a system call without a P.
  M_SYSCALL(Tone.DISK, Shape.DOTTED),
  /// Does not occur.
  M_OTHER(Tone.UNKNOWN, Shape.LINE),
  /// A garbage collection.
  COLLECTION(Tone.WHOLE, Shape.FULL),
  /// The world is stopped.
  STOP(Tone.INIT, Shape.FULL),
  /// A task.
  TASK(Tone.DONE, Shape.FULL),
  /// A region.
  REGION(Tone.LOG, Shape.BRACKET),
  /// Not known, for events are missing.
  LOST(Tone.UNKNOWN, Shape.DASHED);

  /// Added to the kind of the state that was told last, where the state is not known.
  static final int NOT_KNOWN = 4;

  private static final List<TraceState> OF_GOROUTINES =
      List.of(RUNNABLE, RUNNING, SYSCALL, WAITING);
  private static final List<TraceState> OF_PROCS = List.of(P_IDLE, P_RUNNING, P_SYSCALL, P_HELD);
  private static final List<TraceState> OF_THREADS =
      List.of(M_WITHOUT_P, M_WITH_P, M_SYSCALL, M_OTHER);

  private final Tone tone;
  private final Shape shape;

  TraceState(Tone tone, Shape shape) {
    this.tone = tone;
    this.shape = shape;
  }

  /// How a box is drawn.
  public enum Shape {
    /// The whole height.
    FULL,
    /// The whole height, striped.
    HATCHED,
    /// The whole height, dotted.
    DOTTED,
    /// The lower third.
    LOW,
    /// Not quite the whole height, with a strong left edge and a line below.
    BRACKET,
    /// A thin line.
    LINE,
    /// A dashed line.
    DASHED
  }

  /// Its colour.
  public Tone tone() {
    return tone;
  }

  /// Its shape.
  public Shape shape() {
    return shape;
  }

  /// Key of its name.
  public String key() {
    return "trace.state." + name().toLowerCase(Locale.ROOT);
  }

  /// The state of a row's kind.
  ///
  /// @param kind 0 to 3, see {@link initscope.gotrace.lane.LaneKind}; from 4 on not known
  public static TraceState of(TraceRow.Sort sort, int kind) {
    if (kind >= NOT_KNOWN) {
      return LOST;
    }
    return switch (sort) {
      case PROC -> OF_PROCS.get(kind);
      case THREAD -> OF_THREADS.get(kind);
      case COLLECTIONS -> COLLECTION;
      case STOPS -> STOP;
      case TASK -> TASK;
      case REGIONS -> REGION;
      default -> OF_GOROUTINES.get(kind);
    };
  }
}
