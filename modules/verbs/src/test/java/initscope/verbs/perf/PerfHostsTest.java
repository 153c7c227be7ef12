package initscope.verbs.perf;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.collect.CollectOptions;
import initscope.collect.Doctor;
import initscope.collect.DoctorReport.Check;
import initscope.collect.DoctorReport.State;
import initscope.collect.PerfOptions;
import initscope.collect.PerfOutlook;
import initscope.collect.SessionHost;
import initscope.collect.Target;
import initscope.collect.spool.FileBytes;
import initscope.evidence.Capture;
import initscope.evidence.CaptureReader;
import initscope.lab.LabPerf;
import initscope.lab.LabPerf.Lack;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Progress;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.verbs.Collect;
import initscope.verbs.Rehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rehearsed hosts on each of which something of perf would come back empty, over real SSH: it is said before, with the fix and what
/// takes it back, and the same stands in the capture.
@SuppressWarnings("try") // nothing interrupts a test
final class PerfHostsTest {
  private static final List<String> STEPS = List.of("perf.cpu", "perf.sched");

  private static final CollectOptions OPTIONS =
      CollectOptions.ATTACH
          .without("xray", "host", "unit", "proc")
          .withPerf(new PerfOptions(Duration.ofSeconds(1), 99, PerfOptions.CallGraph.FP), "perf");

  @TempDir Path folder;

  /// What a host says and what a capture of it gave.
  private record Seen(List<Check> doctor, List<Check> losses, Capture capture, String name) {
    Check check(String id) {
      return doctor.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }

    Coverage coverage(String step) {
      return capture.facts().coverage().stream()
          .filter(c -> c.step().equals(step))
          .findFirst()
          .orElseThrow();
    }

    String text(String entry) {
      return capture.entry(entry).orElseThrow().bytes().utf8();
    }
  }

  private Seen see(LabPerf perf) throws Exception {
    try (Rehearsal lab = Rehearsal.start("ordersd", folder)) {
      perf.lay(lab.host());
      List<Check> checks;
      List<Check> losses;
      String name;
      Path file = folder.resolve("x.isz");
      try (Session session = Ssh.connect(lab.spec(), lab.ssh(), Prompts.NONE, Progress.NONE)) {
        checks = Doctor.examine(session, Progress.NONE).checks();
        losses = PerfOutlook.ask(new SessionHost(session), Progress.NONE).losses(STEPS);
        name = session.name();
        Target pid = new Target.Pid(lab.host().capture().facts().pid().orElseThrow());
        Collect.run(
            session, new Collect.Request(lab.spec(), lab.ssh(), pid, OPTIONS, file), Progress.NONE);
      }
      Capture capture = CaptureReader.open(FileBytes.map(file)).value();
      assertThat(checks).allMatch(c -> (c.state() == State.OK) == c.loses().isEmpty());
      return new Seen(checks, losses, capture, name);
    }
  }

