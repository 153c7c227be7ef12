package initscope.model.testing;

import initscope.model.Frame;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfDataBuilder;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes a recording of perf, event by event. All threads but the idle one belong to one process.
public final class SchedRecording {
  /// That process.
  public static final int PID = 101;

  private final PerfDataBuilder data = new PerfDataBuilder();
  private long row;

  /// Begins empty.
  public SchedRecording() {}

  /// A frame of the kernel.
  public static Frame kernel(String function) {
    return frame(function, "[kernel.kallsyms]");
  }

  /// A frame of the program.
  public static Frame user(String function) {
    return frame(function, "/srv/api/api");
  }

  /// A frame of a module.
  public static Frame frame(String function, String module) {
    return new Frame(
        function, Optional.empty(), OptionalInt.empty(), 0, false, Optional.of(module));
  }

  /// The stack of frames.
  ///
  /// @param frames innermost first
  public int stack(Frame... frames) {
    int[] places = new int[frames.length];
    for (int i = 0; i < frames.length; i++) {
      places[i] = data.frame(frames[i]);
    }
    return data.stack(places, places.length);
  }

  /// A sample of an event.
  public SchedRecording sample(long nanos, int cpu, int tid, String event, long weight, int stack) {
    PerfThread thread = new PerfThread(tid == 0 ? "swapper" : "api", tid == 0 ? 0 : PID, tid);
    data.sample(nanos, cpu, data.thread(thread), data.event(event), weight, stack, row++ * 10);
    return this;
  }

  /// An event of the scheduler, seen on a thread.
  public SchedRecording sched(long nanos, int cpu, int on, SchedEvent event, int stack) {
    sample(nanos, cpu, on, "sched:" + event.kind().word(), 1, stack);
    data.sched(event);
    return this;
  }

  /// A switch: a thread leaves its CPU, another takes it.
  public SchedRecording leave(long nanos, int cpu, int tid, int next, char state, int stack) {
    return sched(
        nanos, cpu, tid, new SchedEvent(SchedKind.SWITCH, "api", tid, next, state, 0, ""), stack);
  }

  /// A wakeup, seen on the thread that wakes.
  public SchedRecording wake(long nanos, int cpu, int on, int tid, int stack) {
    return sched(
        nanos, cpu, on, new SchedEvent(SchedKind.WAKING, "api", tid, -1, (char) 0, 0, ""), stack);
  }

  /// An event about a thread.
  public SchedRecording told(SchedKind kind, long nanos, int cpu, int on, int tid, long value) {
    return sched(nanos, cpu, on, new SchedEvent(kind, "api", tid, -1, (char) 0, value, ""), 0);
  }

  /// Says that a sample was lost.
  public SchedRecording lost() {
    data.lost(1);
    return this;
  }

  /// What was written so far.
  public PerfData build() {
    return data.build();
  }
}
