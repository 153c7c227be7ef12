package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.GO_ABSENT;
import static initscope.gotrace.v2.Scheduler.NONE;
import static initscope.gotrace.v2.Scheduler.PROC_ABSENT;

import initscope.gotrace.generation.GenerationBuilder;

/// What is not known any longer, for events are missing: states of goroutines, Ps and threads, and what they had of one another.
final class Losses {
  private final Scheduler s;
  private final GenerationBuilder out;
  private long gapTicks = Cursor.NO_GAP;

  Losses(Scheduler scheduler) {
    s = scheduler;
    out = scheduler.out;
  }

  /// Notes that events are missing from a moment on.
  void from(long ticks) {
    gapTicks = Math.min(gapTicks, ticks);
  }

  /// Whether events are missing so far.
  boolean isOpen() {
    return gapTicks != Cursor.NO_GAP;
  }

  /// From when on events are missing.
  long ticks() {
    return gapTicks;
  }

  /// Events of a thread are missing: what it has is not known.
  void thread(int thread) {
    if (thread < 0) {
      return;
    }
    goroutine(s.threadGoroutine[thread]);
    proc(s.threadProc[thread]);
    out.threadLost(thread, gapTicks);
  }

  /// Nothing more is there of a thread, and more was written: what it has is known up to its last event.
  void ends(Cursor c) {
    from(c.ticks);
    if (c.thread < 0) {
      return;
    }
    int row = s.threadGoroutine[c.thread];
    if (row >= 0 && s.status(row) != GO_ABSENT) {
      out.goroutineLost(row, c.ticks);
    }
    int proc = s.threadProc[c.thread];
    if (proc >= 0 && s.procStatus[proc] != PROC_ABSENT) {
      out.procLost(proc, c.ticks);
    }
    out.threadLost(c.thread, c.ticks);
  }

  /// What is known of a goroutine does not hold any longer.
  void goroutine(int row) {
    if (row < 0) {
      return;
    }
    if (s.status(row) != GO_ABSENT) {
      out.goroutineLost(row, gapTicks);
      ranges(row);
      s.set(row, GO_ABSENT);
    }
    for (int i = 0; i < out.threadCount(); i++) {
      if (s.threadGoroutine[i] == row) {
        s.threadGoroutine[i] = NONE;
      }
    }
  }

  /// What began within a goroutine may have ended.
  void ranges(int row) {
    s.ranges.forget(row);
    out.rangesLost(row, gapTicks);
  }

  /// What is known of a P does not hold any longer.
  void proc(int row) {
    if (row < 0) {
      return;
    }
    if (s.procStatus[row] != PROC_ABSENT) {
      out.procLost(row, gapTicks);
      s.ranges.forgetSweep(row);
      s.procStatus[row] = PROC_ABSENT;
    }
    release(row);
  }

  /// Takes a P from the thread that has it.
  void release(int proc) {
    for (int i = 0; i < out.threadCount(); i++) {
      if (s.threadProc[i] == proc) {
        s.threadProc[i] = NONE;
        out.threadLost(i, gapTicks);
      }
    }
  }

  /// At the end of the generation nothing is known any longer: what is told next is told by the next one. Of no use afterwards.
  void close() {
    if (!isOpen()) {
      return;
    }
    for (int row = 0; row < out.goroutines().size(); row++) {
      if (s.status(row) != GO_ABSENT) {
        out.goroutineLost(row, gapTicks);
        out.rangesLost(row, gapTicks);
      }
    }
    for (int row = 0; row < out.procCount(); row++) {
      if (s.procStatus[row] != PROC_ABSENT) {
        out.procLost(row, gapTicks);
      }
    }
    for (int row = 0; row < out.threadCount(); row++) {
      out.threadLost(row, gapTicks);
    }
  }
}
