package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.host.UnitProperties;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.ServiceStart;
import initscope.model.start.StartMark;
import initscope.model.start.StartMark.Kind;
import initscope.model.start.StartMark.Source;
import initscope.model.start.StartPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartRulesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final EvidenceRef SHOW = EvidenceRef.at("raw/unit/show", 0, "Type=notify");

  private static StartPhase phase(StartPhase.Kind kind, String detail, long from, long to) {
    return new StartPhase(
        kind,
        detail,
        from,
        to,
        SECOND / 100,
        Source.SYSTEMD,
        Optional.empty(),
        PhaseSeen.NONE,
        Optional.of(SHOW));
  }

  private static Finding verdict(Kind ready, StartPhase... phases) {
    long end = phases[phases.length - 1].endNanos();
    StartMark mark = new StartMark(ready, end, 1000, Source.SYSTEMD, "", Optional.of(SHOW));
    ColdStart start =
        new ColdStart(
            "shop.service",
            "notify",
            OptionalLong.of(7),
            "success",
            Optional.of(false),
            List.of(mark),
            List.of(phases),
            ready,
            OptionalLong.empty(),
            40,
            SECOND / 20,
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.of(SHOW));
    return diagnosis(start).findings().stream()
        .filter(f -> List.of("start.slow", "start.quick").contains(f.rule()))
        .findFirst()
        .orElseThrow();
  }

  private static Diagnosis diagnosis(ColdStart start) {
    Incident e = Incident.EMPTY;
    return Diagnoser.diagnose(
        new Incident(
            e.inputs(),
            e.coverage(),
            e.clocks(),
            e.host(),
            e.process(),
            Optional.of(new UnitProperties(Map.of("ActiveState", "active"))),
            e.threads(),
            e.go(),
            e.goroutines(),
            e.inits(),
            e.files(),
            e.sockets(),
            e.unixSockets(),
            e.locks(),
            e.mounts(),
            e.maps(),
            e.journal(),
            e.timeLapse(),
            e.goTraces(),
            e.perf(),
            e.profiles(),
            e.initRuns(),
            e.importTree(),
            ServiceStart.NONE.withCold(start),
            e.sources()));
  }

  @Test
  void commandsBeforeTheMainProcessAreCertainWhereTheWatcherSawThemToo() {
    assertThat(preparing(0, 0).confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(preparing(60, 100).confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(preparing(2, 2).confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(preparing(95, 100).confidence()).isEqualTo(Confidence.CERTAIN);
  }

  /// @param ran looks that saw a command
  /// @param looks all
  private static Finding preparing(int ran, int looks) {
    List<PhaseSeen.Share> states = ran == 0 ? List.of() : List.of(new PhaseSeen.Share("S", ran));
    PhaseSeen seen =
        new PhaseSeen(looks, List.of(), List.of(), List.of(), states, Optional.empty());
    return verdict(
        Kind.ACTIVE,
        phase(StartPhase.Kind.PREPARING, "sleep", 0, 8 * SECOND).with(Optional.empty(), seen),
        phase(StartPhase.Kind.UNEXPLAINED, "", 8 * SECOND, 9 * SECOND));
  }

  @Test
  void commandsBeforeTheMainProcessAreNamed() {
    Finding found = preparing(95, 100);
    assertThat(Sentences.render(found.title(), Locale.ENGLISH))
        .isEqualTo(
            "8 s of the 9 s until shop.service was ready went to commands that run before its main"
                + " process: sleep.");
  }

  @Test
  void whatIsNotKnownIsSaidSo() {
    Finding found =
        verdict(
            Kind.ACTIVE,
            phase(StartPhase.Kind.PREPARING, "sleep", 0, SECOND),
            phase(StartPhase.Kind.UNEXPLAINED, "", SECOND, 9 * SECOND));
    assertThat(found.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(found.rule()).isEqualTo("start.slow");
  }

  @Test
  void anInitThatReadsFilesIsToldWithTheirFolderAndWhatDoesNotHelp() {
    PhaseCounters counters =
        new PhaseCounters(
            SECOND / 10,
            SECOND / 2,
            OptionalLong.of(0),
            0,
            10,
            0,
            OptionalLong.of(40 << 20),
            OptionalLong.of(41 << 20),
            OptionalLong.of(20_000),
            OptionalLong.of(9000),
            OptionalLong.empty());
    PhaseSeen seen =
        new PhaseSeen(
            50,
            List.of(new PhaseSeen.Share("openat", 30), new PhaseSeen.Share("running", 20)),
            List.of(),
            List.of(new PhaseSeen.Share("/opt/data/shards/", 12)),
            List.of(new PhaseSeen.Share("D", 40)),
            Optional.of(SHOW));
    StartPhase init =
        phase(StartPhase.Kind.INIT, "shop/internal/shards", 0, 4 * SECOND)
            .with(Optional.of(counters), seen);
    Finding found = verdict(Kind.ACTIVE, init);
    assertThat(Sentences.render(found.title(), Locale.ENGLISH))
        .contains("package init of shop/internal/shards, which reads files: /opt/data/shards/");
    assertThat(Sentences.render(found.next().orElseThrow(), Locale.ENGLISH)).contains("noatime");
    assertThat(found.subject().packagePath()).hasValue("shop/internal/shards");
    List<String> links = new ArrayList<>();
    for (Because link : found.because()) {
      links.add(Sentences.render(link.text(), Locale.ENGLISH));
    }
    assertThat(links).anyMatch(l -> l.contains("20000 calls of read"));
  }

  @Test
  void aQuickStartIsNotCalledSlow() {
    Finding found = verdict(Kind.ACTIVE, phase(StartPhase.Kind.READYING, "", 0, SECOND / 3));
    assertThat(found.rule()).isEqualTo("start.quick");
  }

  /// Every kind has its words, in both languages, ready or not.
  @ParameterizedTest
  @EnumSource(StartPhase.Kind.class)
  void eachKindOfPhaseHasWords(StartPhase.Kind kind) {
    for (String detail : List.of("", "x")) {
      for (Kind ready : List.of(Kind.ACTIVE, Kind.LISTENING, Kind.MAIN, Kind.ENDED, Kind.LOOKED)) {
        Finding found = verdict(ready, phase(kind, detail, 0, 4 * SECOND));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
          String title = Sentences.render(found.title(), locale);
          assertThat(title).isNotEqualTo(found.title().key()).doesNotContain("?");
          for (Because link : found.because()) {
            assertThat(Sentences.render(link.text(), locale)).doesNotStartWith("because.");
          }
        }
      }
    }
  }
}
