package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.GO_ABSENT;
import static initscope.gotrace.v2.Scheduler.GO_RUNNABLE;
import static initscope.gotrace.v2.Scheduler.GO_RUNNING;
import static initscope.gotrace.v2.Scheduler.GO_SYSCALL;
import static initscope.gotrace.v2.Scheduler.NONE;
import static initscope.gotrace.v2.Scheduler.PROC_ABANDONED;
import static initscope.gotrace.v2.Scheduler.PROC_RUNNING;
import static initscope.gotrace.v2.Scheduler.PROC_SYSCALL;
import static initscope.gotrace.v2.Scheduler.TAKEN;
import static initscope.gotrace.v2.Scheduler.WAIT;

import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;

/// Goroutines enter and leave system calls; goroutines of callbacks from C begin and end in one.
final class SyscallEvents {
  private final Scheduler s;
  private final TableChecks tables;

  SyscallEvents(Scheduler scheduler, TableChecks tables) {
    s = scheduler;
    this.tables = tables;
  }

  int begin(Cursor c) {
    long sequence = c.argument();
    long stack = c.argument();
    if (!s.runsGoroutine(c)) {
      return s.wrong("gotrace.context", "none runs that enters a system call");
    }
    int row = s.threadGoroutine[c.thread];
    int proc = s.threadProc[c.thread];
    if (s.status(row) != GO_RUNNING) {
      return s.wrong(
          "gotrace.goroutine.status", "a goroutine enters a system call and does not run");
    }
    if (sequence != s.procSequence[proc] + 1) {
      return s.wrong(
          "gotrace.proc.sequence",
          "P counts " + s.procSequence[proc] + " and the system call says " + sequence);
    }
    s.set(row, GO_SYSCALL);
    s.procStatus[proc] = PROC_SYSCALL;
    s.procSequence[proc] = sequence;
    s.out.goroutine(row, c.ticks, LaneKind.IN_SYSCALL, (int) tables.stack(c, stack), 0);
    s.out.seenAt(row, stack);
    s.out.proc(proc, c.ticks, LaneKind.IN_SYSCALL, row + 1);
    return TAKEN;
  }

  int end(Cursor c) {
    if (!s.runsGoroutine(c)) {
      return s.wrong("gotrace.context", "none runs that leaves a system call");
    }
    int row = s.threadGoroutine[c.thread];
    int proc = s.threadProc[c.thread];
    if (s.status(row) != GO_SYSCALL || s.procStatus[proc] != PROC_SYSCALL) {
      return s.wrong("gotrace.goroutine.status", "a goroutine leaves a system call and is in none");
    }
    s.set(row, GO_RUNNING);
    s.procStatus[proc] = PROC_RUNNING;
    s.out.goroutine(row, c.ticks, LaneKind.RUNS, proc + 1, 0);
    s.out.proc(proc, c.ticks, LaneKind.RUNS, row + 1);
    return TAKEN;
  }

  /// Waits until its P was taken away: the event says that it was.
  int endBlocked(Cursor c) {
    int proc = s.procOf(c);
    if (proc >= 0 && s.procStatus[proc] == PROC_SYSCALL) {
      return WAIT;
    }
    int row = s.goroutineOf(c);
    if (row < 0) {
      return s.wrong("gotrace.context", "none is there that leaves a system call");
    }
    if (s.status(row) != GO_SYSCALL) {
      return s.wrong("gotrace.goroutine.status", "a goroutine leaves a system call and is in none");
    }
    s.set(row, GO_RUNNABLE);
    s.threadGoroutine[c.thread] = NONE;
    s.out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, 0, RunnableCause.SYSCALL_EXIT);
    if (proc < 0) {
      s.out.thread(c.thread, c.ticks, LaneKind.WAITS_TO_RUN, 0);
    }
    return TAKEN;
  }

  int create(Cursor c) {
    long id = c.argument();
    if (c.thread < 0 || s.threadGoroutine[c.thread] >= 0) {
      return s.wrong("gotrace.context", "goroutine " + id + " comes from C where another runs");
    }
    if (s.findGoroutine(id) >= 0) {
      return s.wrong("gotrace.goroutine.twice", "goroutine " + id + " comes from C and exists");
    }
    int row = s.newGoroutine(id);
    s.set(row, GO_SYSCALL, 0);
    s.threadGoroutine[c.thread] = row;
    s.out.goroutine(row, c.ticks, LaneKind.IN_SYSCALL, 0, 0);
    return TAKEN;
  }

  int destroy(Cursor c) {
    int row = s.goroutineOf(c);
    if (row < 0) {
      return s.wrong("gotrace.context", "none is there that returns to C");
    }
    if (s.status(row) != GO_SYSCALL) {
      return s.wrong(
          "gotrace.goroutine.status", "a goroutine returns to C and is in no system call");
    }
    int proc = s.threadProc[c.thread];
    if (proc >= 0 && s.procStatus[proc] != PROC_SYSCALL) {
      return s.wrong(
          "gotrace.proc.status", "a goroutine returns to C and its P is in no system call");
    }
    s.set(row, GO_ABSENT);
    s.ranges.forget(row);
    s.threadGoroutine[c.thread] = NONE;
    s.out.goroutine(row, c.ticks, LaneKind.GONE, 0, 0);
    if (proc >= 0) {
      // the thread's number may come again with another thread: it must not be thought to hold the
      // P
      s.procStatus[proc] = PROC_ABANDONED;
      s.threadProc[c.thread] = NONE;
      s.out.proc(proc, c.ticks, LaneKind.WAITS_TO_RUN, 0);
    }
    s.out.thread(c.thread, c.ticks, LaneKind.WAITS_TO_RUN, 0);
    return TAKEN;
  }
}
