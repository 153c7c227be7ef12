package initscope.gotrace.v2;

import static initscope.gotrace.v2.Scheduler.TAKEN;
import static initscope.gotrace.v2.Scheduler.WAIT;
import static initscope.gotrace.v2.Scheduler.WRONG;

import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.Progress.CancelledException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the threads' events into one order: the earliest that the scheduler's state allows comes next. Time stamps of different CPUs may
/// contradict what must have come before what; the sequence numbers do not. Source: golang/go `src/internal/trace/reader.go`.
final class Ordering {
  /// How far clocks of different CPUs, and a thread that is interrupted between reading the clock and acting, set events apart. Where
  /// events are missing, one is not waited for any longer.
  private static final double PATIENCE_SECONDS = 0.001;

  /// Looks at events and threads where events are missing: beyond, the rest is only counted.
  private static final long MOST_TRIALS = 200_000_000;

  private final Scheduler scheduler;
  private final ProcEvents procs;
  private final GoEvents goroutines;
  private final SyscallEvents syscalls;
  private final RangeEvents ranges;
  private final Problems problems;
  private final long[] counts;
  private final int[] sizes;
  private final Cursor[] live;
  private int size;
  private long endTicks;
  private long failedOffset = -1;
  private long trials;
  private final AfterGap after;
  private final Losses losses;

  Ordering(
      Scheduler scheduler,
      TableChecks tables,
      Problems problems,
      long[] counts,
      int[] sizes,
      List<Cursor> cursors) {
    this.scheduler = scheduler;
    procs = new ProcEvents(scheduler);
    goroutines = new GoEvents(scheduler, tables);
    syscalls = new SyscallEvents(scheduler, tables);
    ranges = new RangeEvents(scheduler, tables);
    this.problems = problems;
    this.counts = counts;
    this.sizes = sizes;
    after = new AfterGap(scheduler, tables, goroutines, sizes);
    losses = after.losses();
    live = cursors.toArray(Cursor[]::new);
  }

  /// Takes all events. What contradicts itself ends it: what came before stands, what follows is only counted.
  ///
  /// @return whether all was well
  boolean run() throws CancelledException {
    begin();
    while (size > 0) {
      int outcome = turn(0);
      if (outcome == WAIT) {
        outcome = others();
      }
      if (outcome != TAKEN) {
        Cursor at = outcome == WAIT ? live[0] : wrongAt();
        String id = outcome == WAIT ? "gotrace.order.stuck" : scheduler.wrongId();
        problems.add(id, Effect.LOST_FROM_HERE, at.offset(), text(outcome, at));
        failedOffset = at.offset();
        return false;
      }
    }
    return true;
  }

  private void begin() throws CancelledException {
    for (Cursor c : live.clone()) {
      if (c.next()) {
        live[size++] = c;
      }
    }
    Arrays.sort(live, 0, size, Comparator.comparingLong(c -> c.ticks));
  }

  /// Where {@link #run} could not go on.
  long failedOffset() {
    return failedOffset;
  }

  /// Takes all events of a generation that lacks some.
  ///
  /// @param failed where taking them strictly could not go on, -1 where that was not tried
  /// @param perSecond ticks of the clock
  /// @param cut whether events may be missing after the last of each thread
  /// @param last whether the next generation is missing
  /// @param gaps whether whole batches are missing: of which thread and time is not known
  /// @return from when on events are missing, {@link Cursor#NO_GAP} where none is
  long runOverGaps(long failed, double perSecond, boolean cut, boolean last, boolean gaps)
      throws CancelledException {
    begin();
    long patience = (long) (perSecond * PATIENCE_SECONDS);
    if (gaps) {
      losses.from(scheduler.startTicks);
    }
    while (size > 0 && trials < MOST_TRIALS) {
      Cursor first = live[0];
      boolean missing = losses.isOpen() || first.offset() == failed;
      long until = missing ? first.ticks + patience : Long.MAX_VALUE;
      int at = 0;
      int outcome = WAIT;
      while (at < size && outcome == WAIT && (at == 0 || live[at].ticks <= until)) {
        outcome = attempt(live[at++]);
      }
      trials += at;
      int index = outcome == WAIT ? 0 : at - 1;
      Cursor c = live[index];
      if (outcome != TAKEN) {
        trials += scheduler.out.threadCount(); // who has it is looked up among all
        losses.from(c.ticks);
        if (after.take(c)) {
          counts[c.type]++;
        } else {
          c.leaveBatch();
        }
      }
      endTicks = Math.max(endTicks, c.ticks);
      if (c.next()) {
        settle(index);
      } else {
        System.arraycopy(live, index + 1, live, index, --size - index);
        if (cut || c.endsInGap()) {
          losses.ends(c);
        }
      }
    }
    if (size > 0) {
      losses.from(live[0].ticks);
    }
    if (last) {
      losses.from(endTicks);
    }
    countRest();
    losses.close();
    return losses.ticks();
  }

  private int attempt(Cursor c) {
    long gap = c.takeGap();
    if (gap != Cursor.NO_GAP) {
      trials += scheduler.out.threadCount();
      losses.from(gap);
      losses.thread(c.thread);
    }
    return step(c);
  }

  private @Nullable Cursor wrong;

  private Cursor wrongAt() {
    Cursor at = wrong;
    return at == null ? live[0] : at;
  }

  private static String text(Cursor at) {
    return "event " + at.type + " waits for one that does not come";
  }

  private String text(int outcome, Cursor at) {
    return outcome == WAIT ? text(at) : scheduler.wrongText();
  }

  /// The latest time of an event that ended a thread's turn.
  long endTicks() {
    return endTicks;
  }

