package initscope.model.sched;

import initscope.model.Frame;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfDataBuilder;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes a recording, event by event, on one CPU per thread unless told.
final class Recordings {
  static final int PID = 100;

  private final PerfDataBuilder data = new PerfDataBuilder();
  private long row;

  static Frame kernel(String function) {
    return frame(function, "[kernel.kallsyms]");
  }

  static Frame user(String function) {
    return frame(function, "/srv/api/api");
  }

  static Frame frame(String function, String module) {
    return new Frame(
        function, Optional.empty(), OptionalInt.empty(), 0, false, Optional.of(module));
  }

  /// @param frames innermost first
  int stack(Frame... frames) {
    int[] places = new int[frames.length];
    for (int i = 0; i < frames.length; i++) {
      places[i] = data.frame(frames[i]);
    }
    return data.stack(places, places.length);
  }

  Recordings sample(long nanos, int cpu, int tid, String event, long weight, int stack) {
    PerfThread thread = new PerfThread(tid == 0 ? "swapper" : "api", tid == 0 ? 0 : PID, tid);
    data.sample(nanos, cpu, data.thread(thread), data.event(event), weight, stack, row++ * 10);
    return this;
  }

  Recordings sched(long nanos, int cpu, int on, SchedEvent event, int stack) {
    sample(nanos, cpu, on, "sched:" + event.kind().word(), 1, stack);
    data.sched(event);
    return this;
  }

  Recordings leave(long nanos, int cpu, int tid, int next, char state, int stack) {
    return sched(
        nanos, cpu, tid, new SchedEvent(SchedKind.SWITCH, "api", tid, next, state, 0, ""), stack);
  }

  Recordings wake(long nanos, int cpu, int on, int tid, int stack) {
    return sched(
        nanos, cpu, on, new SchedEvent(SchedKind.WAKING, "api", tid, -1, (char) 0, 0, ""), stack);
  }

  Recordings told(SchedKind kind, long nanos, int cpu, int on, int tid, long value) {
    return sched(nanos, cpu, on, new SchedEvent(kind, "api", tid, -1, (char) 0, value, ""), 0);
  }

  Recordings lost() {
    data.lost(1);
    return this;
  }

  PerfData build() {
    return data.build();
  }
}
