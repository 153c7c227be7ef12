package initscope.diagnosis;

import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.sched.StartPhases.Mark;
import initscope.model.sched.StartPhases.Phase;
import java.util.Optional;

/// The links that every finding of a recording has.
final class PerfSentences {
  private PerfSentences() {}

  /// Which process, and from where to where its start is in the recording.
  static void start(PerfStart start, Chain chain) {
    Optional<Mark> exec = start.facts().phases().mark(Phase.EXEC);
    Optional<Mark> main = start.facts().phases().mark(Phase.MAIN);
    String key =
        "because.perf.start"
            + (exec.isPresent() ? ".exec" : ".part")
            + (main.isPresent() ? ".main" : ".open");
    chain.add(
        start.at(first(start)),
        key,
        start.facts().comm(),
        Integer.toString(start.facts().pid()),
        Long.toString(start.facts().elapsedNanos()));
    main.ifPresent(
        m ->
            chain.add(
                start.at(m.sample()),
                "because.perf.main",
                Long.toString(m.atNanos() - start.facts().fromNanos()),
                Long.toString(m.atNanos() - m.afterNanos())));
  }

  /// The sample with which the start begins: exec, else the first of the process.
  static int first(PerfStart start) {
    Optional<Mark> exec = start.facts().phases().mark(Phase.EXEC);
    if (exec.isPresent()) {
      return exec.orElseThrow().sample();
    }
    PerfSamples samples = start.data().samples();
    for (int row = 0; row < samples.size(); row++) {
      PerfThread thread = start.data().threads().get(samples.thread(row));
      if (thread.pid() == start.facts().pid() || thread.tid() == start.facts().pid()) {
        return row;
      }
    }
    return -1;
  }
}
