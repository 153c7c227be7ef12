package initscope.report;

import initscope.diagnosis.Durations;
import initscope.diagnosis.Sentences;
import initscope.diagnosis.TraceSentences;
import initscope.layout.CoverageReasons;
import initscope.model.Coverage;
import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.Goroutine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A diagnosis as Markdown, for a ticket or a post-mortem. Host text cannot become markup: what Markdown would act upon is escaped,
/// and quotes stand in code spans longer than any run of backticks in them.
public final class MarkdownReport {
  private final StringBuilder out = new StringBuilder(4096);
  private final ReportWords words;
  private final Locale locale;

  private MarkdownReport(Locale locale) {
    this.words = ReportWords.of(locale);
    this.locale = locale;
  }

  /// The whole text.
  public static String write(
      Incident incident, Diagnosis diagnosis, String toolVersion, Locale locale) {
    return new MarkdownReport(locale).document(incident, diagnosis, toolVersion);
  }

  private String document(Incident incident, Diagnosis diagnosis, String toolVersion) {
    Finding verdict = diagnosis.verdict();
    out.append("# ").append(escape(Sentences.render(verdict.title(), locale))).append("\n\n");
    out.append("**")
        .append(word(verdict.confidence()))
        .append("** · ")
        .append(code(verdict.rule()))
        .append("\n\n");
    subject(verdict.subject());
    verdict
        .next()
        .ifPresent(
            n ->
                out.append("**")
                    .append(words.say("next"))
                    .append("** ")
                    .append(escape(Sentences.render(n, locale)))
                    .append("\n\n"));
    chain(verdict);
    incident.start().cold().ifPresent(s -> new StartReport(words, locale).markdown(s, out));
    traces(incident);
    coverage(incident);
    others(diagnosis);
    stack(incident, verdict);
    host(incident);
    out.append("---\n")
        .append(escape(words.say("footer")))
        .append(" InitScope ")
        .append(escape(toolVersion))
        .append('\n');
    return out.toString();
  }

  private void subject(Subject subject) {
    int before = out.length();
    row("package", subject.packagePath());
    row("initFunction", subject.initFunction());
    row(
        "place",
        subject
            .file()
            .map(f -> subject.line().isPresent() ? f + ":" + subject.line().getAsInt() : f));
    row("waitReason", subject.waitReason());
    if (subject.waitNanos().isPresent()) {
      row("waitTime", Optional.of(Durations.words(subject.waitNanos().getAsLong(), locale)));
    }
    if (out.length() > before) {
      out.append('\n');
    }
  }

  private void row(String key, Optional<String> value) {
    value.ifPresent(
        v ->
            out.append("- ")
                .append(words.say("fact." + key))
                .append(words.say("colon"))
                .append(code(v))
                .append('\n'));
  }

  private void chain(Finding finding) {
    if (finding.because().isEmpty()) {
      return;
    }
    heading("because");
    int number = 1;
    String before = "";
    for (Because link : finding.because()) {
      out.append(number++)
          .append(". ")
          .append(escape(Sentences.render(link.text(), locale)))
          .append(" (")
          .append(code(HtmlFindings.at(link.evidence())))
          .append(")\n");
      String quote = HtmlFindings.quote(link.evidence());
      if (!quote.isEmpty() && !quote.equals(before)) {
        out.append("   ").append(code(quote)).append('\n');
      }
      before = quote;
    }
    out.append('\n');
  }

  private void traces(Incident incident) {
    if (incident.goTraces().isEmpty()) {
      return;
    }
    heading("traces");
    for (GoTraceFacts trace : incident.goTraces()) {
      for (Sentence s : TraceSentences.of(trace, incident.inputs().get(trace.input()).path())) {
        out.append("- ").append(escape(Sentences.render(s, locale))).append('\n');
      }
    }
    out.append('\n');
  }

  private void coverage(Incident incident) {
    List<Coverage> lost =
        incident.coverage().stream().filter(c -> c.state() != Coverage.State.DONE).toList();
    if (lost.isEmpty()) {
      return;
    }
    heading("coverage");
    out.append("| ")
        .append(words.say("coverage.step"))
        .append(" | ")
        .append(words.say("coverage.state"));
    out.append(" | ").append(words.say("coverage.why")).append(" |\n| --- | --- | --- |\n");
    CoverageReasons reasons = CoverageReasons.of(locale);
    for (Coverage c : lost) {
      out.append("| ")
          .append(cell(c.step()))
          .append(" | ")
          .append(words.say("state." + c.state().word()));
      out.append(" | ").append(cell(reasons.of(c.why()))).append(" |\n");
    }
    out.append('\n');
  }

  private void others(Diagnosis diagnosis) {
    List<Finding> others =
        diagnosis.findings().stream().filter(f -> !f.equals(diagnosis.verdict())).toList();
    if (others.isEmpty()) {
      return;
    }
    heading("others");
    for (Finding f : others) {
      out.append("- ").append(word(f.confidence())).append(words.say("colon"));
      out.append(escape(Sentences.render(f.title(), locale)))
          .append(" (")
          .append(code(f.rule()))
          .append(")\n");
    }
    out.append('\n');
  }

  private void stack(Incident incident, Finding verdict) {
    Optional<Goroutine> goroutine =
        incident.goroutines().stream()
            .filter(
                g ->
                    verdict.subject().goroutine().isPresent()
                        && g.id() == verdict.subject().goroutine().getAsLong())
            .findFirst();
    if (goroutine.isEmpty() || goroutine.get().frames().isEmpty()) {
      return;
    }
    out.append("## ").append("goroutine ").append(goroutine.get().id()).append("\n\n");
    for (Frame f : goroutine.get().frames().stream().limit(60).toList()) {
      out.append("- ").append(code(f.function()));
      f.file()
          .ifPresent(
              file ->
                  out.append(' ')
                      .append(
                          code(f.line().isPresent() ? file + ":" + f.line().getAsInt() : file)));
      out.append('\n');
    }
    out.append('\n');
  }

  private void host(Incident incident) {
    List<String> facts =
        List.of(
                incident.host().hostname(),
                incident.host().osName(),
                incident.host().kernelRelease(),
                incident.process().flatMap(p -> p.executable()),
                incident.process().map(p -> "pid " + p.pid()),
                ProcessJson.goVersion(incident))
            .stream()
            .flatMap(Optional::stream)
            .map(MarkdownReport::code)
            .toList();
    if (!facts.isEmpty()) {
      heading("host");
      out.append(String.join(" · ", facts)).append("\n\n");
    }
  }

  private void heading(String key) {
    out.append("## ").append(words.say(key)).append("\n\n");
  }

  private String word(Confidence confidence) {
    return words.say("confidence." + confidence.name().toLowerCase(Locale.ROOT));
  }

  /// Text in which nothing is markup.
  static String escape(String text) {
    String safe = Display.safe(text);
    StringBuilder escaped = new StringBuilder(safe.length() + 16);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if ("\\`|<>[]*_~#&!".indexOf(c) >= 0) {
        escaped.append(c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : "\\" + c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /// A code span. Nothing in it is markup but a run of backticks of the same length.
  static String code(String text) {
    String safe = Display.safe(text);
    int longest = 0;
    int run = 0;
    for (int i = 0; i < safe.length(); i++) {
      run = safe.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String pad = longest > 0 || safe.isBlank() ? " " : "";
    return fence + pad + safe + pad + fence;
  }

  /// A table cell: as text, and the column's bar escaped (it is, in {@link #escape}).
  private static String cell(String text) {
    return escape(text);
  }
}
