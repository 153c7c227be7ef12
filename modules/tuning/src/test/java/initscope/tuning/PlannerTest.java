package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.model.finding.Sentence;
import initscope.tuning.journal.PlanJson;
import initscope.tuning.plan.DeniedSysctls;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.Offers;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private static List<String> ids(PlanView view) {
    return view.blockers().stream().map(Finding::id).toList();
  }

  @Test
  void aPlanSaysExactlyWhatIsDoneAndHowItIsUndone() throws Exception {
    PlanView view = Bench.view(host, true, Bench.set("vm.swappiness", "10"));
    assertThat(view.plan()).isPresent();
    assertThat(view.commands()).contains("printf '%s\\n' '10' > /proc/sys/vm/swappiness");
    assertThat(view.undo())
        .containsExactly(
            "rm -f /etc/sysctl.d/99-zz-initscope.conf",
            "printf '%s\\n' '60' > /proc/sys/vm/swappiness");
    assertThat(PlanJson.read(PlanJson.write(view.plan().orElseThrow()))).isEqualTo(view.plan());
    assertThat(PlanJson.read(PlanJson.write(view.plan().orElseThrow()).replace("\"60\"", "\"61\"")))
        .as("an altered plan is none")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kernel.no_such_thing, 1, sysctl.absent",
    "vm.swappiness, 60, sysctl.already",
    "vm.swappiness, many, sysctl.not_a_number",
    "vm.drop_caches, 3, sysctl.denied.action",
    "kernel.sched_rt_runtime_us, -1, sysctl.denied.harmful",
    "kernel.yama.ptrace_scope, 3, sysctl.denied.one-way",
  })
  void refusesWithAReason(String key, String value, String id) throws Exception {
    host.setSysctl("vm/drop_caches", "0");
    host.setSysctl("kernel/sched_rt_runtime_us", "950000");
    host.setSysctl("kernel/yama/ptrace_scope", "0");
    PlanView view = Bench.view(host, true, Bench.set(key, value));
    assertThat(view.plan()).isEmpty();
    assertThat(ids(view)).containsExactly(id);
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      Finding finding = view.blockers().getFirst();
      assertThat(PlanTexts.say(finding.todo().orElseThrow(), locale)).isNotBlank();
      assertThat(PlanTexts.say(finding.text(), locale)).contains(key).doesNotContain("{");
    }
  }

  @Test
  void aFileReadLaterBlocksWhatShallLastButNotATrialUntilTheNextBoot() throws Exception {
    host.write("etc/sysctl.d/99-zz-legacy.conf", "# old\nvm/swappiness=30\n");
    assertThat(ids(Bench.view(host, true, Bench.set("vm.swappiness", "1"))))
        .containsExactly("sysctl.stronger_file");
    PlanView view = Bench.view(host, false, Bench.set("vm.swappiness", "1"));
    assertThat(view.plan()).isPresent();
    assertThat(view.findings()).extracting(Finding::id).contains("sysctl.set_by");
  }

  @Test
  void sysctlConfIsReadLastOfAllByProcps() throws Exception {
    host.write("etc/sysctl.conf", "vm.swappiness = 30\n");
    assertThat(ids(Bench.view(host, true, Bench.set("vm.swappiness", "1"))))
        .containsExactly("sysctl.stronger_file");
  }

  @Test
  void aFileOfTheSameNameInAnEarlierFolderHidesTheOther() throws Exception {
    host.write("etc/sysctl.d/50-x.conf", "vm.dirty_ratio = 3\n");
    host.write("usr/lib/sysctl.d/50-x.conf", "vm.swappiness = 30\n");
    host.write("usr/lib/sysctl.d/40-y.conf", "-vm.swappiness = 40\n");
    assertThat(Bench.view(host, true, Bench.set("vm.swappiness", "1")).findings())
        .extracting(f -> PlanTexts.say(f.text(), Locale.ENGLISH))
        .containsExactly("/usr/lib/sysctl.d/40-y.conf:1 sets vm.swappiness to 40 at boot.");
  }

  @Test
  void ofAPairBothAreSavedAndTheOneInForceComesBack() throws Exception {
    host.setSysctl("vm/dirty_bytes", "0");
    host.setSysctl("vm/dirty_ratio", "20");
    PlanView view = Bench.view(host, false, Bench.set("vm.dirty_bytes", "1000000"));
    assertThat(view.plan().orElseThrow().items())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.target()).isEqualTo("/proc/sys/vm/dirty_bytes /proc/sys/vm/dirty_ratio");
              assertThat(i.before()).isEqualTo("0 20");
              assertThat(i.want()).isEqualTo("1000000 0");
            });
    assertThat(view.undo()).containsExactly("printf '%s\\n' '20' > /proc/sys/vm/dirty_ratio");
  }

  @Test
  void aHostFileCannotForgeTheFrameOfTheAnswer() throws Exception {
    host.write(
        "etc/sysctl.d/10-evil.conf", "\ninitscope-0 value vm/swappiness\n99\n\ninitscope-0 end\n");
    PlanView view = Bench.view(host, false, Bench.set("vm.swappiness", "1"));
    assertThat(view.plan().orElseThrow().items().getFirst().before()).isEqualTo("60");
  }

  @Test
  void everyDeniedRowHasAReason() {
    assertThat(DeniedSysctls.load().rows())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.why()).isIn("one-way", "action", "harmful");
              assertThat(reason(row, Locale.ENGLISH).length()).isGreaterThan(15);
              assertThat(reason(row, Locale.SIMPLIFIED_CHINESE))
                  .isNotEqualTo(reason(row, Locale.ENGLISH));
              assertThat(row.pattern()).contains("/");
            });
  }

  private static String reason(DeniedSysctls.Denied row, Locale locale) {
    return PlanTexts.say(Sentence.of(row.reason()), locale);
  }

  @ParameterizedTest
  @CsvSource({
    "kernel/threads-max, 30000, 14999, no-programs",
    "kernel/threads-max, 30000, 15000, ''",
    "kernel/pid_max, 32768, 301, no-programs",
    "vm/max_map_count, 65530, 100, no-programs",
    "fs/nr_open, 1048576, 1024, no-programs",
    "fs/nr_open, 1048576, 2097152, ''",
    "vm/min_free_kbytes, 45056, 450561, no-memory",
    "vm/min_free_kbytes, 45056, 90112, ''",
    "vm/min_free_kbytes, 500000, 1100000, no-memory",
    "vm/nr_hugepages, 0, 245, no-memory",
    "vm/nr_hugepages, 0, 244, ''",
    "vm/nr_hugepages, 1000, 1010, ''",
    "vm/overcommit_memory, 0, 2, allocation",
  })
  void aValueTooFarFromTheOneThereIsRefused(String path, String now, String want, String reason)
      throws Exception {
    host.write("proc/meminfo", "MemTotal:  9 kB\nMemAvailable:    2000000 kB\n");
    host.setSysctl(path, now);
    PlanView view = Bench.view(host, false, Bench.set(path, want));
    if (reason.isEmpty()) {
      assertThat(view.plan()).isPresent();
    } else {
      assertThat(ids(view)).containsExactly("sysctl.denied.harmful");
      assertThat(view.blockers().getFirst().text().arguments().getLast())
          .isEqualTo("sysctl.reason." + reason);
    }
  }

  @Test
  void aBoundOfMemoryPassesWhereMemoryIsUnknownAndOfAPairEachHalfIsBound() throws Exception {
    host.setSysctl("vm/nr_hugepages", "0");
    assertThat(Bench.view(host, false, Bench.set("vm.nr_hugepages", "9999")).plan()).isPresent();
    host.write("proc/meminfo", "MemAvailable:    2000000 kB\n");
    host.setSysctl("vm/overcommit_ratio", "50");
    host.setSysctl("vm/overcommit_kbytes", "0");
    assertThat(ids(Bench.view(host, false, Bench.set("vm.overcommit_kbytes", "4096"))))
        .containsExactly("sysctl.denied.harmful");
    assertThat(ids(Bench.view(host, false, Bench.set("vm.overcommit_ratio", "1"))))
        .containsExactly("sysctl.denied.harmful");
    assertThat(Bench.view(host, false, Bench.set("vm.overcommit_ratio", "80")).plan()).isPresent();
  }

  @Test
  void etcHidesAFileOfTheSameNameBelowRun() throws Exception {
    host.write("run/sysctl.d/50-x.conf", "vm.swappiness = 30\n");
    host.write("etc/sysctl.d/50-x.conf", "vm.swappiness = 40\n");
    assertThat(Bench.view(host, false, Bench.set("vm.swappiness", "1")).findings())
        .extracting(f -> PlanTexts.say(f.text(), Locale.ENGLISH))
        .containsExactly("/etc/sysctl.d/50-x.conf:1 sets vm.swappiness to 40 at boot.");
  }

  @Test
  void aLaterFileThatSetsTheOtherHalfOfAPairWinsToo() throws Exception {
    host.setSysctl("vm/dirty_bytes", "0");
    host.setSysctl("vm/dirty_ratio", "20");
    host.write("etc/sysctl.d/99-zzz.conf", "vm.dirty_ratio = 30\n");
    assertThat(ids(Bench.view(host, true, Bench.set("vm.dirty_bytes", "1000000"))))
        .containsExactly("sysctl.stronger_file");
    assertThat(Bench.view(host, false, Bench.set("vm.dirty_bytes", "1000000")).plan()).isPresent();
  }

  @Test
  void twoNamesOfOneSettingAreNotBothChanged() throws Exception {
    host.setSysctl("fs/inotify/max_user_watches", "8192");
    host.setSysctl("user/max_inotify_watches", "8192");
    SetSysctl one = Bench.set("fs.inotify.max_user_watches", "16384");
    assertThat(Bench.view(host, false, one).plan()).isPresent();
    assertThat(ids(Bench.view(host, false, one, Bench.set("user.max_inotify_watches", "16384"))))
        .containsExactly("sysctl.same");
  }

  @Test
  void bothLanguagesSayTheSame() throws IOException {
    Properties english = texts("plan.properties");
    Properties chinese = texts("plan_zh.properties");
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  private static Properties texts(String name) throws IOException {
    Properties texts = new Properties();
    try (var in =
        new java.io.InputStreamReader(
            PlannerTest.class.getResourceAsStream(name), java.nio.charset.StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    return texts;
  }

  private static List<String> placeholders(String pattern) {
    return java.util.stream.IntStream.range(0, 5)
        .mapToObj(i -> "{" + i + "}")
        .filter(pattern::contains)
        .toList();
  }

  @Test
  void everyOfferCanBePlannedAndSaysWhatItDoes() {
    assertThat(Offers.load().all())
        .isNotEmpty()
        .allSatisfy(
            offer -> {
              assertThat(PlanTexts.say(offer.what(), Locale.ENGLISH)).hasSizeGreaterThan(40);
              assertThat(DeniedSysctls.load().why(offer.change(), "", -1)).isEmpty();
            });
  }

  @Test
  void theCommandsOfConfirmAreNotThoseOfTheTrial() throws Exception {
    host.write("etc/sysctl.d/99-zz-initscope.conf", "vm.dirty_ratio = 9\n");
    PlanView view = Bench.view(host, true, Bench.set("vm.swappiness", "10"));
    assertThat(view.commands()).containsExactly("printf '%s\\n' '10' > /proc/sys/vm/swappiness");
    assertThat(view.onConfirm())
        .containsExactly("echo 'vm.swappiness = 10' >> /etc/sysctl.d/99-zz-initscope.conf");
    assertThat(view.undo().getFirst())
        .isEqualTo("printf '%s' 'vm.dirty_ratio = 9\n' > /etc/sysctl.d/99-zz-initscope.conf");
  }

  @ParameterizedTest
  @CsvSource({
    "net.core.somaxconn, net/core/somaxconn",
    "net/ipv4/conf/eth0.100/rp_filter, net/ipv4/conf/eth0.100/rp_filter",
    "net.ipv4.conf.eth0/100.rp_filter, net/ipv4/conf/eth0.100/rp_filter",
  })
  void keysAreReadAsSysctlDoes(String text, String path) {
    assertThat(SysctlKey.parse(text)).hasValueSatisfying(k -> assertThat(k.path()).isEqualTo(path));
  }

  @Property(tries = 2000)
  void noKeyLeavesTheFolderOfKeys(@ForAll String text) {
    SysctlKey.parse(text)
        .ifPresent(
            key -> {
              assertThat(java.nio.file.Path.of(key.file()).normalize().toString())
                  .isEqualTo(key.file());
              assertThat(SysctlKey.parse(key.dotted()).orElseThrow()).isEqualTo(key);
            });
  }

  @Property(tries = 500)
  void squeezingTwiceChangesNothing(@ForAll String text) {
    assertThat(SetSysctl.squeeze(SetSysctl.squeeze(text))).isEqualTo(SetSysctl.squeeze(text));
  }

  @Test
  void everyKindSaysWhatStaysWithoutIt() {
    for (String kind : initscope.model.change.Changes.KINDS) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        assertThat(PlanTexts.say(Sentence.of("plan.skipping." + kind, "it"), locale))
            .contains("it")
            .doesNotContain("{");
      }
    }
  }

  @Test
  void aPlanOfSeveralParametersNamesThemAll() throws Exception {
    PlanView view =
        Bench.view(
            host, false, Bench.set("vm.swappiness", "10"), Bench.set("vm.dirty_ratio", "10"));
    assertThat(PlanTexts.say(view.skipping(), Locale.ENGLISH))
        .contains("(vm.swappiness, vm.dirty_ratio)");
  }
}
