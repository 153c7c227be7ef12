package initscope.layout;

import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.host.ProcessFacts;
import initscope.model.start.ColdStart;
import java.util.Optional;
import java.util.OptionalLong;

/// The one sentence that says what a timeline shows.
final class TimelineSentence {
  private TimelineSentence() {}

  /// @param perf what recordings of perf show, where they are shown
  static String of(Incident incident, Optional<String> perf, Words words) {
    Optional<ColdStart> cold = incident.start().cold();
    if (cold.filter(ColdStart::finished).isPresent()) {
      return StartTracks.sentence(cold.orElseThrow(), words);
    }
    StringBuilder said = new StringBuilder();
    cold.ifPresent(start -> said.append(StartTracks.sentence(start, words)).append(' '));
    OptionalLong age = incident.process().map(ProcessFacts::ageNanos).orElse(OptionalLong.empty());
    if (age.isPresent()) {
      said.append(words.say("sentence.age", Durations.of(age.getAsLong())));
    }
    long all = incident.inits().size();
    if (all > 0) {
      said.append(words.say("sentence.inits", count(incident, InitTask.State.DONE), all));
      incident.inits().stream()
          .filter(t -> t.state() == InitTask.State.RUNNING)
          .reduce((first, last) -> last)
          .ifPresent(t -> said.append(words.say("sentence.running", t.packagePath())));
    }
    if (!incident.threads().isEmpty() || !incident.goroutines().isEmpty()) {
      said.append(
          words.say("sentence.counts", incident.threads().size(), incident.goroutines().size()));
    }
    if (said.isEmpty() && !incident.goTraces().isEmpty()) {
      return words.say("sentence.trace");
    }
    return said.isEmpty() ? perf.orElse(words.say("sentence.nothing")) : said.toString().strip();
  }

  private static long count(Incident incident, InitTask.State state) {
    return incident.inits().stream().filter(t -> t.state() == state).count();
  }
}
