package initscope.model.sched;

import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Which process of a recording is the one that starts.
public final class StartTarget {
  private StartTarget() {}

  private static final class Seen {
    private long samples;
    private boolean starts;
    private boolean go;
    private boolean inits;
  }

  /// The known one where the recording has it; else the one that most speaks for itself: began to run its program within the recording,
  /// shows code of Go, has most samples.
  ///
  /// @param known process of the capture, where there is one
  public static OptionalInt pid(PerfData data, StackMarks marks, OptionalLong known) {
    Map<Integer, Seen> processes = processes(data, marks);
    if (known.isPresent() && processes.containsKey((int) known.getAsLong())) {
      return OptionalInt.of((int) known.getAsLong());
    }
    return processes.entrySet().stream()
        .max(
            Comparator.comparing((Map.Entry<Integer, Seen> e) -> e.getValue().inits)
                .thenComparing(e -> e.getValue().starts && e.getValue().go)
                .thenComparing(e -> e.getValue().starts)
                .thenComparing(e -> e.getValue().go)
                .thenComparing(e -> e.getValue().samples)
                .thenComparing(e -> -e.getKey()))
        .map(e -> OptionalInt.of(e.getKey()))
        .orElse(OptionalInt.empty());
  }

  private static Map<Integer, Seen> processes(PerfData data, StackMarks marks) {
    PerfSamples samples = data.samples();
    Map<Integer, Seen> processes = new HashMap<>();
    Set<Integer> execs = new HashSet<>();
    for (int row = 0; row < data.sched().size(); row++) {
      if (data.sched().kind(row) == SchedKind.EXEC) {
        execs.add(data.sched().tid(row));
      }
    }
    long[] counts = new long[data.threads().size()];
    boolean[] go = new boolean[counts.length];
    boolean[] inits = new boolean[counts.length];
    for (int row = 0; row < samples.size(); row++) {
      int thread = samples.thread(row);
      int stack = samples.stack(row);
      counts[thread]++;
      go[thread] |= marks.isGo(stack);
      inits[thread] |= marks.isInit(stack);
    }
    for (int i = 0; i < counts.length; i++) {
      PerfThread thread = data.threads().get(i);
      int pid = process(thread);
      if (counts[i] > 0 && pid > 0 && !thread.comm().startsWith("perf")) {
        Seen seen = processes.computeIfAbsent(pid, p -> new Seen());
        seen.samples += counts[i];
        seen.starts |= execs.contains(pid);
        seen.go |= go[i];
        seen.inits |= inits[i];
      }
    }
    return processes;
  }

  /// The process of a thread: the thread itself where the recording does not tell.
  static int process(PerfThread thread) {
    return thread.pid() > 0 ? thread.pid() : thread.tid();
  }
}
