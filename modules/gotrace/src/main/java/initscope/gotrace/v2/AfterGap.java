package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.GO_ABSENT;
import static initscope.gotrace.v2.Scheduler.GO_RUNNABLE;
import static initscope.gotrace.v2.Scheduler.GO_RUNNING;
import static initscope.gotrace.v2.Scheduler.GO_SYSCALL;
import static initscope.gotrace.v2.Scheduler.GO_WAITING;
import static initscope.gotrace.v2.Scheduler.NONE;
import static initscope.gotrace.v2.Scheduler.PROC_ABANDONED;
import static initscope.gotrace.v2.Scheduler.PROC_RUNNING;
import static initscope.gotrace.v2.Scheduler.PROC_SYSCALL;

import initscope.gotrace.generation.GenerationBuilder;
import initscope.gotrace.generation.Reasons;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;

/// Goes on where events are missing. An event that contradicts what is known, or waits for one that does not come, is believed about what it
/// says itself; what it contradicts is not known from the gap on, or since its own beginning. Nothing is concluded from silence.
final class AfterGap {
  private final Scheduler s;
  private final GenerationBuilder out;
  private final TableChecks tables;
  private final GoEvents goroutines;
  private final Losses losses;
  private final ProcsAfterGap procs;
  private final int[] sizes;

  AfterGap(Scheduler scheduler, TableChecks tables, GoEvents goroutines, int[] sizes) {
    s = scheduler;
    out = scheduler.out;
    this.tables = tables;
    this.goroutines = goroutines;
    this.sizes = sizes;
    losses = new Losses(scheduler);
    procs = new ProcsAfterGap(scheduler, losses);
  }

  /// What is not known.
  Losses losses() {
    return losses;
  }

  /// Takes an event as it is.
  ///
  /// @return false where it cannot be read: the rest of its batch is lost
  boolean take(Cursor c) {
    if (sizes[c.type] < 0 || !isWhole(c)) {
      return false;
    }
    apply(c);
    c.again();
    pass(c);
    return true;
  }

  /// Whether an event lies within its batch; one of an unknown type may.
  boolean isWhole(Cursor c) {
    if (sizes[c.type] < 0) {
      return c.isWhole();
    }
    pass(c);
    boolean whole = c.isWhole();
    c.again();
    return whole;
  }

  private void pass(Cursor c) {
    c.again();
    for (int i = sizes[c.type] - 1; i > 0; i--) {
      c.argument();
    }
  }

  private void apply(Cursor c) {
    switch (c.type) {
      case EventType.GO_CREATE -> create(c, false);
      case EventType.GO_CREATE_BLOCKED -> create(c, true);
      case EventType.GO_START -> start(c);
      case EventType.GO_STOP -> leave(c, LaneKind.WAITS_TO_RUN);
      case EventType.GO_BLOCK -> leave(c, LaneKind.WAITS);
      case EventType.GO_DESTROY -> leave(c, LaneKind.GONE);
      case EventType.GO_UNBLOCK -> unblock(c);
      case EventType.GO_SWITCH -> change(c, LaneKind.WAITS);
      case EventType.GO_SWITCH_DESTROY -> change(c, LaneKind.GONE);
      case EventType.GO_STATUS -> status(c, false);
      case EventType.GO_STATUS_STACK -> status(c, true);
      case EventType.GO_SYSCALL_BEGIN -> syscallBegin(c);
      case EventType.GO_SYSCALL_END -> syscallEnd(c);
      case EventType.GO_SYSCALL_END_BLOCKED -> syscallEndBlocked(c);
      case EventType.GO_CREATE_SYSCALL -> createSyscall(c);
      case EventType.GO_DESTROY_SYSCALL -> destroySyscall(c);
      default -> rest(c);
    }
  }

  private void rest(Cursor c) {
    switch (c.type) {
      case EventType.PROC_START -> procs.start(c);
      case EventType.PROC_STOP -> procs.stop(c);
      case EventType.PROC_STEAL -> procs.steal(c);
      case EventType.PROC_STATUS -> procs.status(c);
      case EventType.HEAP_ALLOC -> out.marks().heap(c.ticks, c.argument());
      case EventType.HEAP_GOAL -> out.marks().goal(c.ticks, c.argument());
      case EventType.GC_BEGIN -> collector(c, RangeEvents.COLLECTS);
      case EventType.GC_END -> collector(c, RangeEvents.IDLE);
      case EventType.USER_LOG -> log(c);
      case EventType.STW_BEGIN -> stopWorld(c);
      default -> {
        // it says something of a goroutine or a P, and of which is not known
      }
    }
  }

