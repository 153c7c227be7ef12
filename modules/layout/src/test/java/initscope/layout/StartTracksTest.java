package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.start.ColdStart;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.ServiceStart;
import initscope.model.start.StartMark;
import initscope.model.start.StartPhase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartTracksTest {
  private static final long MS = 1_000_000L;
  private static final long BEGUN = 50_000 * MS;
  private static final String PACKAGE = "shop.example/internal/shards";

  private static StartPhase phase(
      StartPhase.Kind kind, String detail, long from, long to, long bound) {
    return new StartPhase(
        kind,
        detail,
        BEGUN + from * MS,
        BEGUN + to * MS,
        bound * MS,
        StartMark.Source.WATCH,
        Optional.empty(),
        PhaseSeen.NONE,
        Optional.of(EvidenceRef.at("raw/start/watch/0", from, kind.word())));
  }

  private static StartMark mark(StartMark.Kind kind, long at, long bound) {
    return new StartMark(
        kind, BEGUN + at * MS, bound * MS, StartMark.Source.WATCH, "", Optional.empty());
  }

  /// 10 s: 1 s of commands, 8 s of an init, and what nobody explains.
  private static ColdStart start(StartMark.Kind ready, StartMark... marks) {
    PhaseCounters counters =
        new PhaseCounters(
            400 * MS,
            400 * MS,
            OptionalLong.of(800 * MS),
            4_000 * MS,
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
            List.of(new PhaseSeen.Share("openat", 30)),
            List.of(),
            List.of(new PhaseSeen.Share("/opt/shards/", 10)),
            List.of(),
            Optional.empty());
    return new ColdStart(
        "shop.service",
        "notify",
        OptionalLong.of(7),
        "success",
        Optional.empty(),
        List.of(marks),
        List.of(
            phase(StartPhase.Kind.PREPARING, "sleep", 0, 1_000, 10),
            phase(StartPhase.Kind.FORKING, "", 1_000, 1_020, 15),
            phase(StartPhase.Kind.INIT, PACKAGE, 1_020, 9_020, 50)
                .with(Optional.of(counters), seen),
            phase(StartPhase.Kind.UNEXPLAINED, "", 9_020, 10_000, 50)),
        ready,
        OptionalLong.empty(),
        200,
        50 * MS,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private static Timeline timeline(ColdStart start) {
    Incident incident = Incident.EMPTY.withStart(ServiceStart.NONE.withCold(start));
    return Timelines.of(incident, Words.of(Locale.ENGLISH));
  }

  private static List<Track> rows(Timeline timeline) {
    return timeline.tracks().stream().filter(t -> t.group() == Track.Group.START).toList();
  }

  private static Timeline ready() {
    return timeline(
        start(
            StartMark.Kind.ACTIVE,
            mark(StartMark.Kind.BEGUN, 0, 0),
            mark(StartMark.Kind.MAIN, 9_900, 60),
            mark(StartMark.Kind.LISTENING, 9_940, 30),
            mark(StartMark.Kind.ACTIVE, 10_000, 0)));
  }

  @Test
  void thePhasesFollowEachOtherInOneRowAndTheLongOnesHaveTheirOwn() {
    List<Track> rows = rows(ready());
    assertThat(rows)
        .extracting(Track::label)
        .containsExactly(
            "Phases",
            "before the main process: sleep",
            PACKAGE,
            "unexplained",
            "Moments",
            "Moments, order not known");
    List<Span> phases = rows.getFirst().lane().spans();
    assertThat(phases).hasSize(4);
    for (int i = 1; i < phases.size(); i++) {
      assertThat(phases.get(i).startNanos()).isEqualTo(phases.get(i - 1).endNanos());
    }
    assertThat(rows.get(2).detail()).isEqualTo("8 s ± 50 ms");
  }

  @Test
  void aRowTellsWhatTheProcessDidInIt() {
    Span init = rows(ready()).get(2).lane().spans().getFirst();
    assertThat(init.label())
        .isEqualTo(
            "80 % · on CPU 10 % · ready without a CPU 10 % · waiting for a disk 50 %"
                + " · 40 MiB from a disk · 20,000 calls of read · openat 60 % · /opt/shards/ 20 %");
    assertThat(init.selects().packagePath()).hasValue(PACKAGE);
    assertThat(init.certainty()).isEqualTo(Certainty.KNOWN);
  }

  @Test
  void whatIsNotExplainedOrNotLongerThanItsBoundLooksUncertain() {
    List<Span> phases = rows(ready()).getFirst().lane().spans();
    assertThat(phases.get(1).certainty()).as("20 ms ± 15 ms").isEqualTo(Certainty.SOMEWHERE);
    assertThat(phases.get(3).certainty()).isEqualTo(Certainty.SOMEWHERE);
    assertThat(phases.get(3).tone()).isEqualTo(Tone.UNKNOWN);
  }

  @Test
  void momentsAreAsWideAsTheirBoundsAndThoseThatOverlapStandApart() {
    List<Track> rows = rows(ready());
    assertThat(rows.get(4).lane().spans())
        .extracting(Span::label)
        .containsExactly(
            "systemd began · +0 ns ± 0 ns",
            "main.main · +9.9 s ± 60 ms",
            "systemd held it to be active · +10 s ± 0 ns");
    Span main = rows.get(4).lane().spans().get(1);
    assertThat(main.startNanos()).isEqualTo(BEGUN + 9_840 * MS);
    assertThat(main.certainty()).isEqualTo(Certainty.SOMEWHERE);
    assertThat(rows.get(5).lane().spans())
        .extracting(Span::label)
        .containsExactly("it listened · +9.94 s ± 30 ms");
  }

  @Test
  void theAxisCountsFromItsBeginAndTheSentenceNamesTheLongest() {
    Timeline timeline = ready();
    assertThat(timeline.originNanos()).isEqualTo(BEGUN);
    assertThat(timeline.axis()).isEqualTo("axis.start");
    assertThat(timeline.whole().from())
        .as("nothing before it is seen where nothing else is known")
        .isBetween(BEGUN - 1_000 * MS, BEGUN);
    assertThat(timeline.sentence())
        .startsWith("shop.service took 10 s from when it could begin")
        .endsWith("Longest: package init of " + PACKAGE + ", 8 s (80 %).");
  }

  @Test
  void aStartThatIsNotReadyAtTheLastLookIsStillGoing() {
    ColdStart whole = start(StartMark.Kind.LOOKED, mark(StartMark.Kind.LOOKED, 9_020, 0));
    ColdStart open =
        new ColdStart(
            whole.unit(),
            whole.type(),
            whole.pid(),
            whole.result(),
            whole.loader(),
            whole.marks(),
            whole.phases().subList(0, 3),
            whole.ready(),
            whole.stopNanos(),
            whole.looks(),
            whole.intervalNanos(),
            whole.cacheBytes(),
            whole.executableBytes(),
            whole.evidence());
    Timeline timeline = timeline(open);
    assertThat(rows(timeline).getFirst().lane().spans().getLast().certainty())
        .isEqualTo(Certainty.STILL_GOING);
    assertThat(timeline.sentence()).contains("was not ready");
  }

  /// Else they would stand at the start of the process, seconds from where the phases have them.
  @Test
  void initsThatInittraceTimedCountFromTheRuntimeThatThePhasesTell() {
    InitTask task =
        new InitTask(
            OptionalInt.of(0),
            PACKAGE,
            InitTask.State.DONE,
            List.of(),
            OptionalLong.of(20 * MS),
            OptionalLong.of(8_000 * MS),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of());
    StartMark runtime =
        new StartMark(
            StartMark.Kind.RUNTIME,
            BEGUN + 1_000 * MS,
            MS,
            StartMark.Source.INITTRACE,
            "",
            Optional.empty());
    Incident incident =
        Incident.EMPTY
            .withInits(List.of(task))
            .withStart(ServiceStart.NONE.withCold(start(StartMark.Kind.MAIN, runtime)));
    Timeline timeline = Timelines.of(incident, Words.of(Locale.ENGLISH));
    Track timed =
        timeline.tracks().stream()
            .filter(t -> t.group() == Track.Group.INIT)
            .findFirst()
            .orElseThrow();
    assertThat(timed.lane().spans().getFirst().startNanos()).isEqualTo(BEGUN + 1_020 * MS);
    assertThat(timeline.note()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(StartPhase.Kind.class)
  void eachKindOfPhaseHasWordsAndAColour(StartPhase.Kind kind) {
    ColdStart plain = start(StartMark.Kind.MAIN);
    for (String detail : List.of("", "x")) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        ColdStart one =
            new ColdStart(
                plain.unit(),
                plain.type(),
                plain.pid(),
                plain.result(),
                plain.loader(),
                plain.marks(),
                List.of(phase(kind, detail, 0, 1_000, 1)),
                plain.ready(),
                plain.stopNanos(),
                plain.looks(),
                plain.intervalNanos(),
                plain.cacheBytes(),
                plain.executableBytes(),
                plain.evidence());
        List<Track> rows = StartTracks.of(one, Words.of(locale));
        assertThat(rows.getFirst().lane().spans().getFirst().label()).isNotBlank();
        assertThat(rows).hasSize(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StartMark.Kind.class)
  void eachKindOfMomentHasWords(StartMark.Kind kind) {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      List<Track> rows =
          StartTracks.of(start(StartMark.Kind.MAIN, mark(kind, 5, 1)), Words.of(locale));
      assertThat(rows.getLast().lane().spans().getFirst().label())
          .doesNotStartWith("start.mark.")
          .endsWith("· +5 ms ± 1 ms");
    }
  }
}
