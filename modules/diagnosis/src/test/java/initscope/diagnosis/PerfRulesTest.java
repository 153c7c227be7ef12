package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What recordings of perf alone tell about a start. How they were made stands beside them.
final class PerfRulesTest {
  private static byte[] packed(String name) {
    try (InputStream in =
        PerfRulesTest.class.getResourceAsStream("/perf/" + name + "-init.perf.gz")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Diagnosis of(byte[] recording) {
    return Diagnoser.diagnose(
        IncidentReader.read(List.of(new NamedInput("start.perf", Bytes.of(recording)))));
  }

  private static Diagnosis of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String title(Finding finding) {
    return Sentences.render(finding.title(), Locale.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "busy, perf.init.busy, example.com/api/rules",
    "blocked, perf.init.blocked, example.com/api/ledger",
    "locked, perf.init.blocked, example.com/api/license",
    "starved, perf.starved, ",
    "throttled, perf.starved, "
  })
  void namesWhatTakesTheStart(String name, String rule, String packagePath) {
    Finding verdict = of(packed(name)).verdict();

    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(verdict.subject().packagePath().orElse(null)).isEqualTo(packagePath);
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void aParkedGoroutineIsToldByWhatItHadCalled() {
    Finding verdict = of(packed("blocked")).verdict();

    assertThat(title(verdict))
        .isEqualTo(
            "Package init of example.com/api/ledger waited for 700 ms of a start of 759 ms, in"
                + " net.(*conn).Read.");
    assertThat(verdict.because().stream().map(b -> b.text().key()))
        .contains("because.perf.parked", "because.perf.callee", "because.perf.wait");
    assertThat(verdict.subject().initFunction()).contains("example.com/api/ledger.init.0");
  }

  @Test
  void aWaitInTheKernelIsToldByItsReason() {
    assertThat(title(of(packed("locked")).verdict()))
        .isEqualTo(
            "Package init of example.com/api/license waited for 2.2 s of a start of 2.3 s: a lock"
                + " of a file.");
  }

  @Test
  void regularGapsMakeAQuotaPossible() {
    Finding throttled = of(packed("throttled")).verdict();
    Finding starved = of(packed("starved")).verdict();

    assertThat(throttled.title().key()).isEqualTo("perf.starved.quota");
    assertThat(throttled.because().stream().map(b -> b.text().key()))
        .contains("because.perf.period");
    assertThat(starved.title().key()).isEqualTo("perf.starved.title");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starved", "throttled"})
  void whatRanInTheLittleTimeIsToldBesides(String name) {
    assertThat(of(packed(name)).findings())
        .anyMatch(
            f ->
                f.rule().equals("perf.init.busy")
                    && f.subject().packagePath().equals(Optional.of("example.com/api/rules")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "blocked", "locked", "starved", "throttled"})
  void everyLinkOpensAtTheFirstLineOfItsSample(String name) {
    String text = text(name);
    for (Finding finding : of(text).findings()) {
      assertThat(finding.evidence()).isNotEmpty();
      for (EvidenceRef place : finding.evidence()) {
        assertThat(place.entry()).isEqualTo("start.perf");
        int from = (int) place.offset().orElseThrow();
        String line = text.substring(from, text.indexOf('\n', from));
        assertThat(words(line)).startsWith(words(place.quote()).split(":")[0]);
        assertThat(line).contains(place.quote().substring(place.quote().lastIndexOf(' ') + 1));
      }
    }
  }

  private static String words(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  @Test
  void samplesAloneNameABusyInit() {
    String samples = only(text("busy"), "cpu-clock:");
    Finding verdict = of(samples).verdict();

    assertThat(verdict.rule()).isEqualTo("perf.init.busy");
    assertThat(verdict.title().key()).isEqualTo("perf.init.busy.share");
  }

  @Test
  void samplesOfAnotherProgramTellNothingAndSayWhatWould() {
    Finding verdict =
        of("""
        nginx 7/7 [000] 10.000001: 1 cpu-clock:
        \tffffffff81 do_syscall_64 ([kernel.kallsyms])
        \t        22 main (/usr/sbin/nginx)

        """)
            .verdict();

    assertThat(verdict.rule()).isEqualTo("perf.not-known");
    assertThat(verdict.confidence()).isEqualTo(Confidence.NOT_KNOWN);
    assertThat(Sentences.render(verdict.next().orElseThrow(), Locale.ENGLISH))
        .contains("sched:sched_switch");
  }

  @ParameterizedTest
  @CsvSource({
    "asm, go, crypto/sha256.block.abi0, --call-graph lbr",
    "leaf, go, crypto/sha256.block.abi0, does not help",
    "cgo, c, inner, -fno-omit-frame-pointer"
  })
  void stacksThatBreakOffAreToldWithWhatHelps(
      String name, String cause, String function, String remedy) {
    Finding verdict = of(packed(name)).verdict();

    assertThat(verdict.rule()).isEqualTo("perf.not-known");
    assertThat(verdict.because().stream().map(b -> Sentences.render(b.text(), Locale.ENGLISH)))
        .anyMatch(
            said ->
                said.endsWith(
                    "lead to no root such as runtime.main: their stacks break off, most of them in "
                        + function
                        + "."));
    assertThat(verdict.next().orElseThrow().key()).isEqualTo("perf.not-known.next.broken." + cause);
    assertThat(Sentences.render(verdict.next().orElseThrow(), Locale.ENGLISH)).contains(remedy);
  }

  /// Forty samples of a stack of one function that calls itself.
  private static String samples(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("api 7/7 [000] 10.0000").append(10 + i).append(": 1 cpu-clock:\n");
      text.append("\t401000 main.deep+0x10 (/srv/api/api)\n".repeat(depth)).append('\n');
    }
    return text.toString();
  }

  @Test
  void stacksOfAStrippedProgramAreNotBroken() {
    String stripped = samples(3).replace("main.deep+0x10", "[unknown]");

    assertThat(of(stripped).verdict().because().stream().map(b -> b.text().key()))
        .doesNotContain("because.perf.broken");
  }

  /// perf keeps 127 frames.
  @Test
  void deepStacksAreNotBroken() {
    assertThat(of(samples(127)).verdict().because().stream().map(b -> b.text().key()))
        .doesNotContain("because.perf.broken");
  }

  @Test
  void samplesWithoutStacksAreToldAsThat() {
    Finding verdict = of(samples(1)).verdict();

    assertThat(Sentences.render(verdict.next().orElseThrow(), Locale.ENGLISH))
        .startsWith("Record with stacks: perf record -g, or collect --call-graph fp.");
  }

  @Test
  void eventsThatWereLostMakeItPossibleOnly() {
    String lost = text("locked") + "perf 1/1 [000] 9999.000001: PERF_RECORD_LOST lost 12\n";
    Finding verdict = of(lost).verdict();

    assertThat(verdict.rule()).isEqualTo("perf.init.blocked");
    assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  /// The samples of one event.
  private static String only(String text, String event) {
    StringBuilder kept = new StringBuilder();
    for (String sample : text.split("\n\n")) {
      if (sample.lines().findFirst().orElse("").contains(event)) {
        kept.append(sample).append("\n\n");
      }
    }
    return kept.toString();
  }

  @Test
  void sentencesAreWholeInBothLanguages() {
    for (String name :
        List.of("busy", "blocked", "locked", "starved", "throttled", "asm", "leaf", "cgo")) {
      for (Finding finding : of(packed(name)).findings()) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
          List<String> said =
              Stream.concat(
                      Stream.of(finding.title(), finding.next().orElseThrow()),
                      finding.because().stream().map(b -> b.text()))
                  .map(s -> Sentences.render(s, locale))
                  .toList();
          assertThat(said)
              .noneMatch(s -> s.contains("{") || s.contains("perf.") || s.contains("wait."));
        }
      }
    }
  }
}