  private void collector(Cursor c, int next) {
    s.collectorSequence = c.argument();
    if (next == RangeEvents.COLLECTS) {
      out.marks().collectionBegins(c.ticks);
    } else {
      out.marks().collectionEnds(c.ticks);
    }
    s.collector = next;
  }

  /// The end of the stop before was not seen.
  private void stopWorld(Cursor c) {
    long kind = tables.string(c, c.argument());
    int row = running(c);
    if (row >= 0) {
      losses.ranges(row);
      s.ranges.stop(row, out.marks().stopped(c.ticks, kind, row, tables.stack(c, c.argument())));
    }
  }

  private void log(Cursor c) {
    long task = c.argument();
    long key = tables.string(c, c.argument());
    out.marks().log(c.ticks, s.goroutineOf(c), task, key, tables.string(c, c.argument()));
  }

  /// Whether something was told of a goroutine that comes later than an event.
  private boolean isOld(int row, long sequence) {
    return s.sequence(row) > 0 && sequence <= s.sequence(row);
  }

  /// The goroutine that runs on the event's thread, where that is known.
  private int running(Cursor c) {
    int row = s.goroutineOf(c);
    if (row >= 0 && s.status(row) != GO_RUNNING) {
      losses.goroutine(row);
      return NONE;
    }
    return row;
  }

