package initscope.gotrace.v2;

import initscope.gotrace.generation.GenerationBuilder;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The state of the Go scheduler as far as the order of events depends on it: goroutines, Ps and threads by row of the builder. Source of
/// what is checked: golang/go `src/internal/trace/order.go`.
final class Scheduler {
  /// A row of nothing.
  static final int NONE = -1;

  /// The event was taken.
  static final int TAKEN = 1;

  /// The event must wait for another thread's.
  static final int WAIT = 0;

  /// The trace contradicts itself here.
  static final int WRONG = -1;

  static final int GO_ABSENT = 0;
  static final int GO_RUNNABLE = 1;
  static final int GO_RUNNING = 2;
  static final int GO_SYSCALL = 3;
  static final int GO_WAITING = 4;

  static final int PROC_ABSENT = 0;
  static final int PROC_RUNNING = 1;
  static final int PROC_IDLE = 2;
  static final int PROC_SYSCALL = 3;
  static final int PROC_ABANDONED = 4;

  /// A sequence number that nothing follows: from an earlier generation.
  private static final long NO_SEQUENCE = -2;

  private static final int STATUS_BITS = 3;
  private static final long STATUS = (1 << STATUS_BITS) - 1;

  final GenerationBuilder out;

  /// Whether nothing is known from before: the first generation, or one that is read alone.
  final boolean alone;

  /// Whether it is the trace's first generation.
  final boolean initial;

  /// Sequence and status of each goroutine, packed: what must be compared together lies together.
  private long[] go = new long[64];

  byte[] procStatus = new byte[16];
  long[] procSequence = new long[16];
  private byte[] goFirst = new byte[64];
  private byte[] procFirst = new byte[16];
  int[] threadProc = new int[16];
  int[] threadGoroutine = new int[16];
  final Ranges ranges = new Ranges();

  /// 0 undetermined, 1 not running, 2 running.
  int collector;

  long collectorSequence;

  /// The first event of the collector, {@link EventType#NONE} for none, and its sequence.
  int collectorFirst;

  long collectorFirstSequence;

  /// Tasks, 1 for those that began and did not end yet, 0 for those that ended.
  private final LongIntMap activeTasks = new LongIntMap();

  private final LongColumn tasksBegun = new LongColumn();
  private final List<Syscall> syscalls = new ArrayList<>();
  private int[] goThread = new int[64];
  private int[] threadFirstProc = new int[16];
  private boolean doubtful;

  private boolean[] threadSeen = new boolean[16];
  private String wrongId = "";
  private String wrongText = "";

  /// First time in the generation.
  final long startTicks;

  /// @param startTicks first time in the generation
  Scheduler(GenerationBuilder out, boolean alone, boolean initial, long startTicks) {
    this.out = out;
    this.alone = alone;
    this.initial = initial;
    this.startTicks = startTicks;
    Arrays.fill(threadProc, NONE);
    Arrays.fill(threadGoroutine, NONE);
  }

  /// Takes over where an earlier generation ended.
  void follow(Borders border) {
    Scheduler before = border.before();
    for (int i = 0; i < before.out.goroutines().size(); i++) {
      if (before.status(i) != GO_ABSENT) {
        int row = goroutine(before.out.goroutines().id(i));
        set(row, before.status(i), NO_SEQUENCE);
        long id = before.out.goroutines().id(i);
        ranges.follow(row, before.ranges, i, border.regions(id), out.strings(), startTicks);
      }
    }
    for (long id : border.procs.keys()) {
      int row = proc(id);
      procStatus[row] = (byte) border.procs.get(id);
      procSequence[row] = NO_SEQUENCE;
    }
    for (long id : border.sweeps.keys()) {
      ranges.sweep(proc(id), startTicks);
    }
    border.threads.forEach(
        (id, bound) -> {
          int row = thread(id);
          threadSeen[row] = true;
          threadProc[row] = bound.proc() == NONE ? NONE : proc(bound.proc());
          threadGoroutine[row] = bound.goroutine() == NONE ? NONE : goroutine(bound.goroutine());
        });
    for (long id : border.tasks.keys()) {
      activeTasks.put(id, 1);
    }
    collector = border.collector;
    collectorSequence = border.collectorSequence;
  }

  /// Since when a state holds that is told now for the first time. The runtime tells of what does not move at a generation's end; in the
  /// first generation it was so from the beginning.
  long since(Cursor c, boolean known) {
    return initial && !known ? Math.min(startTicks, c.ticks) : c.ticks;
  }

  int procCount() {
    return out.procCount();
  }

  /// The row of a goroutine, new ones absent.
  int goroutine(long id) {
    int row = out.goroutine(id);
    if (row >= go.length) {
      go = Arrays.copyOf(go, row * 2);
      goFirst = Arrays.copyOf(goFirst, row * 2);
      goThread = Arrays.copyOf(goThread, row * 2);
    }
    return row;
  }

  /// The row of a goroutine that begins.
  int newGoroutine(long id) {
    doubtful |= alone && out.goroutines().find(id) >= 0; // the number comes again
    return goroutine(id);
  }

  /// The row of a goroutine that exists, or {@link #NONE}.
  int findGoroutine(long id) {
    int row = out.goroutines().find(id);
    return row >= 0 && (go[row] & STATUS) != GO_ABSENT ? row : NONE;
  }

  /// The status of a goroutine.
  int status(int row) {
    return (int) (go[row] & STATUS);
  }

  /// The sequence of a goroutine.
  long sequence(int row) {
    return go[row] >> STATUS_BITS;
  }

  /// Sets status and sequence of a goroutine.
  void set(int row, int status, long sequence) {
    go[row] = sequence << STATUS_BITS | status;
  }

