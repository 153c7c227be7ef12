package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Limits that systemd shows in other forms, or not at all, and libraries that a folder would hide.
class LimitPlansTest {
  private static final String SHOWN = ".lab/lib/service.show";
  private static final String MEMORY = "cgroup:ordersd.service=MemoryMax=";

  private static List<String> ids(PlanView view) {
    return view.blockers().stream().map(Finding::id).toList();
  }

  private static void shows(KindsHost host, String line, String other) throws Exception {
    host.write(SHOWN, host.read(SHOWN).replace(line, other));
    host.run("systemctl", "daemon-reload");
  }

  @ParameterizedTest
  @CsvSource({"252, 18446744073709551615", "252, [not set]", "239, [not set]"})
  void withoutSystemdsWordTheKernelsCounts(int systemd, String shown) throws Exception {
    try (KindsHost host = new KindsHost("dash", systemd)) {
      shows(host, "MemoryCurrent=4411392", "MemoryCurrent=" + shown);
      String v1 = "sys/fs/cgroup/memory/system.slice/ordersd.service/memory.usage_in_bytes";
      String v2 = "sys/fs/cgroup/system.slice/ordersd.service/memory.current";
      String file = systemd < 252 ? v1 : v2;
      String word = systemd < 252 ? MEMORY.replace("Max", "Limit") : MEMORY;
      host.write(file, "8388608\n");
      PlanView view = host.view(false, 600, word + "4M");
      assertThat(ids(view)).containsExactly("cgroup.kills");
      assertThat(PlanTexts.say(view.blockers().getFirst().text(), Locale.ENGLISH))
          .contains("8388608");
      Files.delete(host.root.resolve(file));
      view = host.view(false, 600, word + "4M");
      assertThat(view.plan()).isPresent();
      assertThat(view.findings()).extracting(Finding::id).contains("cgroup.unchecked");
    }
  }

  @Test
  void aQuotaOfMinutesComesBackAsPercent() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      shows(host, "CPUQuotaPerSecUSec=infinity", "CPUQuotaPerSecUSec=1min 4s");
      PlanView view = host.view(false, 600, "cgroup:ordersd.service=CPUQuota=50%");
      assertThat(view.undo())
          .containsExactly("systemctl set-property --runtime ordersd.service 'CPUQuota=6400%'");
    }
  }

  @Test
  void aQuotaInAFormNotUnderstoodIsRefused() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      shows(host, "CPUQuotaPerSecUSec=infinity", "CPUQuotaPerSecUSec=a while");
      assertThat(ids(host.view(false, 600, "cgroup:ordersd.service=CPUQuota=50%")))
          .containsExactly("cgroup.unread");
    }
  }

  @Test
  void theQuotaOfOldGroupsIsReadInTheKernelToo() throws Exception {
    try (KindsHost host = new KindsHost("dash", 239)) {
      String file = "/sys/fs/cgroup/cpu/system.slice/ordersd.service/cpu.cfs_quota_us";
      PlanView view = host.view(false, 600, "cgroup:ordersd.service=CPUQuota=50%");
      assertThat(view.plan().orElseThrow().items().getFirst().how().with())
          .endsWith(" " + file + " 50000");
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id =
          engine
              .apply(view.plan().orElseThrow(), host::login, ProofOfLife.LOGIN)
              .id()
              .orElseThrow();
      assertThat(host.read(file.substring(1))).isEqualTo("50000\n");
      assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    }
  }

  @Test
  void aFolderThatHidesALibraryOfTheHostIsRefusedAndTheLibraryNamed() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      host.write("lib64/libssl.so.3", "");
      host.write("opt/libs/libssl.so.3.0.7", "");
      host.run("ldconfig");
      PlanView view = host.view(false, 600, "ldconf:orders=/opt/libs");
      assertThat(ids(view)).containsExactly("ldconf.shadows");
      Finding finding = view.blockers().getFirst();
      assertThat(PlanTexts.say(finding.text(), Locale.ENGLISH))
          .contains("libssl.so.3.0.7", "/lib64/libssl.so.3");
      assertThat(PlanTexts.say(finding.todo().orElseThrow(), Locale.ENGLISH))
          .contains("LD_LIBRARY_PATH=/opt/libs");
    }
  }

  @Test
  void thePlanNamesTheLibrariesThatBecomeVisible() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      host.write("opt/libs/readme", "");
      PlanView view = host.view(false, 600, "ldconf:orders=/opt/libs");
      assertThat(view.findings())
          .filteredOn(f -> f.id().equals("ldconf.visible"))
          .extracting(f -> PlanTexts.say(f.text(), Locale.ENGLISH))
          .singleElement()
          .satisfies(s -> assertThat(s).endsWith("/opt/libs: liborders.so.1."));
      host.write("opt/empty/x", "");
      assertThat(host.view(false, 600, "ldconf:orders=/opt/empty").findings())
          .extracting(Finding::id)
          .contains("ldconf.none");
    }
  }
}