  /// Takes events of one thread as long as they are the earliest.
  private int turn(int index) throws CancelledException {
    Cursor c = live[index];
    long limit =
        index + 1 < size && index == 0
            ? live[1].ticks
            : index == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    boolean more;
    long last = c.ticks;
    boolean any = false;
    do {
      int outcome = step(c);
      if (outcome != TAKEN) {
        if (outcome == WRONG) {
          wrong = c;
          return WRONG;
        }
        if (any) {
          endTicks = Math.max(endTicks, last);
          settle(index);
          return TAKEN;
        }
        return WAIT;
      }
      any = true;
      last = c.ticks;
      more = c.next();
    } while (more && c.ticks <= limit);
    endTicks = Math.max(endTicks, last);
    if (more) {
      settle(index);
    } else {
      System.arraycopy(live, index + 1, live, index, --size - index);
    }
    return TAKEN;
  }

  private int others() throws CancelledException {
    for (int i = 1; i < size; i++) {
      int outcome = turn(i);
      if (outcome != WAIT) {
        return outcome;
      }
    }
    return WAIT;
  }

  /// Moves a thread to where its next event belongs.
  private void settle(int index) {
    Cursor c = live[index];
    long ticks = c.ticks;
    int to = index;
    while (to + 1 < size && live[to + 1].ticks < ticks) {
      live[to] = live[to + 1];
      to++;
    }
    while (to > 0 && live[to - 1].ticks > ticks) {
      live[to] = live[to - 1];
      to--;
    }
    live[to] = c;
  }

  private int step(Cursor c) {
    c.again();
    if (!c.isSeen()) {
      c.see();
      scheduler.see(c.thread);
    }
    if (c.isNearEnd() && !after.isWhole(c)) {
      return scheduler.wrong("gotrace.event.cut", "event " + c.type + " goes on beyond its batch");
    }
    int outcome = dispatch(c);
    counts[c.type] += outcome == TAKEN ? 1 : 0;
    return outcome;
  }

  private int dispatch(Cursor c) {
    return switch (c.type) {
      case EventType.GO_START -> goroutines.start(c);
      case EventType.GO_BLOCK -> goroutines.block(c);
      case EventType.GO_UNBLOCK -> goroutines.unblock(c);
      case EventType.GO_SYSCALL_BEGIN -> syscalls.begin(c);
      case EventType.GO_SYSCALL_END -> syscalls.end(c);
      case EventType.PROC_START -> procs.start(c);
      case EventType.PROC_STOP -> procs.stop(c);
      case EventType.GO_STOP -> goroutines.stop(c);
      case EventType.GO_CREATE -> goroutines.create(c, false);
      case EventType.GO_DESTROY -> goroutines.destroy(c);
      default -> rest(c);
    };
  }

  private int rest(Cursor c) {
    return switch (c.type) {
      case EventType.PROC_STEAL -> procs.steal(c);
      case EventType.PROC_STATUS -> procs.status(c);
      case EventType.GO_STATUS -> goroutines.status(c, false);
      case EventType.GO_STATUS_STACK -> goroutines.status(c, true);
      case EventType.GO_CREATE_SYSCALL -> syscalls.create(c);
      case EventType.GO_DESTROY_SYSCALL -> syscalls.destroy(c);
      case EventType.GO_SYSCALL_END_BLOCKED -> syscalls.endBlocked(c);
      case EventType.GO_SWITCH -> goroutines.change(c, false);
      case EventType.GO_SWITCH_DESTROY -> goroutines.change(c, true);
      case EventType.GO_CREATE_BLOCKED -> goroutines.create(c, true);
      case EventType.HEAP_ALLOC -> ranges.heap(c, false);
      case EventType.HEAP_GOAL -> ranges.heap(c, true);
      case EventType.USER_REGION_BEGIN -> ranges.regionBegin(c);
      case EventType.USER_REGION_END -> ranges.regionEnd(c);
      case EventType.USER_TASK_BEGIN -> ranges.taskBegin(c);
      case EventType.USER_TASK_END -> ranges.taskEnd(c);
      case EventType.USER_LOG -> ranges.log(c);
      case EventType.GO_LABEL -> ranges.label(c);
      default -> collector(c);
    };
  }

  private int collector(Cursor c) {
    return switch (c.type) {
      case EventType.STW_BEGIN -> ranges.stopWorld(c);
      case EventType.STW_END -> ranges.startWorld(c);
      case EventType.GC_ACTIVE -> ranges.collectorActive(c);
      case EventType.GC_BEGIN -> ranges.collectorBegin(c);
      case EventType.GC_END -> ranges.collectorEnd(c);
      case EventType.GC_SWEEP_ACTIVE -> ranges.sweepActive(c);
      case EventType.GC_SWEEP_BEGIN -> ranges.sweepBegin(c);
      case EventType.GC_SWEEP_END -> ranges.sweepEnd(c);
      case EventType.GC_MARK_ASSIST_ACTIVE -> ranges.assistActive(c);
      case EventType.GC_MARK_ASSIST_BEGIN -> ranges.assistBegin(c);
      case EventType.GC_MARK_ASSIST_END -> ranges.assistEnd(c);
      case EventType.PROCS_CHANGE -> ranges.procsChange(c);
      default ->
          sizes[c.type] >= 0
              ? ranges.passOver(c, sizes[c.type] - 1)
              : scheduler.wrong("gotrace.event.unknown", "event " + c.type);
    };
  }

  private void countRest() throws CancelledException {
    for (int i = 0; i < size; i++) {
      live[i].countRest(sizes, counts);
    }
  }
}