  /// Sets the status of a goroutine and leaves its sequence.
  void set(int row, int status) {
    go[row] = go[row] & ~STATUS | status;
  }

  /// Whether a goroutine has a status and the sequence before one.
  boolean isBefore(int row, int status, long sequence) {
    return go[row] == (sequence - 1 << STATUS_BITS | status);
  }

  int proc(long id) {
    int row = out.proc(id);
    if (row >= procStatus.length) {
      procStatus = Arrays.copyOf(procStatus, row * 2);
      procSequence = Arrays.copyOf(procSequence, row * 2);
      procFirst = Arrays.copyOf(procFirst, row * 2);
    }
    return row;
  }

  /// The row of a P that was mentioned, or {@link #NONE}.
  int findProc(long id) {
    int row = out.findProc(id);
    return row >= 0 && procStatus[row] != PROC_ABSENT ? row : NONE;
  }

  /// A goroutine that is in a system call when it is first told of, and on which thread.
  ///
  /// @param own whether the thread itself tells it
  private record Syscall(int goroutine, int thread, boolean own) {}

  /// Notes that a goroutine is in a system call.
  void inSyscall(int goroutine, int thread, boolean own) {
    syscalls.add(new Syscall(goroutine, thread, own));
  }

  /// Whether the threads were in the system calls that they are in here.
  boolean syscallsFit(Map<Long, Borders.Bound> threads) {
    for (Syscall call : syscalls) {
      Borders.Bound bound = threads.get(out.threadId(call.thread()));
      if (bound == null ? call.own() : bound.goroutine() != out.goroutines().id(call.goroutine())) {
        return false;
      }
    }
    return true;
  }

  /// Notes on which thread a goroutine was when it was first told of.
  void firstThread(int goroutine, int thread) {
    goThread[goroutine] = thread + 1;
  }

  /// The thread a goroutine was on when it was first told of, or {@link #NONE}.
  int firstThread(int goroutine) {
    return goThread[goroutine] - 1;
  }

  /// Notes which P a thread has that was not known to have one.
  void firstProcOf(int thread, int proc) {
    if (threadFirstProc[thread] == 0) {
      threadFirstProc[thread] = proc + 1;
    }
  }

  /// The P that a thread was first told to have, or {@link #NONE}.
  int firstProc(int thread) {
    return threadFirstProc[thread] - 1;
  }

  /// Notes that what is first told of something does not say how it was at the beginning.
  void doubt() {
    doubtful = true;
  }

  boolean isDoubtful() {
    return doubtful;
  }

  /// What a goroutine was when it was first mentioned, {@link #GO_ABSENT} where it was created then.
  int firstStatus(int row) {
    return goFirst[row];
  }

  /// What a P was when it was first mentioned.
  int firstProcStatus(int row) {
    return procFirst[row];
  }

  void first(int row, int status) {
    goFirst[row] = (byte) status;
  }

  void firstProc(int row, int status) {
    procFirst[row] = (byte) status;
  }

  int thread(long id) {
    int row = out.thread(id);
    if (row >= threadProc.length) {
      int from = threadProc.length;
      threadProc = Arrays.copyOf(threadProc, row * 2);
      threadGoroutine = Arrays.copyOf(threadGoroutine, row * 2);
      threadSeen = Arrays.copyOf(threadSeen, row * 2);
      threadFirstProc = Arrays.copyOf(threadFirstProc, row * 2);
      Arrays.fill(threadProc, from, threadProc.length, NONE);
      Arrays.fill(threadGoroutine, from, threadGoroutine.length, NONE);
    }
    return row;
  }

  /// Notes that a thread's events or state were looked at.
  void see(int thread) {
    if (thread >= 0) {
      threadSeen[thread] = true;
    }
  }

  boolean isSeen(int thread) {
    return threadSeen[thread];
  }

  int procOf(Cursor c) {
    return c.thread < 0 ? NONE : threadProc[c.thread];
  }

  int goroutineOf(Cursor c) {
    return c.thread < 0 ? NONE : threadGoroutine[c.thread];
  }

  /// Whether an event may stand where a goroutine runs on a P of a thread.
  boolean runsGoroutine(Cursor c) {
    return c.thread >= 0 && threadProc[c.thread] >= 0 && threadGoroutine[c.thread] >= 0;
  }

  /// Notes an event of the collector.
  void noteCollector(int type, long sequence) {
    if (collectorFirst == EventType.NONE) {
      collectorFirst = type;
      collectorFirstSequence = sequence;
    }
  }

  /// Begins a task.
  ///
  /// @return false where it had begun
  boolean taskBegins(long id) {
    int known = activeTasks.get(id);
    if (known == 1) {
      return false;
    }
    if (known < 0) {
      tasksBegun.add(id);
    }
    activeTasks.put(id, 1);
    return true;
  }

  /// Ends a task, whether or not it began here.
  void taskEnds(long id) {
    activeTasks.put(id, 0);
  }

  /// Tasks of which nothing was known when they began.
  LongColumn tasksBegun() {
    return tasksBegun;
  }

  /// Adds the tasks that began here and did not end, and takes out those that ended.
  void tasks(LongIntMap active) {
    for (long id : activeTasks.keys()) {
      if (activeTasks.get(id) == 1) {
        active.put(id, 1);
      } else {
        active.remove(id);
      }
    }
  }

  /// Says what is wrong.
  int wrong(String id, String text) {
    wrongId = id;
    wrongText = text;
    return WRONG;
  }

  String wrongId() {
    return wrongId;
  }

  String wrongText() {
    return wrongText;
  }
}
