package initscope.cli;

import initscope.diagnosis.Sentences;
import initscope.diagnosis.TraceSentences;
import initscope.layout.CoverageReasons;
import initscope.layout.flame.DiffSides;
import initscope.layout.inits.InitSides;
import initscope.model.Coverage;
import initscope.model.Display;
import initscope.model.EvidenceRef;
import initscope.model.Failure;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.finding.Because;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.go.GoTraceFacts;
import initscope.report.AnalysisJson;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.ToolVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// {@code initscope analyze}.
final class AnalyzeVerb implements Verb {
  private static final int DAMAGED = 3;
  private static final int WARNINGS_SHOWN = 5;

  @Override
  public Syntax syntax() {
    return Syntax.verb(
            "analyze", "Verdict and findings of captures, dumps, traces and texts, any mix.")
        .words(
            "FILE",
            ".isz, spool folder, core file and executable, Go trace, dump, folder of unit files"
                + " ...",
            true)
        .flag("--json", "print initscope.analysis/1")
        .one("--lang", "en|zh", "language of the sentences");
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    List<String> names = words.positionalsFrom(0);
    Locale locale = Language.of(words);
    Analysis analysis =
        Analyze.run(names.stream().map(Path::of).toList(), console.progress(), false);
    if (words.has("--json")) {
      console
          .results()
          .print(
              AnalysisJson.write(
                  analysis.incident(), analysis.diagnosis(), ToolVersion.read(), locale));
    } else {
      print(analysis, console, locale);
      comparison(analysis.incident())
          .ifPresent(hint -> console.result("> " + Sentences.render(hint, locale)));
    }
    if (Analyze.isDamaged(analysis.incident())) {
      warn(analysis.diagnosis(), console, locale);
      return DAMAGED;
    }
    return 0;
  }

  /// Prints verdict, chain, coverage and further findings for a person.
  static void print(Analysis analysis, Console console, Locale locale) {
    Finding verdict = analysis.diagnosis().verdict();
    finding(verdict, console, locale, "");
    analysis.incident().start().cold().ifPresent(s -> StartText.print(s, console, locale));
    analysis.incident().timeLapse().ifPresent(l -> LapseText.print(l, console, locale));
    traces(analysis.incident(), console, locale);
    missing(analysis.incident().coverage(), CoverageReasons.of(locale), console);
    for (Finding other : analysis.diagnosis().findings()) {
      if (!other.equals(verdict)) {
        console.result("");
        finding(other, console, locale, "also: ");
      }
    }
  }

  /// How two sides are compared, where there are two: a verdict is of the first alone.
  private static Optional<Sentence> comparison(Incident incident) {
    Optional<InitSides> inits = InitSides.of(incident).filter(s -> !s.measures().isEmpty());
    if (inits.isPresent()) {
      InitSides sides = inits.get();
      String measure = sides.measures().getFirst().word();
      return Optional.of(Sentence.of("compare.inits", sides.before(), sides.after(), measure));
    }
    return DiffSides.of(incident).map(sides -> Sentence.of("compare.recordings"));
  }

  private static void traces(Incident incident, Console console, Locale locale) {
    for (GoTraceFacts trace : incident.goTraces()) {
      console.result("");
      String file = incident.inputs().get(trace.input()).path();
      for (Sentence sentence : TraceSentences.of(trace, file)) {
        console.result(Display.safe(Sentences.render(sentence, locale)));
      }
    }
  }

  /// What was not got, steps with the same reason on one line.
  private static void missing(List<Coverage> steps, CoverageReasons reasons, Console console) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Coverage coverage : steps) {
      if (coverage.state() != Coverage.State.DONE) {
        String why =
            coverage.why().isEmpty() ? "" : " (" + Display.safe(reasons.of(coverage.why())) + ")";
        lines
            .computeIfAbsent(coverage.state().word() + "\n" + why, key -> new ArrayList<>())
            .add(coverage.step());
      }
    }
    lines.forEach(
        (key, names) -> {
          int end = key.indexOf('\n');
          console.result(
              "  - "
                  + key.substring(0, end)
                  + ": "
                  + String.join(", ", names)
                  + key.substring(end + 1));
        });
  }

  private static void finding(Finding finding, Console console, Locale locale, String before) {
    console.result(
        before
            + Sentences.render(finding.title(), locale)
            + "  ["
            + finding.confidence().word()
            + ", "
            + finding.rule()
            + "]");
    Optional<EvidenceRef> shown = Optional.empty();
    for (Because link : finding.because()) {
      console.result("  " + Sentences.render(link.text(), locale));
      if (!shown.filter(link.evidence()::equals).isPresent()) {
        console.result("      " + place(link.evidence()));
      }
      shown = Optional.of(link.evidence());
    }
    finding.next().ifPresent(next -> console.result("  > " + Sentences.render(next, locale)));
  }

  private static String place(EvidenceRef evidence) {
    String line = evidence.line().isPresent() ? ":" + evidence.line().getAsInt() : "";
    String offset =
        evidence.line().isEmpty() && evidence.offset().isPresent()
            ? "@" + evidence.offset().getAsLong()
            : "";
    String quote = evidence.quote().strip();
    String shown = quote.length() > 120 ? quote.substring(0, 120) + "…" : quote;
    return Display.safe(evidence.entry())
        + line
        + offset
        + (shown.isEmpty() ? "" : "  " + Display.safe(shown));
  }

  /// Says what is damaged in the inputs.
  static void warn(Diagnosis diagnosis, Console console, Locale locale) {
    diagnosis.warnings().stream()
        .limit(WARNINGS_SHOWN)
        .forEach(warning -> console.say(Sentences.render(warning, locale)));
  }
}
