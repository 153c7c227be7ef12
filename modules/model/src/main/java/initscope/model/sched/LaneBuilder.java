package initscope.model.sched;

import java.util.Arrays;

/// The state machine of one thread. Time never goes back; a state that lasted no time at all leaves no row.
final class LaneBuilder {
  private final int tid;
  private int pid = -1;
  private String comm = "";
  private long[] starts = new long[4];
  private byte[] states = new byte[4];
  private int[] left = new int[4];
  private int[] woken = new int[4];
  private short[] cpus = new short[4];
  private boolean[] loose = new boolean[4];
  private boolean[] disk = new boolean[4];
  private int size;
  private long exitNanos = Long.MIN_VALUE;
  private boolean over;
  private long overNanos;

  LaneBuilder(int tid, long begin, SchedState state, int row) {
    this.tid = tid;
    add(begin, state, row, -1);
  }

  int tid() {
    return tid;
  }

  int pid() {
    return pid;
  }

  String comm() {
    return comm;
  }

  boolean isOver() {
    return over;
  }

  void is(int process, String name) {
    pid = process > 0 ? process : pid;
    comm = name;
  }

  void named(String name) {
    comm = comm.isEmpty() ? name : comm;
  }

  private SchedState state() {
    return SchedState.at(states[size - 1]);
  }

  /// Whether it is known to be off any CPU.
  boolean waits() {
    return state().waits() || state() == SchedState.RUNNABLE;
  }

  /// It was seen on a CPU: what it was in before is over, and if that was no running, its end was missed.
  void seenRunning(long now, int cpu) {
    SchedState state = state();
    if (state == SchedState.RUNNING) {
      cpus[size - 1] = cpus[size - 1] < 0 ? (short) cpu : cpus[size - 1];
    } else {
      loose[size - 1] |= state != SchedState.UNKNOWN;
      go(now, SchedState.RUNNING, ThreadLane.NONE, cpu);
    }
  }

  /// It ran for that long until now.
  void ran(long runtimeNanos, long now, int cpu) {
    if (state() == SchedState.UNKNOWN) {
      carve(size - 1, now - runtimeNanos, SchedState.RUNNING);
      cpus[size - 1] = (short) cpu;
    } else {
      seenRunning(now, -1);
    }
  }

  /// It took a CPU.
  void switchedIn(long now, int cpu, boolean wakeupsAreSeen) {
    SchedState state = state();
    if (state == SchedState.RUNNING) {
      loose[size - 1] = true;
    } else if (state.waits()) {
      loose[size - 1] = wakeupsAreSeen;
    }
    go(now, SchedState.RUNNING, ThreadLane.NONE, cpu);
  }

  /// It left its CPU.
  void switchedOut(long now, char letter, int row, int cpu) {
    seenRunning(now, cpu);
    if (SchedState.ends(letter)) {
      end(now);
    } else {
      go(now, SchedState.left(letter), row, cpus[size - 1]);
    }
  }

  /// It was made runnable, by the thread on which that was seen.
  void woken(long now, int row) {
    SchedState state = state();
    if (state == SchedState.RUNNING || state == SchedState.RUNNABLE) {
      return; // it had not left its CPU yet, or this is the second event of one wakeup
    }
    woken[size - 1] = row;
    int from = left[size - 1];
    go(now, SchedState.RUNNABLE, from, cpus[size - 1]);
  }

  /// It waited for that long until now.
  ///
  /// @param kept whether a recording has switches, so that what was seen running left its CPU at another time than this says
  void slept(SchedState state, long delayNanos, long now, boolean kept) {
    int at = size - 1;
    if (state() == SchedState.RUNNABLE && at > 0) {
      at--;
    }
    SchedState was = SchedState.at(states[at]);
    if (was == SchedState.UNKNOWN
        || was == SchedState.OFF
        || (was == SchedState.RUNNING && !kept && at == size - 1)) {
      carve(at, (at == size - 1 ? now : starts[at + 1]) - delayNanos, state);
    }
  }

  /// The wait that just ended began at a switch that is told only now.
  void leftBefore(int row) {
    int at = state() == SchedState.RUNNABLE && size > 1 ? size - 2 : size - 1;
    left[at] = row;
    left[size - 1] = row;
  }

