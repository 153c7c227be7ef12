package initscope.tuning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetSysctl;
import initscope.model.testing.Golden;
import initscope.tuning.plan.PlanTexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TuneExportTest {
  private static final Path FOLDER = Path.of("src/test/resources/export");
  private static final List<SetSysctl> TWO =
      List.of(Samples.sysctl("net.core.somaxconn", "4096"), Samples.sysctl("vm.swappiness", "10"));

  private static Fleet fleet() throws Failure {
    return Fleet.of(
        List.of(
            Samples.sysctls("ops@web-3", true, TWO, List.of("128", "60"), ""),
            Samples.sysctls(
                "root@[fe80::1]:2222",
                true,
                TWO,
                List.of("1024", "30"),
                "# x\nvm.swappiness = 30\n")));
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void writesTheSameFilesAsLastTime(ExportFormat format) throws Exception {
    Exported exported = TuneExport.write(fleet(), format, Locale.ENGLISH);
    assertThat(exported.refusals()).isEmpty();
    StringBuilder all = new StringBuilder();
    for (TextFile file : exported.files()) {
      all.append("==> ").append(file.name()).append(file.program() ? " (program)" : "");
      all.append('\n').append(file.text());
    }
    Golden.compare(FOLDER.resolve(format.word() + ".txt"), all.toString());
    assertThat(TuneExport.write(fleet(), format, Locale.SIMPLIFIED_CHINESE).files())
        .hasSameSizeAs(exported.files());
  }

  @Test
  void whatOnlySomeEnginesHaveWordsForIsWrittenForThem() throws Exception {
    Change unit = Samples.change("unit", "ordersd.service", "Service.LimitNOFILE=65536\nrestart");
    List<Change> changes =
        List.of(
            Samples.change("boolean", "httpd_can_network_connect", "on"),
            Samples.change("policy", "orders", "allow orders_t cert_t:file { open read };"),
            unit);
    Plan plan =
        Samples.plan(
            "web-3",
            true,
            changes,
            List.of(
                Samples.item(Phase.TRY, "boolean", "httpd_can_network_connect", "0", "1"),
                Samples.item(Phase.PERSIST, "lastbool", "httpd_can_network_connect", "absent", "1"),
                Samples.item(Phase.HOLD, "module", "orders", "absent", "installed"),
                Samples.dropIn("ordersd.service", "[Service]\nLimitNOFILE=65536\n")));
    Exported vars =
        TuneExport.write(Fleet.of(List.of(plan)), ExportFormat.ROLE_VARS, Locale.ENGLISH);
    StringBuilder all = new StringBuilder();
    vars.files().forEach(f -> all.append("==> " + f.name() + "\n" + f.text()));
    Golden.compare(FOLDER.resolve("role-vars-kinds.txt"), all.toString());
    for (ExportFormat format : List.of(ExportFormat.ANSIBLE, ExportFormat.SH)) {
      assertThat(TuneExport.write(Fleet.of(List.of(plan)), format, Locale.ENGLISH).refusals())
          .isEmpty();
    }
    for (ExportFormat format : List.of(ExportFormat.TUNED, ExportFormat.SYSCTL_D)) {
      Exported refused = TuneExport.write(Fleet.of(List.of(plan)), format, Locale.ENGLISH);
      assertThat(refused.files()).isEmpty();
      assertThat(refused.refusals()).extracting(ExportRefusal::change).isEqualTo(changes);
      assertThat(refused.refusals().getFirst().elsewhere())
          .containsExactly(ExportFormat.ANSIBLE, ExportFormat.ROLE_VARS, ExportFormat.SH);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mount, /data, noatime, ansible, export.mount",
    "permissive, httpd_t, permissive, sh, export.permissive",
    "cgroup, a.service, CPUQuota=50%, role-vars, export.cgroup",
    "label, /srv/x, bin_t, ansible, export.label",
    "label, /srv/x, bin_t, tuned, export.words",
    "ldconf, shop, /opt/shop/lib, role-vars, export.words",
    "sysctl, kernel.a, x # y, tuned, export.tuned.value",
    "sysctl, kernel.a, >5, role-vars, export.tuned.value",
    "sysctl, net.ipv4.conf.eth0/100.rp_filter, 1, tuned, export.tuned.name",
  })
  void refusesWithAReason(String kind, String target, String wanted, String format, String key)
      throws Exception {
    Plan plan = Samples.plan("h", true, List.of(Samples.change(kind, target, wanted)), List.of());
    Exported exported =
        TuneExport.write(
            Fleet.of(List.of(plan)), ExportFormat.of(format).orElseThrow(), Locale.ENGLISH);
    assertThat(exported.refusals()).extracting(r -> r.why().key()).containsExactly(key);
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(PlanTexts.say(exported.refusals().getFirst().why(), locale))
          .contains(key.equals("export.words") ? kind : target)
          .doesNotContain("{0}");
    }
  }

  @Test
  void whatEndsWithTheBootIsNotGivenToWhatLasts() throws Exception {
    Fleet fleet = Fleet.of(List.of(Samples.sysctls("h", false, TWO, List.of("1", "2"), "")));
    Exported refused = TuneExport.write(fleet, ExportFormat.SYSCTL_D, Locale.ENGLISH);
    assertThat(refused.refusals()).hasSize(2);
    assertThat(TuneExport.write(fleet, ExportFormat.SH, Locale.ENGLISH).files()).hasSize(1);
  }

  @Test
  void plansOfDifferentChangesOrOfOneHostAreNoFleet() {
    Plan one = Samples.sysctls("h", true, TWO, List.of("1", "2"), "");
    Plan other = Samples.sysctls("i", true, TWO.subList(0, 1), List.of("1"), "");
    assertThatThrownBy(() -> Fleet.of(List.of(one, other))).isInstanceOf(Failure.Usage.class);
    assertThatThrownBy(() -> Fleet.of(List.of(one, one))).isInstanceOf(Failure.Usage.class);
    assertThatThrownBy(() -> Fleet.of(List.of())).isInstanceOf(Failure.Usage.class);
  }

  @Test
  void aDropInThatDiffersFromHostToHostIsRefused() throws Exception {
    List<Change> changes =
        List.of(Samples.change("unit", "a.service", "Service.Environment=GODEBUG=inittrace=1"));
    Plan one =
        Samples.plan("h", true, changes, List.of(Samples.dropIn("a.service", "[Service]\nA=1\n")));
    Plan two =
        Samples.plan("i", true, changes, List.of(Samples.dropIn("a.service", "[Service]\nA=2\n")));
    Exported exported =
        TuneExport.write(Fleet.of(List.of(one, two)), ExportFormat.ANSIBLE, Locale.ENGLISH);
    assertThat(exported.refusals())
        .extracting(r -> r.why().key())
        .containsExactly("export.unit.differs");
  }
}
