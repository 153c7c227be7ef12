package initscope.model.sched;

/// One thread's states, one row each, in order and without gaps: a row ends where the next begins, so that their lengths add up to
/// {@code lastNanos() - firstNanos()}. Immutable.
public final class ThreadLane {
  /// No row of a recording.
  public static final int NONE = -1;

  private final int tid;
  private final int pid;
  private final String comm;
  private final boolean exited;
  private final long lastNanos;
  private final long[] starts;
  private final byte[] states;
  private final byte[] reasons;
  private final int[] left;
  private final int[] woken;
  private final short[] cpus;
  private final boolean[] loose;

  ThreadLane(LaneBuilder built, long lastNanos, byte[] reasons) {
    tid = built.tid();
    pid = built.pid();
    comm = built.comm();
    exited = built.isOver();
    this.lastNanos = lastNanos;
    this.reasons = reasons;
    starts = built.starts();
    states = built.states();
    left = built.left();
    woken = built.woken();
    cpus = built.cpus();
    loose = built.loose();
  }

  /// The thread.
  public int tid() {
    return tid;
  }

  /// Its process; the thread's own id where the recording does not tell one.
  public int pid() {
    return pid > 0 ? pid : tid;
  }

  /// Its name, as it was last seen.
  public String comm() {
    return comm;
  }

  /// Whether its end was seen.
  public boolean exited() {
    return exited;
  }

  /// Number of rows.
  public int size() {
    return starts.length;
  }

  /// When a row begins, on the recording's clock.
  public long startNanos(int row) {
    return starts[row];
  }

  /// When it ends.
  public long endNanos(int row) {
    return row + 1 < starts.length ? starts[row + 1] : lastNanos;
  }

  /// How long it lasts.
  public long nanos(int row) {
    return endNanos(row) - starts[row];
  }

  /// What the thread does.
  public SchedState state(int row) {
    return SchedState.at(states[row]);
  }

  /// Why it does not run; {@link WaitReason#NOT_KNOWN} where it does.
  public WaitReason reason(int row) {
    return WaitReason.at(reasons[row]);
  }

  /// The sample at which it left its CPU, which has the stack; {@link #NONE} where none was seen.
  public int leftAt(int row) {
    return left[row];
  }

  /// The sample that ended the wait: seen on the thread that woke it; {@link #NONE} where none was seen.
  public int wokenAt(int row) {
    return woken[row];
  }

  /// The CPU it runs on, or ran on last; -1 where not told.
  public int cpu(int row) {
    return cpus[row];
  }

  /// Whether the end of the row was seen. Else events are missing: the state lasted at most that long.
  public boolean isExact(int row) {
    return !loose[row];
  }

  /// Where it begins.
  public long firstNanos() {
    return starts.length == 0 ? lastNanos : starts[0];
  }

  /// Its end, or that of the recording.
  public long lastNanos() {
    return lastNanos;
  }

  /// The row at a moment; the nearest one outside of the lane.
  public int at(long nanos) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(0, low - 1);
  }

  /// All time in a state.
  public long nanos(SchedState state) {
    long sum = 0;
    for (int row = 0; row < starts.length; row++) {
      sum += states[row] == state.ordinal() ? nanos(row) : 0;
    }
    return sum;
  }
}