  /// Whether nothing but its first moment is known of it.
  boolean isYoung(long now) {
    return size == 1 && starts[0] == now;
  }

  /// That wait was for a disk.
  void waitedForDisk() {
    int at = state() == SchedState.RUNNABLE && size > 1 ? size - 2 : size - 1;
    disk[at] = SchedState.at(states[at]) == SchedState.UNINTERRUPTIBLE;
  }

  /// It was runnable for that long until now.
  void waited(long delayNanos, long now) {
    SchedState state = state();
    if (state != SchedState.RUNNABLE && state != SchedState.RUNNING) {
      int from = left[size - 1];
      carve(size - 1, now - delayNanos, SchedState.RUNNABLE);
      left[size - 1] = from;
    }
  }

  /// It said that it ends; it still has to leave its CPU.
  void exits(long now) {
    exitNanos = now;
  }

  /// Its id is given to a new thread: it must have ended before, when is not known.
  void endUnseen(long now) {
    loose[size - 1] = true;
    end(now);
  }

  private void end(long now) {
    over = true;
    overNanos = Math.max(now, starts[size - 1]);
  }

  /// Gives the last part of a row another state, at most all of it.
  ///
  /// @return the row of that part
  private int carve(int row, long from, SchedState state) {
    if (from <= starts[row]) {
      states[row] = (byte) state.ordinal();
      return row;
    }
    int tail = size - row - 1;
    add(0, SchedState.UNKNOWN, ThreadLane.NONE, -1);
    for (int at = row + tail; at > row; at--) {
      copy(at, at + 1);
    }
    set(row + 1, from, state, ThreadLane.NONE, cpus[row]);
    return row + 1;
  }

  private void copy(int from, int to) {
    starts[to] = starts[from];
    states[to] = states[from];
    left[to] = left[from];
    woken[to] = woken[from];
    cpus[to] = cpus[from];
    loose[to] = loose[from];
    disk[to] = disk[from];
  }

  private void go(long now, SchedState state, int row, int cpu) {
    if (now <= starts[size - 1]) {
      set(size - 1, starts[size - 1], state, row, cpu);
    } else {
      add(now, state, row, cpu);
    }
  }

  private void add(long at, SchedState state, int row, int cpu) {
    if (size == starts.length) {
      int more = size * 2;
      starts = Arrays.copyOf(starts, more);
      states = Arrays.copyOf(states, more);
      left = Arrays.copyOf(left, more);
      woken = Arrays.copyOf(woken, more);
      cpus = Arrays.copyOf(cpus, more);
      loose = Arrays.copyOf(loose, more);
      disk = Arrays.copyOf(disk, more);
    }
    set(size++, at, state, row, cpu);
  }

  private void set(int at, long start, SchedState state, int row, int cpu) {
    starts[at] = start;
    states[at] = (byte) state.ordinal();
    left[at] = row;
    woken[at] = ThreadLane.NONE;
    cpus[at] = (short) cpu;
    loose[at] = false;
    disk[at] = false;
  }

  /// Where the lane ends, given where the recording does.
  long last(long recordingEnds) {
    if (!over && exitNanos != Long.MIN_VALUE && state() == SchedState.RUNNING) {
      end(exitNanos);
    }
    return over ? overNanos : Math.max(recordingEnds, starts[size - 1]);
  }

  boolean waitedForDisk(int row) {
    return disk[row];
  }

  int size() {
    return size;
  }

  SchedState stateOf(int row) {
    return SchedState.at(states[row]);
  }

  int leftOf(int row) {
    return left[row];
  }

  long[] starts() {
    return Arrays.copyOf(starts, size);
  }

  byte[] states() {
    return Arrays.copyOf(states, size);
  }

  int[] left() {
    return Arrays.copyOf(left, size);
  }

  int[] woken() {
    return Arrays.copyOf(woken, size);
  }

  short[] cpus() {
    return Arrays.copyOf(cpus, size);
  }

  boolean[] loose() {
    return Arrays.copyOf(loose, size);
  }
}
