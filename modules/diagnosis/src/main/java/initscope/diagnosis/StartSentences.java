package initscope.diagnosis;

import initscope.model.finding.Sentence;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartMark;
import initscope.model.start.StartPhase;
import java.util.List;
import java.util.stream.Collectors;

/// Words for a start that was watched: for a terminal, a report, a view.
public final class StartSentences {
  private static final int MOST_SHARES = 3;

  private StartSentences() {}

  /// What a phase is, in a few words.
  public static Sentence phase(StartPhase phase) {
    return Sentence.of(key("start.phase.", phase), phase.detail());
  }

  /// What a mark is.
  public static Sentence mark(StartMark mark) {
    return Sentence.of("start.mark." + mark.kind().word(), mark.detail());
  }

  /// How a phase is known.
  public static Sentence source(StartPhase phase) {
    return Sentence.of("start.source." + phase.source().word());
  }

  /// The whole in one sentence: how long, until what, by how many looks.
  public static Sentence head(ColdStart start) {
    return Sentence.of(
        start.finished() ? "start.head" : "start.head.open",
        start.unit(),
        Long.toString(start.totalNanos()),
        "start.mark." + start.ready().word(),
        Integer.toString(start.looks()),
        Long.toString(start.intervalNanos()));
  }

  /// Key of a phase's words: some kinds have others where there is a detail.
  public static String key(String prefix, StartPhase phase) {
    boolean plain =
        phase.detail().isEmpty()
            && (phase.kind() == StartPhase.Kind.PREPARING
                || phase.kind() == StartPhase.Kind.SMALL_INITS);
    return prefix + phase.kind().word() + (plain ? ".plain" : "");
  }

  /// {@code running 80 %, read 12 %}.
  static String shares(PhaseSeen seen, List<PhaseSeen.Share> shares) {
    return shares.stream()
        .limit(MOST_SHARES)
        .map(s -> s.words() + " " + seen.percent(s) + " %")
        .collect(Collectors.joining(", "));
  }
}
