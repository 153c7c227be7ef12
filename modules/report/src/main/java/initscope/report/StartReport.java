package initscope.report;

import initscope.diagnosis.Durations;
import initscope.diagnosis.Sentences;
import initscope.diagnosis.StartSentences;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.StartPhase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A start that was watched as one sentence and a table of its phases; the same for HTML and Markdown.
final class StartReport {
  private static final List<String> COLUMNS =
      List.of(
          "start.at",
          "start.took",
          "start.percent",
          "start.cpu",
          "start.disk",
          "start.what",
          "start.source");
  private static final int TEXT_FROM = 5;

  private final ReportWords words;
  private final Locale locale;

  StartReport(ReportWords words, Locale locale) {
    this.words = words;
    this.locale = locale;
  }

  void html(ColdStart start, Html html) {
    html.open("section").element("h2", words.say("start"));
    html.element("p", Sentences.render(StartSentences.head(start), locale));
    html.open("div", "class", "wide").open("table").open("thead").open("tr");
    COLUMNS.forEach(key -> html.element("th", words.say(key)));
    html.close().close().open("tbody");
    for (StartPhase phase : start.phases()) {
      html.open("tr");
      List<String> cells = cells(start, phase);
      for (int i = 0; i < cells.size(); i++) {
        html.element("td", cells.get(i), "class", i < TEXT_FROM ? "num" : "");
      }
      html.closeLine();
    }
    html.close().close().close().closeLine();
  }

  void markdown(ColdStart start, StringBuilder out) {
    out.append("## ").append(words.say("start")).append("\n\n");
    out.append(MarkdownReport.escape(Sentences.render(StartSentences.head(start), locale)));
    out.append("\n\n|");
    COLUMNS.forEach(key -> out.append(' ').append(words.say(key)).append(" |"));
    out.append("\n|").append("---|".repeat(COLUMNS.size())).append('\n');
    for (StartPhase phase : start.phases()) {
      out.append('|');
      cells(start, phase)
          .forEach(cell -> out.append(' ').append(MarkdownReport.escape(cell)).append(" |"));
      out.append('\n');
    }
    out.append('\n');
  }

  private List<String> cells(ColdStart start, StartPhase phase) {
    Optional<PhaseCounters> counters = phase.counters();
    return List.of(
        "+" + Durations.words(phase.startNanos() - start.startNanos(), locale),
        Durations.words(phase.nanos(), locale)
            + " ± "
            + Durations.words(phase.boundNanos(), locale),
        start.percent(phase) + " %",
        counters.map(c -> Durations.words(c.cpuNanos(), locale)).orElse(""),
        counters.map(c -> c.readBytes().orElse(0) / 1024 + " KiB").orElse(""),
        Sentences.render(StartSentences.phase(phase), locale),
        Sentences.render(StartSentences.source(phase), locale));
  }
}
