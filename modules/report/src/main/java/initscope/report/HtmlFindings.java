package initscope.report;

import initscope.diagnosis.Durations;
import initscope.diagnosis.Sentences;
import initscope.layout.CoverageReasons;
import initscope.model.Coverage;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The verdict, its chain, what was not seen, and the other findings.
final class HtmlFindings {
  private static final int MOST_QUOTED = 160;

  private final Html html;
  private final ReportWords words;
  private final Locale locale;

  HtmlFindings(Html html, ReportWords words, Locale locale) {
    this.html = html;
    this.words = words;
    this.locale = locale;
  }

  void verdict(Finding finding) {
    html.open("section", "class", "verdict " + shade(finding.confidence()), "id", "verdict");
    html.element("span", word(finding.confidence()), "class", "word")
        .element("code", finding.rule(), "class", "rule");
    html.element("h1", Sentences.render(finding.title(), locale));
    subject(finding.subject());
    finding
        .next()
        .ifPresent(
            n ->
                html.open("p", "class", "next")
                    .element("strong", words.say("next") + " ")
                    .text(Sentences.render(n, locale))
                    .close());
    html.closeLine();
    if (!finding.because().isEmpty()) {
      html.open("section").element("h2", words.say("because"));
      chain(finding.because());
      html.closeLine();
    }
  }

  private void subject(Subject subject) {
    html.open("dl", "class", "facts");
    fact("package", subject.packagePath());
    fact("initFunction", subject.initFunction());
    fact(
        "place",
        subject
            .file()
            .map(f -> subject.line().isPresent() ? f + ":" + subject.line().getAsInt() : f));
    fact("waitReason", subject.waitReason());
    if (subject.waitNanos().isPresent()) {
      fact("waitTime", Optional.of(Durations.words(subject.waitNanos().getAsLong(), locale)));
    }
    if (subject.goroutine().isPresent()) {
      fact("goroutine", Optional.of(Long.toString(subject.goroutine().getAsLong())));
    }
    if (subject.tid().isPresent()) {
      fact("thread", Optional.of(Long.toString(subject.tid().getAsLong())));
    }
    html.closeLine();
  }

  private void fact(String key, Optional<String> value) {
    value.ifPresent(
        v -> html.element("dt", words.say("fact." + key)).open("dd").element("code", v).close());
  }

  private void chain(List<Because> links) {
    html.open("ol", "class", "chain");
    String before = "";
    for (Because link : links) {
      html.open("li").text(Sentences.render(link.text(), locale));
      String quote = quote(link.evidence());
      html.element("code", at(link.evidence()), "class", "place");
      if (!quote.isEmpty() && !quote.equals(before)) {
        html.element("code", quote, "class", "quote");
      }
      before = quote;
      html.closeLine();
    }
    html.closeLine();
  }

  /// The host's words, cut: a line of /proc/PID/stat is long, and the place says where the rest is.
  static String quote(EvidenceRef place) {
    String quote = place.quote().strip();
    return quote.length() <= MOST_QUOTED ? quote : quote.substring(0, MOST_QUOTED) + " …";
  }

  /// {@code entry:line}, or {@code entry @ byte N}.
  static String at(EvidenceRef place) {
    if (place.line().isPresent()) {
      return place.entry() + ":" + place.line().getAsInt();
    }
    return place.offset().isPresent()
        ? place.entry() + " @ 0x" + Long.toHexString(place.offset().getAsLong())
        : place.entry();
  }

  /// What was refused, empty or skipped stands beside the verdict.
  void coverage(Incident incident) {
    List<Coverage> lost =
        incident.coverage().stream().filter(c -> c.state() != Coverage.State.DONE).toList();
    if (incident.coverage().isEmpty()) {
      return;
    }
    html.open("section").element("h2", words.say("coverage"));
    if (lost.isEmpty()) {
      html.element("p", words.say("coverage.all", incident.coverage().size()));
    } else {
      html.open("div", "class", "wide").open("table").open("thead").open("tr");
      for (String column : List.of("coverage.step", "coverage.state", "coverage.why")) {
        html.element("th", words.say(column), "scope", "col");
      }
      html.close().close().open("tbody");
      CoverageReasons reasons = CoverageReasons.of(locale);
      for (Coverage c : lost) {
        html.open("tr").open("td").element("code", c.step()).close();
        html.element("td", words.say("state." + c.state().word()));
        html.element("td", reasons.of(c.why())).closeLine();
      }
      html.close().close().closeLine();
    }
    html.closeLine();
  }

  void others(Diagnosis diagnosis) {
    List<Finding> others =
        diagnosis.findings().stream().filter(f -> !f.equals(diagnosis.verdict())).toList();
    if (others.isEmpty()) {
      return;
    }
    html.open("section").element("h2", words.say("others"));
    for (Finding finding : others) {
      html.open("details").open("summary");
      html.element(
              "span", word(finding.confidence()), "class", "word " + shade(finding.confidence()))
          .text(Sentences.render(finding.title(), locale) + " ")
          .element("code", finding.rule(), "class", "rule")
          .close();
      chain(finding.because());
      html.closeLine();
    }
    html.closeLine();
  }

  private String word(Confidence confidence) {
    return words.say("confidence." + confidence.name().toLowerCase(Locale.ROOT));
  }

  private static String shade(Confidence confidence) {
    return confidence == Confidence.NOT_KNOWN
        ? "unknown"
        : confidence.name().toLowerCase(Locale.ROOT);
  }
}
