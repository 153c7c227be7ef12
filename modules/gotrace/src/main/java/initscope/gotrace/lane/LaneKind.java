package initscope.gotrace.lane;

/// The kinds of a lane's states, as small numbers. A goroutine, a P and a thread each give the first four their own meaning; how long each
/// lasted is summed.
public final class LaneKind {
  /// Goroutine: runnable, waits for a P. P: idle. Thread: without a P.
  public static final int WAITS_TO_RUN = 0;

  /// Goroutine: runs, the number is its P's row. P: runs a goroutine, the number is its row. Thread: holds a P, the number is its row.
  public static final int RUNS = 1;

  /// Goroutine: in a system call, the number is its stack. P: its goroutine, the number, is in a system call. Thread: in a system
  /// call without a P, the number is its goroutine's row.
  public static final int IN_SYSCALL = 2;

  /// Goroutine: waits, with a reason, the number is its stack. P: held by a thread that runs no goroutine. Thread: unused.
  public static final int WAITS = 3;

  /// The goroutine ended; nothing follows but a new one of the same number.
  public static final int GONE = 4;

  /// A record only: {@link #WAITS} for as many ticks as the reason says, then {@link #RUNS}. A P that goes from one goroutine to the next
  /// does so within a fraction of a microsecond, millions of times.
  static final int RUNS_SOON = 5;

  /// No record yet.
  public static final int NONE = 6;

  /// Not known from here until the next state: events are missing.
  public static final int LOST = 7;

  private LaneKind() {}

  /// Whether a kind says how something is: not that it ended or is not known.
  public static boolean isTold(int kind) {
    return kind <= WAITS;
  }

  /// Whether records of a kind keep a reason.
  public static boolean hasReason(int kind) {
    return kind == WAITS || kind == WAITS_TO_RUN || kind == RUNS_SOON;
  }
}
