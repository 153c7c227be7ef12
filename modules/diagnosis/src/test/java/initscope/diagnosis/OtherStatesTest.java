package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.InitTask;
import initscope.model.testing.Corpus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// States other than a hang in init: recorded from systemd 252 and from real processes, or taken from the corpus.
class OtherStatesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "unit-loop, start.crash-loop, dies and is started again",
    "unit-exec, start.crash-loop, status=203/EXEC",
    "unit-limit, start.crash-loop, gave up",
    "unit-panic, init.crashed, died in the package init of example.com/shop/internal/ledgerclient",
    "unit-job, start.not-started, start job still waits",
    "unit-pre, start.not-started, ExecStartPre= still runs",
    "unit-condition, start.not-started, conditions did not hold",
    "unit-inactive, start.not-started, no start job for it is queued",
    "unit-masked, start.not-started, is masked",
    "unit-missing, start.not-started, There is no unit",
    "none-go1.26, init.none, main.main runs",
    "none-go1.19, init.none, main.main runs",
    "stopped-go1.26, process.stopped, is stopped",
    "regexp-go1.26, init.busy, Package init of example.com/shop/internal/ledgerclient",
    "frozen-go1.26, io.disk-sleep, on the ext4 file system at /var/lib/shop/disk"
  })
  void saysWhatIs(String recording, String rule, String says) {
    Finding verdict = Diagnoser.diagnose(Recordings.whole(recording)).verdict();
    assertThat(verdict.rule()).isEqualTo(rule);
    assertThat(Sentences.render(verdict.title(), Locale.ENGLISH)).contains(says);
    assertThat(verdict.because()).isNotEmpty();
  }

  @Test
  void aPanicInTheJournalNamesItsPlace() {
    Finding verdict = Diagnoser.diagnose(Recordings.whole("unit-panic")).verdict();
    assertThat(verdict.subject().initFunction())
        .contains("example.com/shop/internal/ledgerclient.init.0");
    assertThat(verdict.subject().file()).contains("/src/shop/internal/ledgerclient/client.go");
    assertThat(verdict.subject().line()).isPresent();
  }

  /// A service that runs again is not dead, whatever its journal holds.
  @Test
  void anOldPanicIsNoVerdictWhileTheProcessRuns() {
    Map<String, String> entries = Recordings.entries("none-go1.26");
    Map<String, String> unit = Recordings.entries("unit-simple");
    entries.put("unit/show", unit.get("unit/show"));
    entries.put("unit/journal", Recordings.entries("unit-panic").get("unit/journal"));
    Diagnosis diagnosis = Diagnoser.diagnose(Recordings.incident(entries, e -> true));
    assertThat(diagnosis.verdict().rule()).isEqualTo("init.none");
    assertThat(rules(diagnosis)).doesNotContain("init.crashed", "start.crash-loop");
  }

  @Test
  void activeUnitWhoseInitHangsIsTheTrapOfTypeSimple() {
    Map<String, String> entries = Recordings.entries("channel-go1.26");
    entries.put("unit/show", Recordings.entries("unit-simple").get("unit/show"));
    assertThat(rules(Diagnoser.diagnose(Recordings.incident(entries, e -> true))))
        .contains("init.blocked.channel", "unit.active-not-ready");
    Map<String, String> healthy = Recordings.entries("none-go1.26");
    healthy.put("unit/show", Recordings.entries("unit-simple").get("unit/show"));
    assertThat(rules(Diagnoser.diagnose(Recordings.incident(healthy, e -> true))))
        .doesNotContain("unit.active-not-ready");
  }

  @Test
  void notifyThatWaitsStandsBesideInitDone() {
    Map<String, String> entries = Recordings.entries("none-go1.26");
    entries.put("unit/show", Recordings.entries("unit-notify").get("unit/show"));
    Diagnosis diagnosis = Diagnoser.diagnose(Recordings.incident(entries, e -> true));
    assertThat(diagnosis.verdict().rule()).isEqualTo("init.none");
    assertThat(rules(diagnosis)).contains("unit.notify-waits");
  }

  /// A C constructor runs before the runtime: one thread, no sysmon. Only for a program known to be Go.
  @Test
  void aSingleThreadOfAGoProgramIsBeforeTheRuntime() {
    Incident recorded = Recordings.whole("constructor-go1.26");
    assertThat(Diagnoser.diagnose(recorded).verdict().rule()).isEqualTo("evidence.not-enough");
    Diagnosis known = Diagnoser.diagnose(Incidents.withGo(recorded, goWithoutRuntime()));
    assertThat(known.verdict().rule()).isEqualTo("start.before-runtime");
    assertThat(known.verdict().confidence()).isEqualTo(Confidence.LIKELY);
    Diagnosis several =
        Diagnoser.diagnose(
            Incidents.withGo(Recordings.withoutGoroutines("channel-go1.26"), goWithoutRuntime()));
    assertThat(several.verdict().rule()).isEqualTo("evidence.not-enough");
  }

  @Test
  void noGoroutineYetIsCertainWithOneThread() {
    Incident recorded = Recordings.whole("constructor-go1.26");
    GoRuntime none = goWithout(0, Optional.empty());
    Diagnosis known =
        Diagnoser.diagnose(recorded.withGo(Optional.of(none), List.of(), none.inits()));
    assertThat(known.verdict().rule()).isEqualTo("start.before-runtime");
    assertThat(known.verdict().confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(Sentences.render(known.verdict().title(), Locale.ENGLISH))
        .contains("has not started its first goroutine yet");
    assertThat(rules(known)).doesNotContain("evidence.not-enough", "threads.parked");
    Diagnosis several =
        Diagnoser.diagnose(
            Recordings.withoutGoroutines("channel-go1.26")
                .withGo(Optional.of(none), List.of(), none.inits()));
    assertThat(several.verdict().rule()).isEqualTo("start.before-runtime");
    assertThat(several.verdict().confidence()).isEqualTo(Confidence.LIKELY);
  }

  /// A shell that started the service, with one thread that rests.
  @Test
  void whatIsNoGoProgramHasNoInit() {
    Map<String, String> entries = Recordings.entries("constructor-go1.26");
    entries.put("proc/children", "812 S shopd\n");
    Incident recorded = Recordings.incident(entries, e -> true);
    GoRuntime shell =
        new GoRuntime(
            binary(""), List.of(), List.of(), -1, 0, Optional.of("binary.go: neither"), List.of());
    Diagnosis diagnosis = Diagnoser.diagnose(Incidents.withGo(recorded, shell));
    assertThat(rules(diagnosis)).containsExactly("process.not-go");
    assertThat(Sentences.render(diagnosis.verdict().next().orElseThrow(), Locale.ENGLISH))
        .contains("--pid 812 (shopd)");
  }

  @Test
  void aZombieHasEnded() {
    Map<String, String> entries = Recordings.entries("none-go1.26");
    entries.keySet().removeIf(name -> name.contains("task/") || name.equals("goroutines"));
    entries.computeIfPresent("proc/stat", (n, text) -> text.replaceFirst("\\) [A-Z] ", ") Z "));
    entries.computeIfPresent(
        "proc/status", (n, text) -> text.replaceFirst("State:.*", "State:\tZ (zombie)"));
    Finding verdict = Diagnoser.diagnose(Recordings.incident(entries, e -> true)).verdict();
    assertThat(verdict.rule()).isEqualTo("process.zombie");
    assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(verdict.because().getFirst().evidence().quote()).contains("zombie");
  }

  @Test
  void aRefusalIsNotAnsweredByTheSameAdvice() {
    Incident recorded = Recordings.withoutGoroutines("channel-go1.26");
    Finding verdict =
        Diagnoser.diagnose(
                Incidents.withGo(recorded, goWithout(-1, Optional.of("pclntab.magic: 0x33221100"))))
            .verdict();
    assertThat(verdict.rule()).isEqualTo("evidence.not-enough");
    assertThat(verdict.title().key()).isEqualTo("evidence.not-enough.refused");
    assertThat(verdict.next().orElseThrow().key()).isEqualTo("next.refused");
    assertThat(verdict.because())
        .extracting(b -> b.text().key())
        .contains("because.xray.refused", "because.xray.pclntab");
  }

  @ParameterizedTest
  @CsvSource({"unit-exec, start.crash-loop.next.exec", "unit-loop, start.crash-loop.next"})
  void theNextStepFitsTheExit(String recording, String next) {
    Finding verdict = Diagnoser.diagnose(Recordings.whole(recording)).verdict();
    assertThat(verdict.next().orElseThrow().key()).isEqualTo(next);
  }

  /// systemd forgets the properties of a unit that ended with success; its journal does not.
  @ParameterizedTest
  @CsvSource({"Deactivated successfully., ended", "Failed to do so., inactive"})
  void aUnitThatEndedWithSuccessWasNotLeftUnstarted(String said, String variant) {
    Map<String, String> entries = Recordings.entries("unit-inactive");
    entries.put(
        "unit/journal",
        "_PID=1\nMESSAGE=Started shop.\n\n_PID=1\nMESSAGE=shop.service: " + said + "\n\n");
    Finding verdict = Diagnoser.diagnose(Recordings.incident(entries, e -> true)).verdict();
    assertThat(verdict.title().key()).isEqualTo("start.not-started." + variant);
    assertThat(verdict.next().orElseThrow().key()).isEqualTo("start.not-started.next." + variant);
  }

  /// getrandom cannot be made to wait here: the recorded flock with that system call in its place.
  @Test
  void getrandomIsEntropyAndOnlyWhenBlockedInIt() {
    Map<String, String> entries = Recordings.entries("flock-go1.26");
    entries.replaceAll(
        (name, text) ->
            name.endsWith("/syscall") && text.startsWith("73 ") ? "318" + text.substring(2) : text);
    Finding verdict = Diagnoser.diagnose(Recordings.incident(entries, e -> true)).verdict();
    assertThat(verdict.rule()).isEqualTo("init.waiting.entropy");
    assertThat(verdict.subject().waitReason()).contains("getrandom");
  }

  @Test
  void nestedInitsOfOldRuntimesNameTheInnermost() {
    Finding verdict = corpus("go-dumps/goroutine/smartbchd-init-SIGILL-go1.16.txt").verdict();
    assertThat(verdict.subject().packagePath()).contains("github.com/smartbch/moeingads/datatree");
    assertThat(verdict.subject().initFunction())
        .contains("github.com/smartbch/moeingads/datatree.init.0");
    // the stack alone does not tell that it died of a signal: it must not claim that it computes
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void cgoInInitNamesItsCFunction() {
    Finding verdict = corpus("go-dumps/goroutine/ollama-init-doInit1-go1.24.txt").verdict();
    assertThat(verdict.rule()).isEqualTo("init.blocked.cgo");
    assertThat(verdict.subject().packagePath()).contains("github.com/ollama/ollama/x/imagegen/mlx");
    assertThat(Sentences.render(verdict.title(), Locale.ENGLISH)).contains("mlx_random_key");
    assertThat(verdict.subject().file().orElseThrow()).endsWith("mlx.go");
  }

  @Test
  void gdbShowsAnInitThatHoldsAThread() {
    Finding verdict = corpus("go-dumps/gdb/docker-doInit-setrlimit-go1.20.bt.txt").verdict();
    assertThat(verdict.subject().packagePath()).contains("os");
    assertThat(verdict.subject().initFunction()).contains("os.init.1");
  }

  @Test
  void inittraceNamesTheSlowestWhereItIsSlow() {
    Finding slow = corpus("go-dumps/inittrace/windows_exporter-slow-init-excerpt.txt").verdict();
    assertThat(slow.rule()).isEqualTo("init.slow");
    assertThat(slow.subject().packagePath()).contains("github.com/leoluk/perflib_exporter/perflib");
    assertThat(Sentences.render(slow.title(), Locale.ENGLISH)).contains("2.1 s");
    assertThat(corpus("go-dumps/inittrace/xlog-go1.16plus.txt").verdict().rule())
        .isEqualTo("evidence.not-enough");
  }

  @Test
  void nothingGivesNothing() {
    Diagnosis diagnosis = Diagnoser.diagnose(Incident.EMPTY);
    assertThat(diagnosis.verdict().rule()).isEqualTo("evidence.not-enough");
    assertThat(diagnosis.findings()).containsExactly(diagnosis.verdict());
  }

  private static List<String> rules(Diagnosis diagnosis) {
    return diagnosis.findings().stream().map(Finding::rule).toList();
  }

  private static Diagnosis corpus(String file) {
    Bytes bytes = Corpus.bytes(file);
    return Diagnoser.diagnose(IncidentReader.read(List.of(new NamedInput(file, bytes))));
  }

  private static GoRuntime goWithoutRuntime() {
    return new GoRuntime(
        binary("go1.26.10"), List.of(), List.of(), -1, 0, Optional.of("allgs"), List.of());
  }

  /// No goroutine and one init that was not begun.
  private static GoRuntime goWithout(long count, Optional<String> refusal) {
    InitTask waits =
        new InitTask(
            OptionalInt.of(0),
            "runtime",
            InitTask.State.WAITING,
            List.of("runtime.init"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of());
    return new GoRuntime(
        binary("go1.26.10"), List.of(waits), List.of(), count, 0, refusal, List.of());
  }

  private static GoBinary binary(String version) {
    return new GoBinary(
        version, Optional.empty(), Map.of(), false, true, false, true, Optional.empty(), "amd64");
  }
}
