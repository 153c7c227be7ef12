package initscope.layout.inits;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.go.InitTask;
import initscope.model.host.ProcessFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Every package init as a rung, in the order the runtime runs them; those whose order is not known come last.
///
/// @param rungs from the first to the last
/// @param slowestNanos the longest wall time known, what bars are measured against; 0 where none is
public record InitLadder(List<Rung> rungs, long slowestNanos) {
  /// Keeps an immutable copy.
  public InitLadder {
    rungs = List.copyOf(rungs);
  }

  /// One package.
  ///
  /// @param task what was read
  /// @param time when it ran, where that is known
  /// @param inside for one that runs, the init function and where in its package the stack stands
  /// @param sinceNanos for one that runs, how long at least, from the wait of its goroutine
  /// @param atMostNanos for one that runs, how long at most: since the process began
  public record Rung(
      InitTask task,
      InitTime time,
      Optional<InitFrame> inside,
      OptionalLong sinceNanos,
      OptionalLong atMostNanos) {
    /// Whether it runs.
    public boolean runs() {
      return task.state() == InitTask.State.RUNNING;
    }

    /// Where it stands: file and line of its own code.
    public Optional<Frame> place() {
      return inside.map(InitFrame::place);
    }
  }

  /// The ladder of an incident.
  public static InitLadder of(Incident incident) {
    Map<String, InitFrame> frames = new HashMap<>();
    Map<String, Goroutine> runners = new HashMap<>();
    for (Goroutine one : incident.goroutines()) {
      for (InitFrame frame : InitFrames.chain(one.frames())) {
        frames.putIfAbsent(frame.packagePath(), frame);
        runners.putIfAbsent(frame.packagePath(), one);
      }
    }
    OptionalLong age = incident.process().map(ProcessFacts::ageNanos).orElse(OptionalLong.empty());
    List<InitTask> tasks = new ArrayList<>(incident.inits());
    tasks.sort(Comparator.comparingInt(t -> t.order().orElse(Integer.MAX_VALUE)));
    List<Rung> rungs = new ArrayList<>();
    long slowest = 0;
    for (InitTask task : tasks) {
      InitTime time = InitTime.of(incident, task);
      slowest = Math.max(slowest, time.wallNanos().orElse(0));
      boolean runs = task.state() == InitTask.State.RUNNING;
      Goroutine runner = runs ? runners.get(task.packagePath()) : null;
      rungs.add(
          new Rung(
              task,
              time,
              runs ? Optional.ofNullable(frames.get(task.packagePath())) : Optional.empty(),
              runner == null ? OptionalLong.empty() : runner.waitNanos(),
              runs ? age : OptionalLong.empty()));
    }
    return new InitLadder(rungs, slowest);
  }

  /// Index of the innermost package that runs.
  public OptionalInt running() {
    for (int i = rungs.size() - 1; i >= 0; i--) {
      if (rungs.get(i).runs()) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /// Index of a package.
  public OptionalInt indexOf(String packagePath) {
    for (int i = 0; i < rungs.size(); i++) {
      if (rungs.get(i).task().packagePath().equals(packagePath)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
