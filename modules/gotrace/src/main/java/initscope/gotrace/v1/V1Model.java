package initscope.gotrace.v1;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.GenerationBuilder;
import initscope.gotrace.generation.RangeKind;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.generation.Strings;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A whole trace of the v1 format to one generation.
public final class V1Model implements V1Visitor {
  private static final int NONE = -1;

  private final V1Reader reader;
  private final Strings strings;
  private final GenerationBuilder out;
  private final V1Words words;
  private boolean existing = true;
  private boolean isMissing;
  private long first = Long.MAX_VALUE;
  private long last;
  private int stop = NONE;
  private long[] syscallTicks = new long[64];
  private int[] syscallStacks = new int[64];
  private long[] assists = new long[64];
  private long[] threadOf = new long[64];
  private long[] sweeps = new long[64];

  /// The goroutine each P runs: row plus 1, 0 for none.
  private int[] runs = new int[64];

  /// What a trace gave.
  ///
  /// @param generation its states
  /// @param counts events by the names that Go's own reader prints: without the structure of the file, local forms with the others
  /// @param problems what is wrong, by offset
  public record Result(Generation generation, Map<String, Long> counts, List<Problem> problems) {}

  private V1Model(V1Reader reader) {
    this.reader = reader;
    strings = reader.tables().strings();
    out = new GenerationBuilder(Arena.ofAuto(), strings, reader.tables().stacks());
    words = new V1Words(reader.version(), out.reasons(), strings);
    Arrays.fill(threadOf, NONE);
  }

  /// Reads a trace.
  ///
  /// @throws CancelledException when the user cancelled
  public static Result read(Bytes file, Progress progress) throws CancelledException {
    V1Reader reader = V1Reader.open(file, progress);
    V1Model model = new V1Model(reader);
    List<Problem> problems = new ArrayList<>(reader.problems());
    V1Reader.Delivered delivered = reader.deliver(model, progress);
    problems.addAll(delivered.problems());
    problems.sort(Comparator.comparingLong(Problem::offset));
    long lost = Generation.Span.WHOLE;
    if (delivered.stoppedOffset() >= 0 || reader.isCut()) {
      model = new V1Model(reader);
      model.isMissing = true;
      lost =
          reader.deliverOverGaps(delivered.stoppedOffset(), model, model.new Missing(), progress);
      if (lost != Generation.Span.WHOLE) {
        model.close(lost);
      }
    }
    long perSecond = Math.max(1, reader.ticksPerSecond());
    long from = Math.min(model.first, model.last);
    Generation.Span span = new Generation.Span(1, from, model.last, 1e9 / perSecond, lost);
    return new Result(model.out.seal(span), printed(reader.counts()), problems);
  }

  private final class Missing implements V1Reader.LostVisitor {
    @Override
    public void lost(long g, long ticks) {
      out.goroutineLost(row(g), ticks);
    }

    @Override
    public void ends(int p, long ticks) {
      int proc = out.findProc(p);
      if (proc < 0) {
        return;
      }
      out.procLost(proc, ticks);
      if (threadOf[proc] >= 0) {
        out.threadLost((int) threadOf[proc], ticks);
        threadOf[proc] = NONE;
      }
      if (runs[proc] > 0) {
        out.goroutineLost(runs[proc] - 1, ticks);
      }
    }
  }

  /// Events are missing: what lasts at the end lasts for nobody knows how long.
  private void close(long lostTicks) {
    for (int row = 0; row < out.goroutines().size(); row++) {
      out.goroutineLost(row, lostTicks);
    }
    for (int row = 0; row < out.procCount(); row++) {
      out.procLost(row, lostTicks);
    }
    for (int row = 0; row < out.threadCount(); row++) {
      out.threadLost(row, lostTicks);
    }
  }

  private static Map<String, Long> printed(Map<String, Long> wire) {
    Map<String, Long> printed = new LinkedHashMap<>();
    List<String> structure = List.of("Batch", "Frequency", "Stack", "String", "TimerGoroutine");
    wire.forEach(
        (name, count) -> {
          String told = name.endsWith("Local") ? name.substring(0, name.length() - 5) : name;
          if (!structure.contains(told)) {
            printed.merge(told, count, Long::sum);
          }
        });
    return printed;
  }

