package initscope.model.sched;

/// What a thread does, as the scheduler sees it.
public enum SchedState {
  /// On a CPU.
  RUNNING,
  /// Ready to run: preempted, or woken and not yet on a CPU.
  RUNNABLE,
  /// Asleep until something happens; a signal ends it too.
  SLEEPING,
  /// Asleep in the kernel, not to be woken by a signal.
  UNINTERRUPTIBLE,
  /// Stopped by a signal or a debugger.
  STOPPED,
  /// Not on a CPU; in which state the recording does not tell.
  OFF,
  /// Nothing is known.
  UNKNOWN;

  private static final SchedState[] ALL = values();

  static SchedState at(int ordinal) {
    return ALL[ordinal];
  }

  /// Whether it waits for something other than a CPU.
  public boolean waits() {
    return this == SLEEPING || this == UNINTERRUPTIBLE || this == STOPPED || this == OFF;
  }

  /// The state in which a thread left its CPU, by the letter that {@code sched_switch} prints (Linux,
  /// include/trace/events/sched.h); {@link #OFF} where it is none.
  static SchedState left(char letter) {
    return switch (letter) {
      case 'R' -> RUNNABLE;
      case 'S', 'I', 'P', 'N' -> SLEEPING;
      case 'D', 'K', 'W' -> UNINTERRUPTIBLE;
      case 'T', 't' -> STOPPED;
      default -> OFF;
    };
  }

  /// Whether a letter says that the thread has ended.
  static boolean ends(char letter) {
    return letter == 'X' || letter == 'x' || letter == 'Z';
  }
}
