package initscope.diagnosis;

import initscope.model.finding.Sentence;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.Total;
import initscope.model.go.TracePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An execution trace in a few sentences: for a terminal, a report, the head of a view.
public final class TraceSentences {
  private static final int MOST_REASONS = 5;
  private static final int MOST_STEPS = 3;

  private TraceSentences() {}

  /// The sentences, the most general first.
  ///
  /// @param file name of the trace
  public static List<Sentence> of(GoTraceFacts facts, String file) {
    List<Sentence> all = new ArrayList<>();
    all.add(
        Sentence.of(
            "trace.summary.head",
            file,
            facts.goVersion(),
            number(facts.durationNanos()),
            number(facts.events()),
            number(facts.goroutines()),
            number(facts.procs()),
            number(facts.threads())));
    if (!facts.lost().isEmpty()) {
      long nanos = facts.lost().stream().mapToLong(GoTraceFacts.Lost::durationNanos).sum();
      long from = facts.lost().getFirst().startNanos();
      all.add(Sentence.of("trace.summary.lost", number(nanos), number(from)));
    }
    GoTraceFacts.States states = facts.states();
    all.add(
        Sentence.of(
            "trace.summary.states",
            number(states.runningNanos()),
            number(states.runnableNanos()),
            number(states.syscallNanos()),
            number(states.waitingNanos())));
    facts.blocked().stream()
        .filter(b -> !b.name().isEmpty())
        .limit(MOST_REASONS)
        .forEach(b -> all.add(total("trace.summary.blocked", b)));
    if (!facts.collections().isEmpty()) {
      long nanos = facts.collections().stream().mapToLong(Collection::durationNanos).sum();
      all.add(Sentence.of("trace.summary.gc", number(facts.collections().size()), number(nanos)));
    }
    if (!facts.stops().isEmpty()) {
      long longest =
          facts.stops().stream().mapToLong(s -> s.durationNanos().orElse(0)).max().orElse(0);
      all.add(Sentence.of("trace.summary.stops", number(facts.stops().size()), number(longest)));
    }
    facts.taskTypes().stream()
        .limit(MOST_STEPS)
        .forEach(t -> all.add(total("trace.summary.tasks", t)));
    facts.regionTypes().stream()
        .limit(MOST_STEPS)
        .forEach(r -> all.add(total("trace.summary.regions", r)));
    path(facts.start().path(), all);
    return List.copyOf(all);
  }

  private static void path(Optional<TracePath> found, List<Sentence> all) {
    if (found.isEmpty()) {
      return;
    }
    TracePath path = found.orElseThrow();
    all.add(
        Sentence.of(
            "trace.summary.path",
            number(path.runningNanos()),
            number(path.runnableNanos()),
            number(path.syscallNanos()),
            number(path.waitingNanos()),
            number(path.unexplainedNanos())));
    path.longest().stream()
        .limit(MOST_STEPS)
        .filter(step -> step.goroutine() > 0)
        .forEach(
            step ->
                all.add(
                    Sentence.of(
                        "trace.summary.step",
                        number(step.goroutine()),
                        step.function().isEmpty() ? "?" : step.function(),
                        step.reason().isEmpty() ? step.state() : step.reason(),
                        number(step.durationNanos()),
                        number(step.startNanos()))));
  }

  private static Sentence total(String key, Total total) {
    return Sentence.of(
        key,
        total.name(),
        number(total.count()),
        number(total.totalNanos()),
        number(total.longestNanos()));
  }

  private static String number(long value) {
    return Long.toString(value);
  }
}
