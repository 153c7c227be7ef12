package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.lab.LabPerf;
import initscope.lab.LabPerf.Lack;
import initscope.verbs.Rehearsal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the plan and the doctor say of perf on a host, before anything is recorded.
final class PerfTextTest {
  private static String said(Rehearsal lab, String verb, String... words) {
    List<String> all = new ArrayList<>(List.of(verb, "root@127.0.0.1:" + lab.port()));
    all.addAll(List.of(words));
    all.addAll(List.of("--identity", lab.identityFile().toString()));
    all.addAll(List.of("--known-hosts", lab.knownHostsFile().toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream text = new PrintStream(out, true, StandardCharsets.UTF_8);
    int status = Main.run(all.toArray(String[]::new), text, text);
    assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thePlanSaysThePriceAndWhatWouldBeEmpty(@TempDir Path folder) throws Exception {
    try (Rehearsal lab = Rehearsal.start("ordersd", folder)) {
      LabPerf.centos9(Lack.SCHEDSTATS).lay(lab.host());
      String plan =
          said(lab, "collect", "--pid", "1", "--with", "perf", "--seconds", "20", "--plan");
      assertThat(plan.lines())
          .anyMatch(line -> line.matches("perf[.]cpu +owner +0 +1396 +237600 +1584000"))
          .anyMatch(line -> line.matches("perf[.]sched +root +0 +3500 +1500000 +13000000"));
      assertThat(plan).contains("The process is not stopped", "it is removed at the end");
      assertThat(plan)
          .contains("LIMITED  perf.schedstats    kernel.sched_schedstats is 0\n")
          .contains("         without it: sched_stat_sleep, _iowait, _blocked and _wait\n")
          .contains("         fix: initscope tune plan root@127.0.0.1:")
          .contains("         undo: initscope tune rollback root@127.0.0.1:");
      String cpu = said(lab, "collect", "--pid", "1", "--with", "perf.cpu", "--plan");
      assertThat(cpu)
          .contains("nothing would come back empty")
          .contains("not run: needs --with perf.sched");
    }
  }

  @Test
  void theDoctorSaysTheFixAndWhatTakesItBack(@TempDir Path folder) throws Exception {
    try (Rehearsal lab = Rehearsal.start("ordersd", folder)) {
      LabPerf.centos7(Lack.PERF).lay(lab.host());
      assertThat(said(lab, "doctor"))
          .contains(
              "MISSING  perf               no perf is installed\n"
                  + "         without it: perf.cpu, perf.sched\n"
                  + "         fix: yum install perf\n"
                  + "         undo: yum remove perf\n");
    }
  }
}