  @Override
  public void event(
      int type, long ticks, long offset, int p, long g, int stack, long a0, long a1, long a2) {
    first = Math.min(first, ticks);
    last = Math.max(last, ticks);
    switch (type) {
      case V1Type.GO_START, V1Type.GO_START_LABEL -> start(ticks, p, g);
      case V1Type.GO_UNBLOCK -> unblock(ticks, g, a0);
      case V1Type.GO_SYS_CALL -> syscall(ticks, g, stack);
      case V1Type.GO_SYS_BLOCK -> syscallBlocks(ticks, p, g);
      case V1Type.GO_SYS_EXIT -> syscallEnds(a1 == 1 || a2 == 0 ? ticks : a2, a0);
      case V1Type.GO_CREATE -> create(ticks, g, stack, a0, a1);
      case V1Type.GO_END -> leave(ticks, p, g, LaneKind.GONE, 0, 0);
      case V1Type.GO_SCHED, V1Type.GO_PREEMPT ->
          leave(
              ticks,
              p,
              g,
              LaneKind.WAITS_TO_RUN,
              stack,
              RunnableCause.STOPPED + words.reason(type));
      case V1Type.PROC_START -> procStarts(ticks, p, a0);
      case V1Type.PROC_STOP -> procStops(ticks, p);
      default -> {
        if (words.blocks(type)) {
          leave(ticks, p, g, LaneKind.WAITS, stack, words.reason(type));
        } else {
          rest(type, ticks, p, g, stack, a0, a1, a2);
        }
      }
    }
  }

  private void rest(int type, long ticks, int p, long g, int stack, long a0, long a1, long a2) {
    switch (type) {
      case V1Type.GO_WAITING -> out.goroutine(row(a0), ticks, LaneKind.WAITS, 0, 0);
      case V1Type.GO_IN_SYSCALL -> out.goroutine(row(a0), ticks, LaneKind.IN_SYSCALL, 0, 0);
      case V1Type.GOMAXPROCS -> {
        existing = false;
        out.marks().procs(ticks, a0, stack);
      }
      case V1Type.GC_START -> out.marks().collectionBegins(ticks);
      case V1Type.GC_DONE -> out.marks().collectionEnds(ticks);
      case V1Type.GC_STW_START ->
          stop = out.marks().stopped(ticks, words.stop(a0), g == 0 ? NONE : row(g), stack);
      case V1Type.GC_STW_DONE -> {
        if (stop >= 0) {
          out.marks().started(stop, ticks);
        }
        stop = NONE;
      }
      case V1Type.GC_SWEEP_START -> sweepBegins(proc(p), ticks);
      case V1Type.GC_SWEEP_DONE -> out.marks().swept(ticks - sweeps[proc(p)]);
      case V1Type.GC_MARK_ASSIST_START -> assist(ticks, g, true);
      case V1Type.GC_MARK_ASSIST_DONE -> assist(ticks, g, false);
      case V1Type.HEAP_ALLOC -> out.marks().heap(ticks, a0);
      case V1Type.HEAP_GOAL -> out.marks().goal(ticks, a0);
      case V1Type.CPU_SAMPLE -> out.marks().sample(ticks, g, stack);
      default -> annotation(type, ticks, g, a0, a1, a2);
    }
  }

  private void annotation(int type, long ticks, long g, long a0, long a1, long a2) {
    switch (type) {
      case V1Type.USER_TASK_CREATE -> out.marks().taskBegins(ticks, a0, a1, a2, row(g));
      case V1Type.USER_TASK_END -> out.marks().taskEnds(ticks, a0);
      case V1Type.USER_REGION ->
          out.range(row(g), ticks, a1 == 0 ? RangeKind.REGION_BEGIN : RangeKind.REGION_END, a2);
      case V1Type.USER_LOG ->
          out.marks().log(ticks, row(g), a0, a1, words.message(reader.tables(), a2));
      default -> {
        // futile wake-ups change nothing that is shown
      }
    }
  }

  private int row(long g) {
    int row = out.goroutine(g);
    if (row >= syscallTicks.length) {
      syscallTicks = Arrays.copyOf(syscallTicks, row * 2);
      syscallStacks = Arrays.copyOf(syscallStacks, row * 2);
      assists = Arrays.copyOf(assists, row * 2);
    }
    return row;
  }

