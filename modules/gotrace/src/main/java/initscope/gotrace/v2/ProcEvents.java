package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.NONE;
import static initscope.gotrace.v2.Scheduler.PROC_ABANDONED;
import static initscope.gotrace.v2.Scheduler.PROC_ABSENT;
import static initscope.gotrace.v2.Scheduler.PROC_IDLE;
import static initscope.gotrace.v2.Scheduler.PROC_RUNNING;
import static initscope.gotrace.v2.Scheduler.PROC_SYSCALL;
import static initscope.gotrace.v2.Scheduler.TAKEN;
import static initscope.gotrace.v2.Scheduler.WAIT;

import initscope.gotrace.lane.LaneKind;

/// Events of Ps.
final class ProcEvents {
  private final Scheduler s;

  ProcEvents(Scheduler scheduler) {
    s = scheduler;
  }

  int status(Cursor c) {
    long id = c.argument();
    long status = c.argument();
    if (status < PROC_ABSENT || status > PROC_ABANDONED) {
      return s.wrong("gotrace.proc.status", "P " + id + " has status " + status);
    }
    int known = s.findProc(id);
    if (known >= 0 && !mayBe(s.procStatus[known], (int) status)) {
      String was = name(s.procStatus[known]);
      return s.wrong(
          "gotrace.proc.status", "P " + id + " is " + name((int) status) + " and was " + was);
    }
    int row = s.proc(id);
    boolean stolenSoon =
        known >= 0 && status == PROC_ABANDONED && s.procStatus[row] == PROC_SYSCALL;
    if (stolenSoon && !isHeld(row)) {
      return s.wrong("gotrace.proc.context", "no thread holds P " + id + ", about to be stolen");
    }
    if (known < 0) {
      s.procStatus[row] = (byte) status;
      s.firstProc(row, (int) status);
    }
    s.procSequence[row] = 0;
    long since = s.since(c, known >= 0);
    boolean held = status == PROC_RUNNING || status == PROC_SYSCALL;
    if (held && c.thread >= 0) {
      s.threadProc[c.thread] = row;
      s.firstProcOf(c.thread, row);
      s.out.thread(c.thread, since, LaneKind.RUNS, row + 1);
    }
    int goroutine = held ? s.goroutineOf(c) + 1 : 0;
    s.out.proc(row, since, laneKind((int) status, goroutine, s.initial), goroutine);
    return TAKEN;
  }

  private static boolean mayBe(int was, int is) {
    return was == is || (is == PROC_ABANDONED && was == PROC_SYSCALL);
  }

  private boolean isHeld(int row) {
    for (int i = 0; i < s.out.threadCount(); i++) {
      if (s.threadProc[i] == row) {
        return true;
      }
    }
    return false;
  }

  /// An abandoned P was in a system call until it is stolen, in a moment; only at the trace's beginning it is not known to have been.
  static int laneKind(int status, int goroutine, boolean initial) {
    return switch (status) {
      case PROC_RUNNING -> goroutine == 0 ? LaneKind.WAITS : LaneKind.RUNS;
      case PROC_SYSCALL -> LaneKind.IN_SYSCALL;
      case PROC_ABANDONED -> initial ? LaneKind.WAITS_TO_RUN : LaneKind.IN_SYSCALL;
      default -> LaneKind.WAITS_TO_RUN;
    };
  }

  private static String name(int status) {
    return switch (status) {
      case PROC_RUNNING -> "running";
      case PROC_IDLE -> "idle";
      case PROC_SYSCALL -> "in a system call";
      case PROC_ABANDONED -> "abandoned in a system call";
      default -> "unknown";
    };
  }

  int start(Cursor c) {
    int row = s.findProc(c.argument());
    long sequence = c.argument();
    if (row < 0
        || s.procStatus[row] != PROC_IDLE
        || sequence != s.procSequence[row] + 1
        || s.procOf(c) != NONE) {
      return WAIT;
    }
    if (c.thread < 0) {
      return s.wrong("gotrace.context", "a P starts without a thread");
    }
    s.procStatus[row] = PROC_RUNNING;
    s.procSequence[row] = sequence;
    s.threadProc[c.thread] = row;
    s.out.proc(row, c.ticks, LaneKind.WAITS, 0);
    s.out.thread(c.thread, c.ticks, LaneKind.RUNS, row + 1);
    return TAKEN;
  }

  int stop(Cursor c) {
    int row = s.procOf(c);
    if (row < 0) {
      return s.wrong("gotrace.proc.context", "a P stops on a thread that has none");
    }
    if (s.procStatus[row] != PROC_RUNNING && s.procStatus[row] != PROC_SYSCALL) {
      return s.wrong("gotrace.proc.status", "P stops and is " + name(s.procStatus[row]));
    }
    s.procStatus[row] = PROC_IDLE;
    lose(c.thread, row, c.ticks);
    return TAKEN;
  }

  private void lose(int thread, int proc, long ticks) {
    s.threadProc[thread] = NONE;
    s.out.proc(proc, ticks, LaneKind.WAITS_TO_RUN, 0);
    int goroutine = s.threadGoroutine[thread];
    s.out.thread(
        thread, ticks, goroutine >= 0 ? LaneKind.IN_SYSCALL : LaneKind.WAITS_TO_RUN, goroutine + 1);
  }

  int steal(Cursor c) {
    long id = c.argument();
    long sequence = c.argument();
    long victim = c.argument();
    int row = s.findProc(id);
    if (row < 0
        || (s.procStatus[row] != PROC_SYSCALL && s.procStatus[row] != PROC_ABANDONED)
        || sequence != s.procSequence[row] + 1) {
      return WAIT;
    }
    if (c.thread < 0) {
      return s.wrong("gotrace.context", "a P is stolen without a thread");
    }
    boolean abandoned = s.procStatus[row] == PROC_ABANDONED;
    int from = abandoned ? NONE : s.out.findThread(victim);
    if (!abandoned && from < 0) {
      return s.wrong("gotrace.proc.context", "P " + id + " is stolen from an unknown thread");
    }
    if (!abandoned && s.threadProc[from] != row) {
      return s.wrong("gotrace.proc.context", "P " + id + " is stolen from a thread without it");
    }
    s.procStatus[row] = PROC_IDLE;
    s.procSequence[row] = sequence;
    if (abandoned) {
      s.out.proc(row, c.ticks, LaneKind.WAITS_TO_RUN, 0);
    } else {
      lose(from, row, c.ticks);
    }
    return TAKEN;
  }
}
