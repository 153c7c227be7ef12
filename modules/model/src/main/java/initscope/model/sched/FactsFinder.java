package initscope.model.sched;

import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedKind;
import initscope.model.sched.PerfFacts.CpuSamples;
import initscope.model.sched.PerfFacts.Shares;
import initscope.model.sched.StartPhases.Mark;
import initscope.model.sched.StartPhases.Phase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Works out {@link PerfFacts}.
final class FactsFinder {
  private final PerfData data;
  private final PerfSamples samples;
  private final StackMarks marks;
  private final int pid;
  private final StartPhases phases;
  private final ProcessRows rows;
  private final ThreadStates states;
  private final Optional<ThreadLane> lane;
  private final long from;
  private final long to;
  private String comm = "";

  private FactsFinder(PerfData data, StackMarks marks, ThreadStates states, int pid) {
    this.data = data;
    samples = data.samples();
    this.marks = marks;
    this.pid = pid;
    rows = new ProcessRows(data, pid);
    phases = StartPhases.of(data, marks, pid, rows);
    this.states = states;
    lane = states.ofProcess(pid).stream().filter(l -> l.tid() == pid).findFirst();
    long[] seen = seen();
    from = phases.mark(Phase.EXEC).map(Mark::atNanos).orElse(seen[0]);
    long end = lane.map(ThreadLane::lastNanos).orElse(seen[1]);
    to = Math.max(from, phases.mark(Phase.MAIN).map(Mark::atNanos).orElse(end));
  }

  static Optional<PerfFacts> find(PerfData data, ThreadStates states, OptionalLong known) {
    StackMarks marks = new StackMarks(data.stacks());
    OptionalInt pid = StartTarget.pid(data, marks, known);
    return pid.isEmpty()
        ? Optional.empty()
        : Optional.of(new FactsFinder(data, marks, states, pid.getAsInt()).facts());
  }

  /// First and last moment of the process, and its name.
  private long[] seen() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < rows.size(); i++) {
      PerfThread thread = data.threads().get(samples.thread(rows.row(i)));
      long at = samples.timeNanos(rows.row(i));
      if (at != PerfSamples.NO_TIME) {
        first = Math.min(first, at);
        last = Math.max(last, at);
        comm = thread.tid() == pid || comm.isEmpty() ? thread.comm() : comm;
      }
    }
    return first <= last ? new long[] {first, last} : new long[] {0, 0};
  }

  private PerfFacts facts() {
    InitShares inits = new InitShares(data, marks, rows, pid, from, to);
    int event = cpuEvent();
    CpuSamples on = count(event, inits);
    lane.ifPresent(inits::waits);
    return new PerfFacts(
        pid, comm, phases, from, to, lane.map(this::shares), on, inits.packages(), states.doubts());
  }

  private Shares shares(ThreadLane main) {
    Map<SchedState, Long> sums = new EnumMap<>(SchedState.class);
    Map<WaitReason, Long> reasons = new EnumMap<>(WaitReason.class);
    long idle = 0;
    long longest = 0;
    int sample = ThreadLane.NONE;
    Regularity regularity = new Regularity();
    for (int row = 0; row < main.size(); row++) {
      long begin = Math.max(from, main.startNanos(row));
      long end = Math.min(to, main.endNanos(row));
      if (end <= begin) {
        continue;
      }
      SchedState state = main.state(row);
      sums.merge(state, end - begin, Long::sum);
      if (state.waits()) {
        reasons.merge(main.reason(row), end - begin, Long::sum);
      } else if (state == SchedState.RUNNABLE) {
        regularity.gap(begin, end);
        idle += states.idle().nanos(main.cpu(row), begin, end);
        if (end - begin > longest) {
          longest = end - begin;
          sample = main.leftAt(row);
        }
      }
    }
    long running = sums.getOrDefault(SchedState.RUNNING, 0L);
    long runnable = sums.getOrDefault(SchedState.RUNNABLE, 0L);
    long waiting = reasons.values().stream().mapToLong(Long::longValue).sum();
    long known = running + runnable + waiting;
    long unknown = to - from - known;
    return new Shares(
        pid,
        to - from,
        running,
        runnable,
        waiting,
        unknown,
        reasons,
        idle,
        longest,
        sample,
        regularity.periodNanos());
  }

  /// The event with most samples of those that show what ran; of the process, in its start. -1 for none.
  private int cpuEvent() {
    long[] counts = new long[data.events().size()];
    for (int i = 0; i < rows.size(); i++) {
      counts[samples.event(rows.row(i))] += isInStart(rows.row(i)) ? 1 : 0;
    }
    int best = -1;
    for (int event = 0; event < counts.length; event++) {
      boolean more = counts[event] > (best < 0 ? 0 : counts[best]);
      best = more && !isTracepoint(data, event) ? event : best;
    }
    return best;
  }

  private boolean isInStart(int row) {
    long at = samples.timeNanos(row);
    return at == PerfSamples.NO_TIME || (at >= from && at < to);
  }

  /// Whether an event says that something happened, rather than that time passed. Modifiers after a colon are few letters.
  static boolean isTracepoint(PerfData data, int event) {
    String name = data.events().get(event);
    int colon = name.indexOf(':');
    return data.described().contains(name)
        || SchedKind.of(name).isPresent()
        || (colon > 0 && name.length() - colon > 5);
  }

  private CpuSamples count(int event, InitShares inits) {
    long[] counts = new long[6];
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.row(i);
      if (samples.event(row) == event && isInStart(row)) {
        counts[0]++;
        int stack = samples.stack(row);
        int kind = kind(stack);
        counts[kind]++;
        if (kind == 1) {
          inits.ran(row);
        }
      }
    }
    String name = event < 0 ? "" : data.events().get(event);
    return new CpuSamples(name, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }

  private int kind(int stack) {
    if (marks.initFrame(stack) >= 0) {
      return 1;
    }
    if (marks.isMain(stack)) {
      return 2;
    }
    return marks.isGo(stack) ? 3 : marks.isUser(stack) ? 4 : 5;
  }
}
