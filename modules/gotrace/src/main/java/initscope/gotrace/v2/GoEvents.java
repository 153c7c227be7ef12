package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.GO_ABSENT;
import static initscope.gotrace.v2.Scheduler.GO_RUNNABLE;
import static initscope.gotrace.v2.Scheduler.GO_RUNNING;
import static initscope.gotrace.v2.Scheduler.GO_SYSCALL;
import static initscope.gotrace.v2.Scheduler.GO_WAITING;
import static initscope.gotrace.v2.Scheduler.NONE;
import static initscope.gotrace.v2.Scheduler.TAKEN;
import static initscope.gotrace.v2.Scheduler.WAIT;

import initscope.gotrace.generation.Reasons;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;

/// Events of goroutines but their system calls.
final class GoEvents {
  private final Scheduler s;
  private final TableChecks tables;

  GoEvents(Scheduler scheduler, TableChecks tables) {
    s = scheduler;
    this.tables = tables;
  }

  int create(Cursor c, boolean blocked) {
    long id = c.argument();
    long start = c.argument();
    long stack = c.argument();
    if (c.thread < 0 || s.threadProc[c.thread] < 0) {
      return s.wrong("gotrace.context", "goroutine " + id + " is created without a P");
    }
    int by = s.threadGoroutine[c.thread];
    if (by >= 0 && s.status(by) != GO_RUNNING) {
      return s.wrong("gotrace.goroutine.status", "a goroutine creates that does not run");
    }
    if (s.findGoroutine(id) >= 0) {
      return s.wrong("gotrace.goroutine.twice", "goroutine " + id + " is created and exists");
    }
    int row = s.newGoroutine(id);
    s.set(row, blocked ? GO_WAITING : GO_RUNNABLE, 0);
    s.out.created(row, by, tables.stack(c, start), tables.stack(c, stack));
    if (blocked) {
      s.out.goroutine(row, c.ticks, LaneKind.WAITS, 0, Reasons.UNKNOWN);
    } else {
      s.out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, by + 1, RunnableCause.CREATED);
    }
    return TAKEN;
  }

  int status(Cursor c, boolean withStack) {
    long id = c.argument();
    long thread = c.argument();
    long status = c.argument();
    long stack = withStack ? c.argument() : 0;
    if (status < GO_ABSENT || status > GO_WAITING) {
      return s.wrong("gotrace.goroutine.status", "goroutine " + id + " has status " + status);
    }
    int known = s.findGoroutine(id);
    if (known >= 0 && s.status(known) != status) {
      return s.wrong(
          "gotrace.goroutine.status",
          "goroutine " + id + " is " + name((int) status) + " and was " + name(s.status(known)));
    }
    if (known < 0 && !s.alone) {
      return s.wrong("gotrace.goroutine.unknown", "goroutine " + id + " was not there before");
    }
    int row = s.goroutine(id);
    long since = s.since(c, known >= 0);
    int outcome = bind(c, row, id, thread, (int) status);
    if (outcome != TAKEN) {
      return outcome;
    }
    if (known < 0) {
      s.first(row, (int) status);
    }
    s.set(row, (int) status, 0);
    s.out.seenAt(row, tables.stack(c, stack));
    lane(c, row, (int) status, (int) stack, since);
    return TAKEN;
  }

  /// Binds a goroutine that runs or is in a system call to its thread.
  private int bind(Cursor c, int row, long id, long threadId, int status) {
    if (status == GO_RUNNING && c.thread >= 0) {
      s.threadGoroutine[c.thread] = row;
      s.firstThread(row, c.thread);
    }
    if (status != GO_SYSCALL) {
      return TAKEN;
    }
    if (threadId == -1) {
      return s.wrong(
          "gotrace.goroutine.context", "goroutine " + id + " is in a system call without a thread");
    }
    int before = s.out.findThread(threadId);
    boolean own = before >= 0 && before == c.thread;
    boolean other = before >= 0 && s.threadGoroutine[before] != row;
    if (own ? !s.alone && other : other && s.isSeen(before)) {
      return s.wrong(
          "gotrace.goroutine.context", "thread " + threadId + " is not in goroutine " + id);
    }
    int thread = s.thread(threadId);
    s.see(thread);
    s.threadGoroutine[thread] = row;
    s.firstThread(row, thread);
    s.inSyscall(row, thread, own);
    if (!own && before < 0) {
      s.out.thread(thread, s.since(c, false), LaneKind.IN_SYSCALL, row + 1);
    }
    return TAKEN;
  }

  /// Writes what a status says of a goroutine.
  void lane(Cursor c, int row, int status, int stack, long since) {
    int proc = s.procOf(c);
    switch (status) {
      case GO_RUNNABLE ->
          s.out.goroutine(row, since, LaneKind.WAITS_TO_RUN, 0, RunnableCause.UNKNOWN);
      case GO_RUNNING -> {
        s.out.goroutine(row, since, LaneKind.RUNS, proc + 1, 0);
        if (proc >= 0) {
          s.out.proc(proc, since, LaneKind.RUNS, row + 1);
        }
      }
      case GO_SYSCALL -> {
        s.out.goroutine(row, since, LaneKind.IN_SYSCALL, stack, 0);
        if (proc >= 0 && s.goroutineOf(c) == row) {
          s.out.proc(proc, since, LaneKind.IN_SYSCALL, row + 1);
        }
      }
      default -> s.out.goroutine(row, since, LaneKind.WAITS, stack, Reasons.UNKNOWN);
    }
  }

  private static String name(int status) {
    return switch (status) {
      case GO_RUNNABLE -> "runnable";
      case GO_RUNNING -> "running";
      case GO_SYSCALL -> "in a system call";
      case GO_WAITING -> "waiting";
      default -> "unknown";
    };
  }

  int start(Cursor c) {
    int row = s.findGoroutine(c.argument());
    long sequence = c.argument();
    if (row < 0 || !s.isBefore(row, GO_RUNNABLE, sequence)) {
      return WAIT;
    }
    if (c.thread < 0 || s.threadProc[c.thread] < 0) {
      return s.wrong("gotrace.context", "a goroutine starts without a P");
    }
    if (s.threadGoroutine[c.thread] >= 0) {
      return s.wrong("gotrace.context", "a goroutine starts where another runs");
    }
    s.set(row, GO_RUNNING, sequence);
    s.threadGoroutine[c.thread] = row;
    runs(c, row);
    return TAKEN;
  }

  private void runs(Cursor c, int row) {
    int proc = s.threadProc[c.thread];
    s.out.goroutine(row, c.ticks, LaneKind.RUNS, proc + 1, 0);
    s.out.proc(proc, c.ticks, LaneKind.RUNS, row + 1);
  }

  /// The goroutine that runs here, or {@link Scheduler#NONE} with what is wrong said.
  private int running(Cursor c, String does) {
    if (!s.runsGoroutine(c)) {
      s.wrong("gotrace.context", "none runs that " + does);
      return NONE;
    }
    int row = s.threadGoroutine[c.thread];
    if (s.status(row) != GO_RUNNING) {
      s.wrong("gotrace.goroutine.status", "a goroutine " + does + " that does not run");
      return NONE;
    }
    return row;
  }

  private void leave(Cursor c) {
    s.out.proc(s.threadProc[c.thread], c.ticks, LaneKind.WAITS, 0);
    s.threadGoroutine[c.thread] = NONE;
  }

  int destroy(Cursor c) {
    int row = running(c, "ends");
    if (row < 0) {
      return Scheduler.WRONG;
    }
    end(row, c.ticks);
    leave(c);
    return TAKEN;
  }

  private void end(int row, long ticks) {
    s.set(row, GO_ABSENT);
    s.ranges.forget(row);
    s.out.goroutine(row, ticks, LaneKind.GONE, 0, 0);
  }

  int stop(Cursor c) {
    long reason = c.argument();
    long stack = c.argument();
    int row = running(c, "stops");
    if (row < 0) {
      return Scheduler.WRONG;
    }
    s.set(row, GO_RUNNABLE);
    int cause = RunnableCause.STOPPED + tables.reason(c, reason);
    s.out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, (int) tables.stack(c, stack), cause);
    s.out.seenAt(row, stack);
    leave(c);
    return TAKEN;
  }

  int block(Cursor c) {
    long reason = c.argument();
    long stack = c.argument();
    int row = running(c, "blocks");
    if (row < 0) {
      return Scheduler.WRONG;
    }
    s.set(row, GO_WAITING);
    int why = tables.reason(c, reason);
    s.out.goroutine(row, c.ticks, LaneKind.WAITS, (int) tables.stack(c, stack), why);
    s.out.seenAt(row, stack);
    leave(c);
    return TAKEN;
  }

  int unblock(Cursor c) {
    int row = s.findGoroutine(c.argument());
    long sequence = c.argument();
    tables.stack(c, c.argument());
    if (row < 0 || !s.isBefore(row, GO_WAITING, sequence)) {
      return WAIT;
    }
    s.set(row, GO_RUNNABLE, sequence);
    int by = s.goroutineOf(c);
    // a thread that leaves a system call may run timers before its goroutine is told to have left
    int number = by >= 0 && s.status(by) == GO_RUNNING ? by + 1 : 0;
    s.out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, number, RunnableCause.UNBLOCKED);
    return TAKEN;
  }

  /// A goroutine hands its P to another at once: unblocks it, blocks or ends itself, and the other runs.
  int change(Cursor c, boolean ends) {
    long id = c.argument();
    long sequence = c.argument();
    int row = running(c, "switches");
    if (row < 0) {
      return Scheduler.WRONG;
    }
    int next = s.findGoroutine(id);
    if (next < 0 || !s.isBefore(next, GO_WAITING, sequence)) {
      return WAIT;
    }
    s.out.goroutine(next, c.ticks, LaneKind.WAITS_TO_RUN, row + 1, RunnableCause.UNBLOCKED);
    if (ends) {
      end(row, c.ticks);
    } else {
      s.set(row, GO_WAITING);
      s.out.goroutine(row, c.ticks, LaneKind.WAITS, 0, Reasons.UNKNOWN);
    }
    s.set(next, GO_RUNNING, sequence);
    s.threadGoroutine[c.thread] = next;
    runs(c, next);
    return TAKEN;
  }
}
