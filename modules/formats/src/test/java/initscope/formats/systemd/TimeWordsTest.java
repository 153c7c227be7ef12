package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.boot.TimeReport;
import initscope.model.start.Timespan;
import initscope.model.testing.Corpus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What {@code systemd-analyze time} says, and the spans it says it in.
class TimeWordsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  private static Decoded<Optional<TimeReport>> decode(String text) {
    return new TimeDecoder().decode(Bytes.of(text));
  }

  private static TimeReport report(String text) {
    var seen = decode(text + "\n");
    assertThat(seen.problems()).isEmpty();
    return seen.value().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "1min 2.345s, 62345000000",
    "32.875s, 32875000000",
    "23ms, 23000000",
    "816ms, 816000000",
    "2h 3min, 7380000000000",
    "1month 2d, 2802600000000000",
    "1y, 31557600000000000",
    "3w 4d, 2160000000000000",
    "312us, 312000",
    "312\u00b5s, 312000",
    "312\u03bcs, 312000",
    "2.773s, 2773000000",
    "53.782s, 53782000000",
    "0, 0",
    "999999999999y, 4611686018427387903",
  })
  void readsSpansToTheLastDigit(String span, long nanos) {
    assertThat(Timespan.printed(span)).hasValue(nanos);
    assertThat(Timespan.nanos(span)).hasValue(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "1",
        "1 s",
        "1s  2ms",
        ".5s",
        "1.s2",
        "-1s",
        "1fortnight",
        "1s 2",
        "infinity"
      })
  void whatIsNoSpanWithUnitsIsNone(String text) {
    assertThat(Timespan.printed(text)).isEmpty();
  }

  @Test
  void aPropertyMayBeANumberOrWithoutEnd() {
    assertThat(Timespan.nanos("1500")).hasValue(1_500_000);
    assertThat(Timespan.nanos("infinity")).hasValue(Timespan.INFINITE);
  }

  @Test
  void readsTheCorpus() {
    var times = report(Corpus.bytes("systemd/text/centos7-systemd219-time.txt").utf8()).times();
    assertThat(times.kernelNanos()).hasValue(579 * MILLI);
    assertThat(times.initrdNanos()).hasValue(2964 * MILLI);
    assertThat(times.userspaceNanos()).hasValue(8899 * MILLI);
  }

  @Test
  void withoutFirmwareNoneIsMadeUp() {
    var seen =
        report("Startup finished in 1.250s (kernel) + 2s (initrd) + 3s (userspace) = 6.250s");
    assertThat(seen.times().firmwareNanos()).isEmpty();
    assertThat(seen.times().loaderNanos()).isEmpty();
    assertThat(seen.totalNanos()).hasValue(6250 * MILLI);
  }

  @Test
  void withFirmwareThePhasesStillBeginAtTheKernel() {
    var times =
        report(
                "Startup finished in 3s (firmware) + 1s (loader) + 2s (kernel) + 4s (userspace) ="
                    + " 10s")
            .times();
    assertThat(times.firmwareNanos()).hasValue(3 * SECOND);
    assertThat(times.loaderNanos()).hasValue(SECOND);
    assertThat(times.userspaceAtNanos()).hasValue(2 * SECOND);
    assertThat(times.finishAtNanos()).hasValue(6 * SECOND);
  }

  @Test
  void withoutInitrdTheKernelLastsUntilUserspace() {
    var times = report("Startup finished in 900ms (kernel) + 6.1s (userspace) = 7s").times();
    assertThat(times.initrdAtNanos()).isEmpty();
    assertThat(times.initrdNanos()).isEmpty();
    assertThat(times.kernelNanos()).hasValue(900 * MILLI);
    assertThat(times.userspaceNanos()).hasValue(6100 * MILLI);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bootup is not yet finished. Please try again later.",
        "Bootup is not yet finished"
            + " (org.freedesktop.systemd1.Manager.FinishTimestampMonotonic=0).\n"
            + "Please try again later.\n"
            + "Hint: Use 'systemctl list-jobs' to see active jobs\n",
      })
  void aBootThatGoesOnSaysSo(String text) {
    for (var decoder : java.util.List.of(new BlameDecoder(), new CriticalChainDecoder())) {
      var seen = decoder.decode(Bytes.of(text));
      assertThat(seen.value()).isEmpty();
      assertThat(seen.problems()).extracting(Problem::id).containsExactly("boot.unfinished");
    }
    var seen = decode(text);
    assertThat(seen.value()).isEmpty();
    assertThat(seen.problems()).extracting(Problem::id).containsExactly("boot.unfinished");
    assertThat(new TimeDecoder().recognises(Bytes.of(text))).isTrue();
  }

  @Test
  void tellsWhenTheTargetWasReached() {
    String sum = "Startup finished in 1s (kernel) + 6.905s (userspace) = 7.905s ";
    var reached = report(sum + "\ngraphical.target reached after 6.849s in userspace\n");
    assertThat(reached.target()).isEqualTo("graphical.target");
    assertThat(reached.targetNanos()).hasValue(6849 * MILLI);
    assertThat(reached.targetMissed()).isFalse();
    // a full stop came with 250
    var stopped = report(sum + "\ngraphical.target reached after 1min 849ms in userspace.\n");
    assertThat(stopped.targetNanos()).hasValue(60 * SECOND + 849 * MILLI);
  }

  @Test
  void tellsThatTheTargetWasNeverReached() {
    var missed =
        report("Startup finished in 7s (userspace)\ngraphical.target was never reached.\n");
    assertThat(missed.target()).isEqualTo("graphical.target");
    assertThat(missed.targetNanos()).isEmpty();
    assertThat(missed.targetMissed()).isTrue();
  }

  @Test
  void aContainerAndAUsersSystemdBeginAtZero() {
    var container = report("Startup finished in 812ms (userspace) \n");
    assertThat(container.times().userspaceAtNanos()).hasValue(0);
    assertThat(container.times().userspaceNanos()).hasValue(812 * MILLI);
    assertThat(container.totalNanos()).isEmpty();
    assertThat(report("Startup finished in 1.024s.").times().finishAtNanos())
        .hasValue(1024 * MILLI);
  }

  @Test
  void aSoftRebootIsAPhaseOfItsOwn() {
    var seen = report("Startup finished in 2s (soft reboot) + 3s (userspace) \n");
    assertThat(seen.softRebootNanos()).hasValue(2 * SECOND);
    assertThat(seen.times().userspaceNanos()).hasValue(3 * SECOND);
  }

  @Test
  void promptsColoursAndLinesOfAJournalDoNotHide() {
    assertThat(
            report(
                    "[root@web-3 ~]# systemd-analyze\n\u001b[1mStartup finished in 1s (kernel)"
                        + " + 2s (userspace) = 3s\u001b[0m\r\n[root@web-3 ~]# ")
                .totalNanos())
        .hasValue(3 * SECOND);
    assertThat(
            decode("Nov 25 a systemd[1]: Startup finished in 1s (kernel) + 2s (userspace) = 3s.")
                .value()
                .orElseThrow()
                .totalNanos())
        .hasValue(3 * SECOND);
  }

  @Test
  void aSumThatCannotBeReadIsAProblemAtItsPlace() {
    var seen = decode("\nStartup finished in 1s (kernel) + soon (userspace) = 3s\n");
    assertThat(seen.value()).isEmpty();
    assertThat(seen.problems()).hasSize(1);
    assertThat(seen.problems().getFirst().offset()).isEqualTo(1);
  }
}
