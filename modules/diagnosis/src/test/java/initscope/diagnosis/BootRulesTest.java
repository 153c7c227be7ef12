package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.boot.BlameLine;
import initscope.model.boot.Boot;
import initscope.model.boot.BootGraph;
import initscope.model.boot.BootUnit;
import initscope.model.boot.ChainLine;
import initscope.model.boot.CriticalPath;
import initscope.model.boot.ReadyMark;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// A boot of the test host with units of its classic mistakes enabled, and boots as text. How the capture was made stands beside it.
final class BootRulesTest {
  private static final long MS = 1_000_000L;

  private static Incident recorded() {
    try (InputStream in =
            BootRulesTest.class.getResourceAsStream("/boot/mistakes-systemd252.isz.gz");
        GZIPInputStream unpacked = new GZIPInputStream(Objects.requireNonNull(in))) {
      return IncidentReader.read(
          List.of(new NamedInput("boot.isz", Bytes.of(unpacked.readAllBytes()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Boot boot(Incident incident) {
    return incident.start().boot().orElseThrow();
  }

  private static Incident texts(String... texts) {
    List<NamedInput> inputs = new ArrayList<>();
    for (String text : texts) {
      inputs.add(
          new NamedInput("in" + inputs.size(), Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
    }
    return IncidentReader.read(inputs);
  }

  private static Optional<Finding> finding(Incident incident, String rule) {
    return Diagnoser.diagnose(incident).findings().stream()
        .filter(f -> f.rule().equals(rule))
        .findFirst();
  }

  private static String words(Finding finding) {
    return Sentences.render(finding.title(), Locale.ENGLISH);
  }

  @Test
  void everyTimeThatBlameTellsIsOurs() {
    Boot boot = boot(recorded());
    assertThat(boot.words().blame()).hasSizeGreaterThan(30);
    for (BlameLine line : boot.words().blame()) {
      BootUnit unit = boot.unit(line.name()).orElseThrow();
      // systemd cuts to whole milliseconds
      assertThat(unit.activatingNanos().orElseThrow() / MS)
          .as(line.name())
          .isEqualTo(line.nanos() / MS);
    }
  }

  @Test
  void everyTimeThatTheCriticalChainTellsIsOurs() {
    Boot boot = boot(recorded());
    long userspace = boot.times().userspaceAtNanos().orElseThrow();
    assertThat(boot.words().chain()).hasSizeGreaterThan(10);
    for (ChainLine line : boot.words().chain()) {
      BootUnit unit = boot.unit(line.name()).orElseThrow();
      OptionalLong at =
          line.plusNanos().isPresent() ? unit.inactiveExitNanos() : unit.activeEnterNanos();
      assertThat((at.orElseThrow() - userspace) / MS)
          .as(line.name())
          .isEqualTo(line.atNanos().orElseThrow() / MS);
    }
  }

  @Test
  void thePhasesAreThoseOfSystemdAnalyzeTime() {
    Boot boot = boot(recorded());
    long kernel = boot.words().time().orElseThrow().times().kernelNanos().orElseThrow();
    assertThat(boot.times().kernelNanos().orElseThrow() / MS).isEqualTo(kernel / MS);
    assertThat(boot.times().firmwareNanos()).isEmpty();
    assertThat(boot.times().initrdNanos()).isEmpty();
  }

  /// It was on the way, and systemd-analyze critical-chain left it out.
  @Test
  void theWayLeadsOverTheMountThatTheServiceNeeded() {
    Finding verdict = Diagnoser.diagnose(recorded()).verdict();
    assertThat(verdict.rule()).isEqualTo("boot.path");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(words(verdict)).contains("gatewayd.service").contains("opt-bins.mount took 16 s");
    assertThat(verdict.because()).allMatch(b -> !b.evidence().entry().isEmpty());
  }

  @Test
  void theCycleIsNamedWhole() {
    Finding cycle = finding(recorded(), "boot.ordering_cycle").orElseThrow();
    assertThat(words(cycle))
        .contains(
            "mistake-cycle-a.service → mistake-cycle-b.service → mistake-cycle-c.service →"
                + " mistake-cycle-a.service")
        .contains("did not start mistake-cycle-a.service");
  }

  @Test
  void whatBlamePutsFirstAndDelayedNothingIsSaid() {
    Diagnosis diagnosis = Diagnoser.diagnose(recorded());
    List<String> said =
        diagnosis.findings().stream()
            .filter(f -> f.rule().equals("boot.blame_misleads"))
            .map(BootRulesTest::words)
            .toList();
    assertThat(said)
        .anyMatch(s -> s.contains("systemd-networkd.service") && s.contains("24 s to spare"));
  }

  /// Units run side by side: what blame adds up to is far more than the boot took.
  @Test
  void blameAddsUpToMoreThanTheBoot() {
    Boot boot = boot(recorded());
    long sum = boot.words().blame().stream().mapToLong(BlameLine::nanos).sum();
    assertThat(sum).isGreaterThan(boot.times().userspaceNanos().orElseThrow());
    CriticalPath path = BootGraph.of(boot).pathTo("graphical.target").orElseThrow();
    long steps = path.steps().stream().mapToLong(s -> s.gapNanos() + s.takesNanos()).sum();
    assertThat(steps).isEqualTo(path.totalNanos());
  }

  @Test
  void aSimpleServiceIsActiveBeforeItDoesAnything() {
    assertThat(finding(recorded(), "blame.simple_invisible").map(BootRulesTest::words).orElse(""))
        .contains("carrier-names.service")
        .contains("2.5 s later");
    assertThat(boot(recorded()).words().blame())
        .noneMatch(line -> line.name().equals("carrier-names.service"));
  }

  @Test
  void whenServicesListenedIsReadInTheirLogAndInTheirSockets() {
    List<ReadyMark> ready = boot(recorded()).ready();
    assertThat(ready)
        .filteredOn(m -> m.unit().equals("ssh.service") && m.source() == ReadyMark.Source.LOG)
        .extracting(ReadyMark::sign)
        .contains(ReadyMark.Sign.LISTENS);
    BootUnit socket = boot(recorded()).unit("dbus.socket").orElseThrow();
    assertThat(ready)
        .filteredOn(m -> m.unit().equals("dbus.service") && m.sign() == ReadyMark.Sign.LISTENS)
        .singleElement()
        .matches(m -> m.source() == ReadyMark.Source.SOCKET_UNIT)
        .matches(m -> m.atNanos() == socket.activeEnterNanos().orElseThrow());
  }

  @Test
  void aSimpleServiceThatSaysWhenItListensIsReadyThen() {
    String service =
        "Type=simple\nExecMainPID=77\nExecMainStartTimestampMonotonic=3000000"
            + "\nExecMainExitTimestampMonotonic=0\n";
    String log =
        """
        [    3.100000] h shopd[77]: loading
        [    3.200000] h shopd[77]: will be listening on :8080 soon
        [    9.500000] h shopd[77]: listening on :8080
        [    9.700000] h shopd[77]: listening on :8081
        [   11.000000] h shopd[77]: accepted connection from 10.0.0.1:5000
        """;
    Incident incident =
        texts(
            MANAGER,
            show("basic.target", 2_500_000, 2_500_000, "", "")
                + show("shopd.service", 3_000_000, 3_000_000, "", service)
                + show("multi-user.target", 3_100_000, 3_100_000, "shopd.service", ""),
            log);
    assertThat(boot(incident).ready())
        .extracting(m -> m.sign() + " " + m.atNanos() / MS)
        .containsExactly("LOG_LINE 3100", "LISTENS 9500", "ACCEPTED 11000");
    Finding found = finding(incident, "blame.simple_invisible").orElseThrow();
    assertThat(words(found)).contains("its log says that it listened 6.5 s later");
    assertThat(found.because()).hasSize(4);
  }

  @Test
  void aBootThatIsNotOverIsSaidToBe() {
    Incident incident =
        texts(
            "Version=252\nKernelTimestampMonotonic=0\nUserspaceTimestampMonotonic=2000000\n"
                + "FinishTimestampMonotonic=0\nNNames=1\nActiveState=active\nLoadState=loaded\n",
            show("a.service", 3_000_000, 4_000_000, "", "")
                + show("b.service", 4_100_000, 5_000_000, "a.service", "")
                + show("multi-user.target", 5_100_000, 5_100_000, "b.service", ""));
    assertThat(finding(incident, "boot.unfinished")).isPresent();
    assertThat(finding(recorded(), "boot.unfinished")).isEmpty();
  }

  private static final String MANAGER =
      "Version=239\nUserspaceTimestampMonotonic=2000000\nFinishTimestampMonotonic=9000000\n"
          + "ActiveState=active\nLoadState=loaded\n";

  private static String show(String name, long exit, long enter, String after, String more) {
    return "Id=%s\nLoadState=loaded\nActiveState=active\nAfter=%s\nInactiveExitTimestampMonotonic=%d\nActiveEnterTimestampMonotonic=%d\n%s\n"
        .formatted(name, after, exit, enter, more);
  }

  @Test
  void aServiceThatWasStartedAgainHasLostItsBoot() {
    Incident incident =
        texts(
            MANAGER,
            show("a.service", 3_000_000, 4_000_000, "", "")
                + show(
                    "web.service",
                    60_000_000,
                    61_000_000,
                    "a.service",
                    "WantedBy=multi-user.target\n")
                + show("multi-user.target", 5_100_000, 5_100_000, "a.service web.service", ""));
    assertThat(finding(incident, "boot.restarted").map(BootRulesTest::words).orElse(""))
        .contains("web.service");
    assertThat(words(Diagnoser.diagnose(incident).verdict())).doesNotContain("web.service");
  }

  /// A timer's service runs later, though it is shown with all others.
  @Test
  void whatATimerStartsIsNoPartOfTheBoot() {
    Incident incident =
        texts(
            MANAGER,
            show("a.service", 3_000_000, 4_000_000, "", "")
                + show(
                    "backup.service",
                    400_000_000,
                    900_000_000,
                    "a.service",
                    "TriggeredBy=backup.timer\n")
                + show("multi-user.target", 5_100_000, 5_100_000, "a.service", ""));
    assertThat(finding(incident, "boot.restarted")).isEmpty();
    assertThat(finding(incident, "boot.blame_misleads")).isEmpty();
    assertThat(words(Diagnoser.diagnose(incident).verdict())).doesNotContain("backup.service");
  }

  @Test
  void aWaitForTheNetworkIsNamedForWhatItIs() {
    Incident incident =
        texts(
            MANAGER,
            show("NetworkManager-wait-online.service", 3_000_000, 8_000_000, "", "")
                + show(
                    "network-online.target",
                    8_000_000,
                    8_000_000,
                    "NetworkManager-wait-online.service",
                    "")
                + show("multi-user.target", 8_100_000, 8_100_000, "network-online.target", ""));
    assertThat(finding(incident, "boot.wait_online").map(BootRulesTest::words).orElse(""))
        .contains("for 5 s");
  }

  @Test
  void thatABootIsNotOverIsToldWhereItIsAllThatIsKnown() {
    Incident incident =
        texts(
            "Bootup is not yet finished"
                + " (org.freedesktop.systemd1.Manager.FinishTimestampMonotonic=0).\n"
                + "Please try again later.\n");
    assertThat(Diagnoser.diagnose(incident).verdict().rule()).isEqualTo("boot.unfinished");
  }

  @Test
  void aChainAloneIsOfItsRootAndDoesNotSayThatTheBootGoesOn() {
    Incident incident =
        texts(
            "The time when unit became active or started is printed after the \"@\" character.\n"
                + "The time the unit took to start is printed after the \"+\" character.\n\n"
                + "app.service @6.110s +30.444s\n"
                + "\u2514\u2500network-online.target @6.100s\n"
                + "  \u2514\u2500wait.service @1.100s +5.000s\n");
    assertThat(finding(incident, "boot.unfinished")).isEmpty();
    Finding verdict = Diagnoser.diagnose(incident).verdict();
    assertThat(verdict.rule()).isEqualTo("boot.path");
    assertThat(words(verdict)).contains("app.service").contains("30 s");
  }

  @Test
  void theSumHasFirmwareAndLoaderInIt() {
    Incident incident =
        texts(
            "Startup finished in 5.1s (firmware) + 1.2s (loader) + 579ms (kernel) + 2.964s (initrd)"
                + " + 8.899s (userspace) = 18.742s\n");
    assertThat(words(Diagnoser.diagnose(incident).verdict())).isEqualTo("The boot took 18 s.");
  }

  @Test
  void timeAloneTellsThePhases() {
    Incident incident =
        texts(
            "Startup finished in 579ms (kernel) + 2.964s (initrd) + 8.899s (userspace) ="
                + " 12.442s\n");
    Finding verdict = Diagnoser.diagnose(incident).verdict();
    assertThat(verdict.rule()).isEqualTo("boot.times");
    assertThat(words(verdict)).isEqualTo("The boot took 12 s.");
  }

  @Test
  void aProcessThatWasLookedAtComesFirst() {
    assertThat(Diagnoser.ruleIds().indexOf("boot.path"))
        .isGreaterThan(Diagnoser.ruleIds().indexOf("perf.not-known"));
  }
}
