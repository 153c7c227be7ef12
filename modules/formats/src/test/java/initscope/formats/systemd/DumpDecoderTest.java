package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.boot.BootDump;
import initscope.model.boot.BootUnit;
import initscope.model.boot.LinkKind;
import initscope.model.testing.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dumps of old and new versions, and what their times of day are worth.
class DumpDecoderTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String HEADER = "Timestamp kernel: Tue 2025-11-25 04:00:00%s UTC\n";
  private static final String UNIT =
      "-> Unit a.service:\n\tUnit Active State: active\n\tInactive Exit Timestamp: %s\n";

  private static BootDump dump(String text) {
    return new DumpDecoder().decode(Bytes.of(text)).value().orElseThrow();
  }

  private static BootUnit unit(String text) {
    return dump(text).boot().units().getFirst();
  }

  @Test
  void readsTheExcerptOfTheCorpus() {
    var seen =
        new DumpDecoder()
            .decode(Corpus.bytes("systemd/text/fedora-systemd-analyze-dump-excerpt.txt"));
    assertThat(seen.problems()).extracting(Problem::id).containsExactly("dump.times.unplaced");
    BootUnit unit = seen.value().orElseThrow().boot().units().getFirst();
    assertThat(unit.name()).isEqualTo("multi-user.target");
    assertThat(unit.activeState()).isEqualTo("active");
    // it does not tell when the kernel began
    assertThat(unit.activeEnterNanos()).isEmpty();
  }

  @Test
  void wholeSecondsAreCountedFromTheKernelAndMarked() {
    var seen =
        new DumpDecoder()
            .decode(Bytes.of(HEADER.formatted("") + UNIT.formatted("Tue 2025-11-25 04:01:05 UTC")));
    assertThat(seen.value().orElseThrow().resolutionNanos()).isEqualTo(SECOND);
    assertThat(seen.value().orElseThrow().boot().units().getFirst().inactiveExitNanos())
        .hasValue(65 * SECOND);
    assertThat(seen.problems()).extracting(Problem::id).containsExactly("dump.times.whole-seconds");
    assertThat(seen.problems().getFirst().effect()).isEqualTo(Problem.Effect.NOTE);
  }

  /// As version 219 dumps: nothing tells when the kernel started.
  @Test
  void withoutTheKernelsStartTimesCountFromTheFirst() {
    StringBuilder text = new StringBuilder();
    for (int second = 3; second < 9; second++) {
      text.append(
          UNIT.formatted("Tue 2025-11-25 04:00:0" + second + " UTC")
              .replace("a.service", "u" + second + ".service"));
    }
    var seen = new DumpDecoder().decode(Bytes.of(text.toString()));
    assertThat(seen.problems())
        .extracting(Problem::id)
        .containsExactly("dump.times.from-first", "dump.times.whole-seconds");
    assertThat(seen.value().orElseThrow().boot().units())
        .extracting(u -> u.inactiveExitNanos().orElseThrow())
        .startsWith(0L, SECOND)
        .endsWith(5 * SECOND);
  }

  @Test
  void microsecondsAreKept() {
    String text =
        HEADER.formatted(".000000") + UNIT.formatted("Tue 2025-11-25 04:00:05.000250 UTC");
    assertThat(dump(text).resolutionNanos()).isEqualTo(1000);
    assertThat(unit(text).inactiveExitNanos()).hasValue(5 * SECOND + 250_000);
    String spans = HEADER.formatted("") + UNIT.formatted("Tue 2025-11-25 04:00:05 UTC (5.000250s)");
    assertThat(unit(spans).inactiveExitNanos()).hasValue(5 * SECOND + 250_000);
  }

  /// Another zone, as after a change to summer time, makes the difference of two times of day unknown.
  @ParameterizedTest
  @ValueSource(strings = {"Tue 2025-11-25 04:00:05 CET", "n/a", "", "Tue 2025-11-25", "x"})
  void whatCannotBePlacedIsAbsent(String time) {
    assertThat(unit(HEADER.formatted("") + UNIT.formatted(time)).inactiveExitNanos()).isEmpty();
  }

  @Test
  void linksOfOldAndNewVersionsAreTheSame() {
    String unit = "-> Unit a.service:\n\t%s\n";
    for (String line :
        new String[] {"After: b.socket", "After: b.socket (origin-file destination-implicit)"}) {
      assertThat(unit(unit.formatted(line)).links(LinkKind.AFTER)).containsExactly("b.socket");
    }
    assertThat(unit(unit.formatted("References: b.socket")).links()).isEmpty();
  }

  @Test
  void whatAJobOrACommandSaysIsNotTheUnits() {
    BootUnit unit =
        unit(
            HEADER.formatted("")
                + "-> Unit a.service:\n"
                + "\tService State: running\n"
                + "\tResult: success\n"
                + "\tType: simple\n"
                + "\t-> ExecStart:\n"
                + "\t\tCommand Line: /a\n"
                + "\t\tStart Timestamp: Tue 2025-11-25 04:00:07 UTC\n"
                + "\t-> Job 1:\n"
                + "\t\tJob State: waiting\n"
                + "\t\tResult: failed\n"
                + "-> Job 2:\n"
                + "\tJob State: running\n");
    assertThat(unit.subState()).isEqualTo("running");
    assertThat(unit.result()).isEqualTo("success");
    assertThat(unit.mainStartNanos()).hasValue(7 * SECOND);
  }

  @Test
  void fiveThousandUnitsAllComeOut() {
    BootDump dump = dump(BootTexts.dump(5000));
    assertThat(dump.boot().units()).hasSize(5000);
    assertThat(dump.boot().times().finishAtNanos()).hasValue(60 * SECOND);
    assertThat(dump.boot().units()).allMatch(u -> u.links(LinkKind.AFTER).size() == 10);
    var plot = new PlotDecoder().decode(Bytes.of(BootTexts.plot(5000))).value().orElseThrow();
    assertThat(plot.bars()).hasSize(5000);
    assertThat(plot.bars().get(4999).toldNanos()).hasValue(4_990_000_000L);
  }
}
