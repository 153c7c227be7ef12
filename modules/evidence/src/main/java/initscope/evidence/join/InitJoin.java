package initscope.evidence.join;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitTask;
import initscope.model.go.InitTask.State;
import initscope.model.go.TimeLapse;
import initscope.model.host.ThreadState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Package inits: from memory with the times inittrace printed, else those inittrace printed, and those a stack proves to run.
final class InitJoin {
  private InitJoin() {}

  static List<InitTask> inits(
      Optional<GoRuntime> go,
      List<InitTask> trace,
      Optional<TimeLapse> lapse,
      List<Goroutine> goroutines,
      List<ThreadState> threads) {
    List<InitTask> all = new ArrayList<>();
    List<InitTask> tasks = go.map(GoRuntime::inits).orElse(List.of());
    if (tasks.isEmpty()) {
      tasks = lapse.map(TimeLapse::tasks).orElse(List.of());
    }
    if (!tasks.isEmpty()) {
      Map<String, InitTask> times = new HashMap<>();
      trace.forEach(init -> times.put(init.packagePath(), init));
      for (InitTask init : tasks) {
        InitTask timed = times.get(init.packagePath());
        all.add(timed == null ? init : joined(init, timed));
      }
      return all;
    }
    all.addAll(trace);
    Set<String> known = new HashSet<>();
    trace.forEach(init -> known.add(init.packagePath()));
    for (Goroutine goroutine : goroutines) {
      addRunning(goroutine.frames(), goroutine.evidence(), known, all);
    }
    for (ThreadState thread : threads) {
      EvidenceRef place = thread.evidence().get("pstack");
      addRunning(thread.userStack(), place == null ? List.of() : List.of(place), known, all);
    }
    return all;
  }

  /// Nested inits stand outermost first: the order in which they were entered.
  private static void addRunning(
      List<Frame> frames, List<EvidenceRef> evidence, Set<String> known, List<InitTask> all) {
    List<InitFrames.InitFrame> chain = new ArrayList<>(InitFrames.chain(frames));
    Collections.reverse(chain);
    for (InitFrames.InitFrame init : chain) {
      if (known.add(init.packagePath())) {
        all.add(
            new InitTask(
                OptionalInt.empty(),
                init.packagePath(),
                State.RUNNING,
                List.of(init.initFunction()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                evidence));
      }
    }
  }

  private static InitTask joined(InitTask memory, InitTask timed) {
    List<EvidenceRef> evidence = new ArrayList<>(memory.evidence());
    evidence.addAll(timed.evidence());
    return new InitTask(
        memory.order(),
        memory.packagePath(),
        memory.state(),
        memory.functions(),
        timed.startNanos(),
        timed.wallNanos(),
        timed.bytes(),
        timed.allocations(),
        evidence,
        memory.plugin());
  }
}