  private static String script(Seen seen) throws IOException {
    byte[] packed = seen.capture().entry("perf/script.gz").orElseThrow().bytes().toArray();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Said before, and the capture says the same of the step that was not run.
  private static void refused(Seen seen, String check, String step) {
    assertThat(seen.losses()).contains(seen.check(check));
    assertThat(seen.check(check).fix()).isNotEmpty();
    assertThat(seen.coverage(step))
        .isEqualTo(new Coverage(step, Coverage.State.REFUSED, seen.check(check).words()));
  }

  /// Said before, and the capture says the same of the step that gave less.
  private static void less(Seen seen, String check, String step) {
    assertThat(seen.losses()).contains(seen.check(check));
    assertThat(seen.coverage(step).state()).isEqualTo(Coverage.State.DONE);
    assertThat(seen.coverage(step).why()).contains(seen.check(check).words());
  }

  @Test
  void allWell() throws Exception {
    Seen seen = see(LabPerf.centos9());
    assertThat(seen.losses()).isEmpty();
    assertThat(seen.check("root").state()).isEqualTo(State.OK);
    assertThat(seen.doctor()).filteredOn(c -> c.id().startsWith("perf")).hasSize(7);
    assertThat(seen.coverage("perf.cpu").why()).startsWith("1 s, lost 0, perf used ");
    assertThat(seen.coverage("perf.cpu").why()).doesNotContain("without");
    assertThat(script(seen)).contains("10101010 cycles:", "sched:sched_switch:");
    assertThat(seen.text("perf/facts"))
        .contains("-k mono", "-e cycles ", "--max-size=65536K", "sched:sched_stat_sleep");
    assertThat(seen.capture().facts().clocks()).containsExactly(new ClockFit("perf", 0, 1_000));
  }

  @Test
  void noRoot() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.ROOT));
    refused(seen, "perf.rights", "perf.sched");
    less(seen, "perf.rights", "perf.cpu");
    assertThat(seen.check("perf.rights").found())
        .isEqualTo("no root, kernel.perf_event_paranoid is 2");
    assertThat(seen.text("perf/facts")).contains("-e cycles:u ");
  }

  @Test
  void usersMayNotMeasureAtAll() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.ROOT_AND_RIGHTS));
    refused(seen, "perf.rights", "perf.cpu");
    refused(seen, "perf.rights", "perf.sched");
    assertThat(seen.check("perf.rights").found()).isEqualTo("kernel.perf_event_paranoid is 4");
  }

  @Test
  void schedstatsAreOff() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.SCHEDSTATS));
    less(seen, "perf.schedstats", "perf.sched");
    Check check = seen.check("perf.schedstats");
    assertThat(check.fix())
        .isEqualTo(
            "initscope tune plan %1$s kernel.sched_schedstats=1, then initscope tune apply %1$s PLAN"
                .formatted(seen.name()));
    assertThat(check.undo()).startsWith("initscope tune rollback " + seen.name());
    assertThat(seen.text("perf/facts"))
        .contains("sched:sched_switch")
        .doesNotContain("sched_stat_");
  }

  @Test
  void noTracefs() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.TRACING));
    refused(seen, "perf.tracefs", "perf.sched");
    assertThat(seen.check("perf.tracefs").undo()).isEqualTo("umount /sys/kernel/tracing");
    assertThat(seen.coverage("perf.cpu").state()).isEqualTo(Coverage.State.DONE);
  }

  @Test
  void lockedDown() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.OPENNESS));
    refused(seen, "perf.tracefs", "perf.sched");
    assertThat(seen.check("perf.tracefs").found()).isEqualTo("kernel lockdown is confidentiality");
  }

  @Test
  void noPerf() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.PERF));
    refused(seen, "perf", "perf.cpu");
    refused(seen, "perf", "perf.sched");
    assertThat(seen.check("perf").fix()).isEqualTo("dnf install perf");
    assertThat(see(LabPerf.centos7(Lack.PERF)).check("perf").fix()).isEqualTo("yum install perf");
  }

  @Test
  void inAContainer() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.HOST));
    refused(seen, "perf.rights", "perf.cpu");
    refused(seen, "perf.rights", "perf.sched");
    assertThat(seen.check("perf.rights").found())
        .isEqualTo(
            "perf_event_open is refused in a container (docker): by its seccomp profile, or for"
                + " want of CAP_PERFMON");
  }

  @Test
  void noCounters() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.PMU));
    less(seen, "perf.pmu", "perf.cpu");
    assertThat(seen.text("perf/facts")).contains("-e cpu-clock ");
  }

  @Test
  void kernelSymbolsAreHidden() throws Exception {
    Seen seen = see(LabPerf.centos9(Lack.SYMBOLS));
    less(seen, "perf.symbols", "perf.cpu");
    assertThat(seen.check("perf.symbols").fix()).contains(" kernel.kptr_restrict=1, then ");
  }

  /// Neither {@code -k} nor the field {@code period}: the offset of perf's clock is measured.
  @Test
  void perfOfCentos7() throws Exception {
    Seen seen = see(LabPerf.centos7());
    assertThat(seen.losses()).isEmpty();
    assertThat(seen.coverage("perf.sched").state()).isEqualTo(Coverage.State.DONE);
    assertThat(script(seen)).contains("main.init.0", "sched:sched_switch:");
    assertThat(seen.text("perf/facts")).contains("clock=offset").doesNotContain("-k mono");
    assertThat(seen.capture().facts().clocks())
        .containsExactly(new ClockFit("perf", 23_000_000, 1_000_000));
  }

  /// perf of that age mounts debugfs by itself, whatever it is asked: it is not run.
  @Test
  void perfThatWouldMountIsNotRun() throws Exception {
    Seen seen = see(LabPerf.centos7(Lack.TRACING));
    refused(seen, "perf", "perf.cpu");
    refused(seen, "perf", "perf.sched");
    assertThat(seen.check("perf").fix()).isEqualTo("mount -t debugfs nodev /sys/kernel/debug");
  }
}
