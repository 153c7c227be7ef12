package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Every recorded way to hang: the rule, its place and what it waits for; and that no other rule speaks. So each rule's recording is a
/// negative case of all others.
class RecordedHangTest {
  private static final String PACKAGE = "example.com/shop/internal/ledgerclient";

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/recorded-hangs.csv", numLinesToSkip = 1)
  void namesPackageFunctionPlaceAndWait(
      String recording, String rule, String word, String function, String says) {
    Incident incident = Recordings.whole(recording);
    Diagnosis diagnosis = Diagnoser.diagnose(incident);
    Finding verdict = diagnosis.verdict();
    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(verdict.subject().packagePath()).contains(PACKAGE);
    assertThat(verdict.subject().initFunction()).contains(PACKAGE + ".init.0");
    assertThat(verdict.subject().waitReason()).contains(word);
    assertThat(verdict.subject().file().orElseThrow())
        .startsWith("/src/shop/internal/ledgerclient/");
    assertThat(verdict.subject().line().orElseThrow()).isPositive();
    assertThat(Sentences.render(verdict.title(), Locale.ENGLISH)).contains(says);
    assertThat(verdict.because())
        .anyMatch(b -> Sentences.render(b.text(), Locale.ENGLISH).contains(function));
    assertThat(verdictRules(diagnosis)).containsExactly(rule);
  }

  /// The law: without goroutines a package is never named.
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/recorded-hangs.csv", numLinesToSkip = 1)
  void saysNotKnownWithoutGoroutines(String recording) {
    Diagnosis diagnosis = Diagnoser.diagnose(Recordings.withoutGoroutines(recording));
    assertThat(diagnosis.verdict().rule()).isEqualTo("evidence.not-enough");
    assertThat(diagnosis.verdict().confidence()).isEqualTo(Confidence.NOT_KNOWN);
    assertThat(diagnosis.verdict().next()).isPresent();
    assertThat(diagnosis.findings()).allMatch(f -> f.subject().packagePath().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/recorded-hangs.csv", numLinesToSkip = 1)
  void aDumpAloneGivesTheSameRule(String recording, String rule) {
    Finding verdict = Diagnoser.diagnose(Recordings.dump(recording)).verdict();
    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.subject().packagePath()).contains(PACKAGE);
    assertThat(verdict.confidence()).isIn(Confidence.LIKELY, Confidence.POSSIBLE);
  }

  /// Every link opens at a place whose bytes are the quote.
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/recorded-hangs.csv", numLinesToSkip = 1)
  void everyLinkOpensItsRawPlace(String recording) {
    var entries = Recordings.entries(recording);
    Finding verdict = Diagnoser.diagnose(Recordings.whole(recording)).verdict();
    assertThat(verdict.because()).hasSizeGreaterThan(3);
    verdict
        .because()
        .forEach(
            link -> {
              var place = link.evidence();
              String raw = entries.get(place.entry().substring("raw/".length()));
              String there = raw.substring((int) place.offset().orElseThrow());
              assertThat(there).as(place.entry()).startsWith(place.quote());
            });
  }

  private static Set<String> verdictRules(Diagnosis diagnosis) {
    Set<String> able =
        Rules.ALL.stream()
            .filter(r -> r.role() == Rule.Role.VERDICT)
            .map(Rule::id)
            .collect(Collectors.toSet());
    return List.copyOf(diagnosis.findings()).stream()
        .map(Finding::rule)
        .filter(able::contains)
        .collect(Collectors.toSet());
  }
}
