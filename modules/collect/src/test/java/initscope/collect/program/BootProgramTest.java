package initscope.collect.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.CollectOptions;
import initscope.collect.Collector;
import initscope.collect.LocalHost;
import initscope.collect.Plan;
import initscope.collect.Target;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.SpoolReader;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.RawEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootProgramTest {
  private static final CollectOptions BOOT =
      new CollectOptions(Plan.BOOT, List.of(), List.of(), List.of(), "test");

  @TempDir Path temp = Path.of("");

  /// Programs of a host with systemd, which say what they were asked.
  private Path systemd() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("bin"));
    for (String name : List.of("systemctl", "systemd-analyze", "journalctl", "dmesg")) {
      Path program = folder.resolve(name);
      Files.writeString(
          program, "#!/bin/sh\nprintf 'asked=%s' " + name + "\nprintf ' <%s>' \"$@\"\necho\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    return folder;
  }

  private Capture collect(Target target, Path programs, String shell) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(shell.split(" ")[0])), "no " + shell);
    Path folder = temp.resolve("spool");
    CaptureFacts facts = CaptureFacts.begin("test", "here", Plan.BOOT, target.words(), 0);
    LocalHost host =
        new LocalHost(
            "/bin/sh", "-c", "sed 's#^PATH=/usr/sbin#PATH=" + programs + ":/usr/sbin#' | " + shell);
    try (Spool spool = Spool.create(folder, facts)) {
      Collector.collect(host, target, BOOT, spool, Progress.NONE);
    }
    return SpoolReader.open(new SpoolFolder(folder)).value();
  }

  private static String text(Capture capture, String name) {
    return capture.entry(name).map(RawEntry::bytes).orElseThrow().utf8();
  }

  private static Coverage coverage(Capture capture, String step) {
    return capture.facts().coverage().stream()
        .filter(c -> c.step().equals(step))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash -s", "/bin/bash -s", "/bin/busybox sh -s"})
  void asksForEveryUnitInEveryShell(String shell) throws Exception {
    Capture capture = collect(new Target.Host(), systemd(), shell);
    assertThat(text(capture, "boot/manager")).isEqualTo("asked=systemctl <show> <--no-pager>\n");
    assertThat(text(capture, "boot/show"))
        .startsWith("asked=systemctl <show> <--all> <--no-pager> <-p> <Id,Type,")
        .endsWith(" <--> <*>\n"); // the shell does not fill in file names
    assertThat(text(capture, "boot/critical-chain"))
        .isEqualTo("asked=systemd-analyze <--no-pager> <critical-chain>\n");
    assertThat(coverage(capture, "boot.plot").state()).isEqualTo(State.SKIPPED);
    assertThat(coverage(capture, "unit.show").why()).isEqualTo("no unit was named");
    assertThat(capture.entry("host/boot-id")).isPresent();
  }

  @Test
  void aUnitIsAnArgumentAndNotAWordOfTheProgram() throws Exception {
    Capture capture = collect(new Target.Unit("a$(id)'b.service"), systemd(), "/bin/sh -s");
    assertThat(text(capture, "unit/show"))
        .isEqualTo("asked=systemctl <show> <--no-pager> <--> <a$(id)'b.service>\n");
  }

  @Test
  void aHostWithoutSystemdIsToldToBeOne() throws Exception {
    assumeTrue(
        List.of("/usr/bin/systemctl", "/bin/systemctl").stream()
            .noneMatch(p -> Files.exists(Path.of(p))),
        "this machine has a systemctl");
    Path empty = Files.createDirectories(temp.resolve("empty"));
    assertThatThrownBy(() -> collect(new Target.Host(), empty, "/bin/sh -s"))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("is it a systemd host?");
  }
}