  private void create(Cursor c, boolean blocked) {
    int row = s.goroutine(c.argument());
    if (s.status(row) != GO_ABSENT) {
      return;
    }
    int by = running(c);
    s.set(row, blocked ? GO_WAITING : GO_RUNNABLE, 0);
    out.created(row, by, tables.stack(c, c.argument()), tables.stack(c, c.argument()));
    if (blocked) {
      out.goroutine(row, c.ticks, LaneKind.WAITS, 0, Reasons.UNKNOWN);
    } else {
      out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, by + 1, RunnableCause.CREATED);
    }
  }

  private void start(Cursor c) {
    int row = s.goroutine(c.argument());
    long sequence = c.argument();
    if (c.thread >= 0 && !isOld(row, sequence)) {
      if (!s.isBefore(row, GO_RUNNABLE, sequence)) {
        losses.goroutine(row);
      }
      run(c, row, sequence);
    }
  }

  private void run(Cursor c, int row, long sequence) {
    losses.goroutine(s.threadGoroutine[c.thread]);
    s.set(row, GO_RUNNING, sequence);
    s.threadGoroutine[c.thread] = row;
    int proc = s.threadProc[c.thread];
    out.goroutine(row, c.ticks, LaneKind.RUNS, proc + 1, 0);
    if (proc >= 0) {
      s.procStatus[proc] = PROC_RUNNING;
      out.proc(proc, c.ticks, LaneKind.RUNS, row + 1);
    }
  }

  /// A goroutine stops, blocks or ends.
  private void leave(Cursor c, int kind) {
    int row = running(c);
    if (row >= 0 && kind == LaneKind.GONE) {
      end(c, row);
    } else if (row >= 0) {
      int reason = tables.reason(c, c.argument());
      int stack = (int) tables.stack(c, c.argument());
      boolean stops = kind == LaneKind.WAITS_TO_RUN;
      s.set(row, stops ? GO_RUNNABLE : GO_WAITING);
      out.goroutine(row, c.ticks, kind, stack, stops ? RunnableCause.STOPPED + reason : reason);
    }
    int proc = s.procOf(c);
    if (proc >= 0) {
      out.proc(proc, c.ticks, LaneKind.WAITS, 0);
    }
    if (c.thread >= 0) {
      s.threadGoroutine[c.thread] = NONE;
    }
  }

  private void end(Cursor c, int row) {
    s.set(row, GO_ABSENT);
    s.ranges.forget(row);
    out.goroutine(row, c.ticks, LaneKind.GONE, 0, 0);
  }

  private void unblock(Cursor c) {
    int row = s.goroutine(c.argument());
    long sequence = c.argument();
    if (isOld(row, sequence)) {
      return;
    }
    if (!s.isBefore(row, GO_WAITING, sequence)) {
      losses.goroutine(row);
    }
    s.set(row, GO_RUNNABLE, sequence);
    int by = s.goroutineOf(c);
    int number = by >= 0 && s.status(by) == GO_RUNNING ? by + 1 : 0;
    out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, number, RunnableCause.UNBLOCKED);
  }

  private void change(Cursor c, int kind) {
    int row = running(c);
    if (row >= 0 && kind == LaneKind.GONE) {
      end(c, row);
    } else if (row >= 0) {
      s.set(row, GO_WAITING);
      out.goroutine(row, c.ticks, LaneKind.WAITS, 0, Reasons.UNKNOWN);
    }
    if (c.thread < 0) {
      return;
    }
    s.threadGoroutine[c.thread] = NONE;
    int next = s.goroutine(c.argument());
    long sequence = c.argument();
    if (!isOld(next, sequence)) {
      if (!s.isBefore(next, GO_WAITING, sequence)) {
        losses.goroutine(next);
      }
      run(c, next, sequence);
    }
  }

  private void status(Cursor c, boolean withStack) {
    long id = c.argument();
    long threadId = c.argument();
    long status = c.argument();
    long stack = withStack ? tables.stack(c, c.argument()) : 0;
    if (status <= GO_ABSENT || status > GO_WAITING) {
      return;
    }
    int row = s.goroutine(id);
    if (s.status(row) != status) {
      losses.goroutine(row);
    }
    s.set(row, (int) status, 0);
    out.seenAt(row, stack);
    if (status == GO_RUNNING && c.thread >= 0) {
      bind(c.thread, row);
    } else if (status == GO_SYSCALL && threadId != NONE) {
      bind(s.thread(threadId), row);
    }
    goroutines.lane(c, row, (int) status, (int) stack, c.ticks);
  }

  private void bind(int thread, int row) {
    int before = s.threadGoroutine[thread];
    if (before != row) {
      losses.goroutine(before);
    }
    s.threadGoroutine[thread] = row;
  }

  private void syscallBegin(Cursor c) {
    long sequence = c.argument();
    int row = running(c);
    int proc = s.procOf(c);
    if (row >= 0) {
      s.set(row, GO_SYSCALL);
      int stack = (int) tables.stack(c, c.argument());
      out.goroutine(row, c.ticks, LaneKind.IN_SYSCALL, stack, 0);
    }
    if (proc >= 0) {
      s.procStatus[proc] = PROC_SYSCALL;
      s.procSequence[proc] = sequence;
      out.proc(proc, c.ticks, LaneKind.IN_SYSCALL, row + 1);
    }
  }

  private void syscallEnd(Cursor c) {
    int row = inSyscall(c);
    int proc = s.procOf(c);
    if (row >= 0) {
      s.set(row, GO_RUNNING);
      out.goroutine(row, c.ticks, LaneKind.RUNS, proc + 1, 0);
    }
    if (proc >= 0) {
      s.procStatus[proc] = PROC_RUNNING;
      out.proc(proc, c.ticks, row >= 0 ? LaneKind.RUNS : LaneKind.WAITS, row + 1);
    }
  }

  private int inSyscall(Cursor c) {
    int row = s.goroutineOf(c);
    if (row >= 0 && s.status(row) != GO_SYSCALL) {
      losses.goroutine(row);
      return NONE;
    }
    return row;
  }

  private void syscallEndBlocked(Cursor c) {
    if (c.thread < 0) {
      return;
    }
    losses.proc(s.threadProc[c.thread]); // it was taken away, and when is not known
    int row = inSyscall(c);
    if (row >= 0) {
      s.set(row, GO_RUNNABLE);
      out.goroutine(row, c.ticks, LaneKind.WAITS_TO_RUN, 0, RunnableCause.SYSCALL_EXIT);
    }
    s.threadGoroutine[c.thread] = NONE;
    out.thread(c.thread, c.ticks, LaneKind.WAITS_TO_RUN, 0);
  }

  private void createSyscall(Cursor c) {
    int row = s.goroutine(c.argument());
    if (s.status(row) != GO_ABSENT || c.thread < 0) {
      return;
    }
    s.set(row, GO_SYSCALL, 0);
    bind(c.thread, row);
    out.goroutine(row, c.ticks, LaneKind.IN_SYSCALL, 0, 0);
  }

  private void destroySyscall(Cursor c) {
    if (c.thread < 0) {
      return;
    }
    int row = inSyscall(c);
    if (row >= 0) {
      end(c, row);
    }
    s.threadGoroutine[c.thread] = NONE;
    int proc = s.threadProc[c.thread];
    if (proc >= 0) {
      s.procStatus[proc] = PROC_ABANDONED;
      s.threadProc[c.thread] = NONE;
      out.proc(proc, c.ticks, LaneKind.WAITS_TO_RUN, 0);
    }
    out.thread(c.thread, c.ticks, LaneKind.WAITS_TO_RUN, 0);
  }
}
