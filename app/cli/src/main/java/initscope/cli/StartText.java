package initscope.cli;

import initscope.diagnosis.Sentences;
import initscope.diagnosis.StartSentences;
import initscope.model.finding.Sentence;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.StartPhase;
import java.util.Locale;
import java.util.Optional;

/// The phases of a start that was watched, for a person.
final class StartText {
  private static final int WIDTH = 10;

  private StartText() {}

  static void print(ColdStart start, Console console, Locale locale) {
    console.result(say(StartSentences.head(start), locale));
    console.result("  " + row("+ms", "ms", "±ms", "%", "CPU ms", "disk KiB"));
    for (StartPhase phase : start.phases()) {
      Optional<PhaseCounters> counters = phase.counters();
      console.result(
          "  "
              + row(
                  Columns.millis(phase.startNanos() - start.startNanos()),
                  Columns.millis(phase.nanos()),
                  Columns.millis(phase.boundNanos()),
                  Integer.toString(start.percent(phase)),
                  counters.map(c -> Columns.millis(c.cpuNanos())).orElse(""),
                  counters.map(c -> Long.toString(c.readBytes().orElse(0) / 1024)).orElse(""))
              + "  "
              + say(StartSentences.phase(phase), locale)
              + "  ["
              + say(StartSentences.source(phase), locale)
              + "]");
    }
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder();
    for (String cell : cells) {
      row.append(Columns.right(cell, WIDTH));
    }
    return row.toString();
  }

  private static String say(Sentence sentence, Locale locale) {
    return Sentences.render(sentence, locale);
  }
}
