package initscope.diagnosis.binary;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.Sentences;
import initscope.model.binary.BinaryFacts;
import initscope.model.finding.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BinaryAdviceTest {
  @Test
  void anExeWithoutCgoOfANewReleaseHasNothingToMend() {
    assertThat(rules(Binaries.go("go1.25.3", false))).isEmpty();
  }

  @Test
  void aPieTellsItsRelocationsAndItsInterpreter() {
    BinaryFacts pie = Binaries.go("go1.25.3", true);
    assertThat(rules(pie)).containsExactly("elf.pie_reloc_cost", "elf.pie_interp_in_static_image");
    assertThat(english(BinaryAdvice.of(pie).getFirst()))
        .contains("12000", "1.22 to 1.34", "cgo off")
        .doesNotContain(" ms");
  }

  @Test
  void cgoTellsLibrariesTheConditionAndGlibc() {
    BinaryFacts cgo = Binaries.cgo("go1.24.4", false, true);
    assertThat(rules(cgo))
        .containsExactly(
            "elf.dynamic_go", "elf.bind_now_no_gain", "elf.glibc_too_new", "go.cpu_quota_unread");
    assertThat(english(BinaryAdvice.of(cgo).getFirst()))
        .contains("libc.so.6", "1.37 to 1.48", "LDAP", "nsswitch.conf");
  }

  @Test
  void cgoInAPieAndInAStaticFileAreTheirOwnCases() {
    List<Advice> pie = BinaryAdvice.of(Binaries.cgo("go1.25.0", true, true));
    assertThat(pie).extracting(Advice::rule).startsWith("elf.pie_reloc_cost", "elf.dynamic_go");
    assertThat(english(pie.getFirst())).contains("1.51 to 1.62");
    assertThat(rules(Binaries.cgo("go1.25.0", false, false))).containsExactly("elf.static_glibc");
  }

  @Test
  void releasesTellWhatWasMeasuredOfThemAlone() {
    assertThat(rules(Binaries.go("go1.26.1", false))).containsExactly("go.release_start");
    assertThat(rules(Binaries.go("go1.9.7", false))).containsExactly("go.cpu_quota_unread");
    assertThat(rules(Binaries.go("unknown release, 1.20 or later", false))).isEmpty();
  }

  @Test
  void allSentencesHaveWordsInBothLanguages() {
    Stream.of(
            Binaries.go("go1.26.1", true),
            Binaries.cgo("go1.19.1", true, true),
            Binaries.cgo("go1.19.1", false, true),
            Binaries.cgo("go1.19.1", false, false))
        .flatMap(facts -> BinaryAdvice.of(facts).stream())
        .flatMap(advice -> Stream.of(advice.what(), advice.condition(), advice.effect()))
        .forEach(
            sentence -> {
              assertThat(said(sentence, Locale.ENGLISH)).isNotEqualTo(sentence.key());
              assertThat(said(sentence, Locale.SIMPLIFIED_CHINESE))
                  .isNotEqualTo(sentence.key())
                  .isNotEqualTo(said(sentence, Locale.ENGLISH));
            });
  }

  private static String english(Advice advice) {
    return String.join(
        " ",
        said(advice.what(), Locale.ENGLISH),
        said(advice.condition(), Locale.ENGLISH),
        said(advice.effect(), Locale.ENGLISH));
  }

  private static String said(Sentence sentence, Locale locale) {
    return Sentences.render(sentence, locale);
  }

  private static List<String> rules(BinaryFacts facts) {
    return BinaryAdvice.of(facts).stream().map(Advice::rule).toList();
  }
}
