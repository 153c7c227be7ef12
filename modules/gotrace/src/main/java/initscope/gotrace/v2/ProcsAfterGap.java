package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.NONE;
import static initscope.gotrace.v2.Scheduler.PROC_ABANDONED;
import static initscope.gotrace.v2.Scheduler.PROC_ABSENT;
import static initscope.gotrace.v2.Scheduler.PROC_IDLE;
import static initscope.gotrace.v2.Scheduler.PROC_RUNNING;
import static initscope.gotrace.v2.Scheduler.PROC_SYSCALL;

import initscope.gotrace.generation.GenerationBuilder;
import initscope.gotrace.lane.LaneKind;

/// Events of Ps where events are missing, believed as {@link AfterGap} does.
final class ProcsAfterGap {
  private final Scheduler s;
  private final GenerationBuilder out;
  private final Losses losses;

  ProcsAfterGap(Scheduler scheduler, Losses losses) {
    s = scheduler;
    out = scheduler.out;
    this.losses = losses;
  }

  private boolean isOld(int row, long sequence) {
    return s.procSequence[row] > 0 && sequence <= s.procSequence[row];
  }

  void start(Cursor c) {
    int row = s.proc(c.argument());
    long sequence = c.argument();
    if (c.thread < 0 || isOld(row, sequence)) {
      return;
    }
    if (s.procStatus[row] != PROC_IDLE || sequence != s.procSequence[row] + 1) {
      losses.proc(row);
    }
    take(c, row, sequence, PROC_RUNNING);
    out.proc(row, c.ticks, LaneKind.WAITS, 0);
    out.thread(c.thread, c.ticks, LaneKind.RUNS, row + 1);
  }

  private void take(Cursor c, int proc, long sequence, int status) {
    if (s.threadProc[c.thread] != proc) {
      losses.proc(s.threadProc[c.thread]);
      losses.release(proc);
    }
    s.procStatus[proc] = (byte) status;
    s.procSequence[proc] = sequence;
    s.threadProc[c.thread] = proc;
  }

  void stop(Cursor c) {
    int row = s.procOf(c);
    if (row < 0) {
      return;
    }
    s.procStatus[row] = PROC_IDLE;
    s.threadProc[c.thread] = NONE;
    out.proc(row, c.ticks, LaneKind.WAITS_TO_RUN, 0);
    out.thread(c.thread, c.ticks, LaneKind.WAITS_TO_RUN, 0);
  }

  void steal(Cursor c) {
    int row = s.proc(c.argument());
    long sequence = c.argument();
    if (isOld(row, sequence)) {
      return;
    }
    boolean known = s.procStatus[row] == PROC_SYSCALL || s.procStatus[row] == PROC_ABANDONED;
    if (!known || sequence != s.procSequence[row] + 1) {
      losses.proc(row);
    }
    for (int i = 0; i < out.threadCount(); i++) {
      if (s.threadProc[i] == row) {
        s.threadProc[i] = NONE;
        out.thread(i, c.ticks, LaneKind.IN_SYSCALL, s.threadGoroutine[i] + 1);
      }
    }
    s.procStatus[row] = PROC_IDLE;
    s.procSequence[row] = sequence;
    out.proc(row, c.ticks, LaneKind.WAITS_TO_RUN, 0);
  }

  void status(Cursor c) {
    long id = c.argument();
    long status = c.argument();
    if (status <= PROC_ABSENT || status > PROC_ABANDONED) {
      return;
    }
    int row = s.proc(id);
    if (s.procStatus[row] != status) {
      losses.proc(row);
    }
    boolean held = status == PROC_RUNNING || status == PROC_SYSCALL;
    if (held && c.thread >= 0) {
      take(c, row, 0, (int) status);
      out.thread(c.thread, c.ticks, LaneKind.RUNS, row + 1);
    }
    s.procStatus[row] = (byte) status;
    s.procSequence[row] = 0;
    int goroutine = held ? s.goroutineOf(c) + 1 : 0;
    out.proc(row, c.ticks, ProcEvents.laneKind((int) status, goroutine, s.initial), goroutine);
  }
}
