package initscope.model.sched;

import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.SchedKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// When a process came to each phase of its start, as far as a recording shows. A phase begins somewhere between two observations: one that
/// shows it, and the last before that shows something earlier.
///
/// @param pid the process
/// @param marks where each phase begins that was seen
public record StartPhases(int pid, Map<Phase, Mark> marks) {
  /// Keeps an immutable copy.
  public StartPhases {
    Map<Phase, Mark> copy = new EnumMap<>(Phase.class);
    copy.putAll(marks);
    marks = Collections.unmodifiableMap(copy);
  }

  /// Phases in their order.
  public enum Phase {
    /// The kernel puts the program in place.
    EXEC,
    /// The dynamic loader works; a static program has none.
    LOADER,
    /// The Go runtime sets itself up.
    RUNTIME,
    /// Package inits run.
    INITS,
    /// {@code main.main} runs.
    MAIN,
    /// It listens for connections.
    LISTENING;

    /// Key of its words in a bundle.
    public String key() {
      return "phase." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Where a phase begins.
  ///
  /// @param afterNanos it had not begun at that moment, on the recording's clock
  /// @param atNanos it had begun at that one
  /// @param sample the row that shows it
  public record Mark(long afterNanos, long atNanos, int sample) {}

  /// Where a phase begins; empty where nothing shows it.
  public Optional<Mark> mark(Phase phase) {
    return Optional.ofNullable(marks.get(phase));
  }

  /// The phases of a process.
  ///
  /// @param rows its samples
  static StartPhases of(PerfData data, StackMarks marks, int pid, ProcessRows rows) {
    return new Finder(data, marks, pid).find(rows);
  }

  private static final class Finder {
    private final PerfData data;
    private final PerfSamples samples;
    private final StackMarks marks;
    private final int pid;
    private final Map<Phase, Mark> found = new EnumMap<>(Phase.class);
    private long execNanos;
    private long beforeGo;
    private long beforeInit;
    private long beforeMain;
    private long beforeListening;

    Finder(PerfData data, StackMarks marks, int pid) {
      this.data = data;
      samples = data.samples();
      this.marks = marks;
      this.pid = pid;
    }

    StartPhases find(ProcessRows rows) {
      int exec = lastExec();
      int first = exec;
      for (int i = 0; i < rows.size(); i++) {
        int row = rows.row(i);
        if (row >= exec && samples.timeNanos(row) != PerfSamples.NO_TIME) {
          if (first < 0) {
            first = row;
          }
          if (row == first) {
            begin(row, exec == row);
          }
          look(row, samples.timeNanos(row), samples.stack(row));
        }
      }
      return new StartPhases(pid, found);
    }

    private int lastExec() {
      int exec = -1;
      for (int row = 0; row < data.sched().size(); row++) {
        boolean is = data.sched().kind(row) == SchedKind.EXEC && data.sched().tid(row) == pid;
        int sample = data.sched().sample(row);
        exec = is && samples.timeNanos(sample) != PerfSamples.NO_TIME ? sample : exec;
      }
      return exec;
    }

    private void begin(int row, boolean exec) {
      execNanos = samples.timeNanos(row);
      beforeGo = execNanos;
      beforeInit = execNanos;
      beforeMain = execNanos;
      beforeListening = execNanos;
      if (exec) {
        found.put(Phase.EXEC, new Mark(execNanos, execNanos, row));
      }
    }

    private void look(int row, long now, int stack) {
      boolean go = marks.isGo(stack);
      if (go) {
        put(Phase.RUNTIME, beforeGo, now, row);
      } else if (marks.isLoader(stack) && found.containsKey(Phase.EXEC) && !isPast(Phase.RUNTIME)) {
        put(Phase.LOADER, execNanos, execNanos, row);
      }
      if (marks.isInit(stack)) {
        put(Phase.INITS, beforeInit, now, row);
      }
      if (marks.isMain(stack)) {
        put(Phase.MAIN, beforeMain, now, row);
      }
      String event = data.events().get(samples.event(row));
      if (event.startsWith("syscalls:sys_enter_listen") || marks.listens(stack)) {
        put(Phase.LISTENING, beforeListening, now, row);
      }
      if (go && !marks.isInit(stack)) {
        beforeInit = now;
      }
      if (marks.isMainGoroutine(stack)) {
        beforeMain = now;
      }
      beforeGo = marks.isUser(stack) ? now : beforeGo;
      beforeListening = now;
    }

    private boolean isPast(Phase phase) {
      return found.containsKey(phase);
    }

    private void put(Phase phase, long after, long now, int row) {
      found.putIfAbsent(phase, new Mark(Math.min(after, now), now, row));
    }
  }
}