  private int proc(int p) {
    int row = out.proc(p);
    if (row >= sweeps.length) {
      int from = threadOf.length;
      sweeps = Arrays.copyOf(sweeps, row * 2);
      threadOf = Arrays.copyOf(threadOf, row * 2);
      runs = Arrays.copyOf(runs, row * 2);
      Arrays.fill(threadOf, from, threadOf.length, NONE);
    }
    return row;
  }

  private void create(long ticks, long g, int stack, long created, long startStack) {
    int row = row(created);
    int by = g == 0 || existing ? NONE : row(g);
    out.created(row, by, startStack, existing ? 0 : stack);
    int cause = existing ? RunnableCause.UNKNOWN : RunnableCause.CREATED;
    out.goroutine(row, ticks, LaneKind.WAITS_TO_RUN, by + 1, cause);
  }

  private void start(long ticks, int p, long g) {
    int row = row(g);
    int proc = proc(p);
    runs[proc] = row + 1;
    out.goroutine(row, ticks, LaneKind.RUNS, proc + 1, 0);
    out.proc(proc, ticks, LaneKind.RUNS, row + 1);
  }

  private void leave(long ticks, int p, long g, int kind, int stack, int reason) {
    int row = row(g);
    out.goroutine(row, ticks, kind, stack, reason);
    out.seenAt(row, stack);
    int proc = proc(p);
    runs[proc] = 0;
    out.proc(proc, ticks, LaneKind.WAITS, 0);
  }

  private void unblock(long ticks, long by, long g) {
    int number = by == 0 ? 0 : row(by) + 1;
    out.goroutine(row(g), ticks, LaneKind.WAITS_TO_RUN, number, RunnableCause.UNBLOCKED);
  }

  /// A system call that does not block is a moment; whether it blocks, the next event tells.
  private void syscall(long ticks, long g, int stack) {
    int row = row(g);
    syscallTicks[row] = ticks;
    syscallStacks[row] = stack;
    out.seenAt(row, stack);
  }

  private void syscallBlocks(long ticks, int p, long g) {
    int row = row(g);
    int proc = proc(p);
    out.goroutine(row, syscallTicks[row], LaneKind.IN_SYSCALL, syscallStacks[row], 0);
    runs[proc] = 0;
    out.proc(proc, syscallTicks[row], LaneKind.IN_SYSCALL, row + 1);
    out.proc(proc, ticks, LaneKind.WAITS, 0);
  }

  private void syscallEnds(long ticks, long g) {
    out.goroutine(row(g), ticks, LaneKind.WAITS_TO_RUN, 0, RunnableCause.SYSCALL_EXIT);
  }

  private void procStarts(long ticks, int p, long thread) {
    int proc = proc(p);
    int row = out.thread(thread);
    if (isMissing) {
      leaveOthers(row);
    }
    threadOf[proc] = row;
    out.proc(proc, ticks, LaneKind.WAITS, 0);
    out.thread(row, ticks, LaneKind.RUNS, proc + 1);
  }

  /// A thread that starts a P has left the one before, and when is not known.
  private void leaveOthers(int thread) {
    for (int proc = 0; proc < out.procCount(); proc++) {
      if (threadOf[proc] == thread) {
        threadOf[proc] = NONE;
        out.threadLost(thread, 0);
      }
    }
  }

  private void procStops(long ticks, int p) {
    int proc = proc(p);
    out.proc(proc, ticks, LaneKind.WAITS_TO_RUN, 0);
    if (threadOf[proc] >= 0) {
      out.thread((int) threadOf[proc], ticks, LaneKind.WAITS_TO_RUN, 0);
      threadOf[proc] = NONE;
    }
  }

  private void sweepBegins(int proc, long ticks) {
    sweeps[proc] = ticks;
  }

  private void assist(long ticks, long g, boolean begins) {
    int row = row(g);
    out.range(row, ticks, begins ? RangeKind.ASSIST_BEGIN : RangeKind.ASSIST_END, 0);
    if (begins) {
      assists[row] = ticks;
    } else if (assists[row] > 0) {
      out.marks().assisted(ticks - assists[row]);
      assists[row] = 0;
    }
  }
}
