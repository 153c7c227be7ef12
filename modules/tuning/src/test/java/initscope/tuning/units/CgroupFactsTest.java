package initscope.tuning.units;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.start.Timespan;
import initscope.tuning.plan.PlanTexts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CgroupFactsTest {
  private static final String GROUP = "/system.slice/orders.service";
  private static final String V2 =
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";
  private static final String V1 =
      """
      31 23 0:28 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755
      32 31 0:29 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd
      33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpuacct,cpu
      34 31 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
      """;
  private static final String UNIFIED =
      "35 31 0:32 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";

  private static Answers running() {
    return Answers.of("[Service]\nExecStart=/opt/orders\n")
        .show("MainPID", "77")
        .show("ControlGroup", GROUP)
        .with("status", "Cpus_allowed_list:\t0-3,6\n")
        .with("environ", "")
        .with("kernel", "5.14.0-427.el9.x86_64\n");
  }

  private static Answers v2() {
    return running()
        .with("cgroup-fs", "cgroup2fs\n")
        .with("mountinfo", V2)
        .with("cgroup-of", "0::" + GROUP + "\n");
  }

  private static Answers quota(String value) {
    return v2().with("group /sys/fs/cgroup" + GROUP + "/cpu.max", value + "\n");
  }

  private static Answers v1() {
    return running()
        .with("cgroup-fs", "tmpfs\n")
        .with("mountinfo", V1)
        .with(
            "cgroup-of",
            "4:cpuacct,cpu:/system.slice\n3:memory:" + GROUP + "\n1:name=systemd:" + GROUP + "\n");
  }

  private static List<String> ids(Answers answers) {
    List<CgroupFact> facts = CgroupFacts.of(answers.read());
    for (CgroupFact fact : facts) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        assertThat(PlanTexts.say(fact.text(), locale)).isNotBlank().doesNotContain("{");
      }
      assertThat(fact.source()).isNotBlank();
    }
    return facts.stream().map(f -> f.id().substring("cgroup.fact.".length())).toList();
  }

  private static CgroupFact fact(Answers answers, String id) {
    return CgroupFacts.of(answers.read()).stream()
        .filter(f -> f.id().equals("cgroup.fact." + id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(ids(answers).toString()));
  }

  @Test
  void theThreeVersionsAreToldApart() {
    assertThat(ids(v2())).startsWith("v2");
    assertThat(ids(v1())).startsWith("v1");
    assertThat(ids(v1().with("mountinfo", V1 + UNIFIED))).startsWith("hybrid");
    assertThat(ids(running())).startsWith("version_unknown");
    assertThat(ids(running().show("MainPID", "0"))).contains("not_running");
  }

  /// The rules of runtime/cgroup_linux.go, for a process that may run on five CPUs.
  @ParameterizedTest
  @CsvSource({
    "22, 150000 100000, procs_old, Go 1.22|5|1.5",
    "22, 500000 100000, procs_fit, Go 1.22|5|5",
    "25, 250000 100000, procs_new, Go 1.25|3|2.5",
    "25, 50000 100000, procs_above, Go 1.25|2|0.5",
    "26, 900000 100000, procs_new, Go 1.26|5|9",
    "22, max 100000, procs_cpus, 5",
  })
  void whatGoTakesForItsProcs(int minor, String max, String id, String arguments) {
    CgroupFact fact = fact(quota(max).go(minor, true), id);
    assertThat(fact.text().arguments()).containsExactly(arguments.split("\\|", -1));
  }

  @Test
  void theVariableWinsAndTheGodebugOfAnOldModuleTurnsTheReadingOff() {
    assertThat(ids(quota("150000 100000").with("environ", "GOMAXPROCS=2\n"))).contains("procs_set");
    assertThat(ids(quota("150000 100000").with("environ", "GOMAXPROCS=8\n")))
        .contains("procs_set_more");
    String old = "?go1.25.3??0w?path\tx\nbuild\tDefaultGODEBUG=containermaxprocs=0,x=1\n";
    assertThat(ids(quota("150000 100000").with("buildinfo", old))).contains("procs_off");
    assertThat(
            ids(
                quota("150000 100000")
                    .with("buildinfo", old)
                    .with("environ", "GODEBUG=containermaxprocs=1\n")))
        .contains("procs_new");
    assertThat(ids(quota("150000 100000"))).contains("procs_unknown");
  }

  @Test
  void aTighterGroupAboveIsSaidAndGoDoesNotSeeIt() {
    Answers above =
        quota("400000 100000")
            .with("group /sys/fs/cgroup/system.slice/cpu.max", "100000 100000\n")
            .go(25, true);
    assertThat(fact(above, "quota_above").source())
        .isEqualTo("/sys/fs/cgroup/system.slice/cpu.max");
    assertThat(fact(above, "procs_above").text().arguments()).containsExactly("Go 1.25", "4", "1");
  }

  @Test
  void throttlingIsReadInBothVersions() {
    String stat = "/sys/fs/cgroup" + GROUP + "/cpu.stat";
    Answers slowed =
        quota("50000 100000")
            .with(
                "group " + stat,
                "usage_usec 9\nnr_periods 40\nnr_throttled 12\nthrottled_usec 345678\n");
    assertThat(fact(slowed, "throttled").text().arguments()).containsExactly("12", "40", "345");
    Answers free = quota("50000 100000").with("group " + stat, "nr_periods 40\nnr_throttled 0\n");
    assertThat(ids(free)).contains("not_throttled");
    assertThat(ids(quota("50000 100000"))).contains("throttled_unread");
    assertThat(ids(quota("max 100000"))).contains("no_quota").doesNotContain("throttled_unread");
    Answers old =
        v1().with("group /sys/fs/cgroup/cpu/system.slice/cpu.cfs_quota_us", "20000\n")
            .with("group /sys/fs/cgroup/cpu/system.slice/cpu.cfs_period_us", "100000\n")
            .with(
                "group /sys/fs/cgroup/cpu/system.slice/cpu.stat",
                "nr_periods 7\nnr_throttled 3\nthrottled_time 2000000\n");
    assertThat(fact(old, "quota").text().arguments()).containsExactly("0.2");
    assertThat(fact(old, "throttled").text().arguments()).containsExactly("3", "7", "2");
    assertThat(
            ids(
                v1().with("group /sys/fs/cgroup/cpu/system.slice/cpu.cfs_quota_us", "-1\n")
                    .with("group /sys/fs/cgroup/cpu/system.slice/cpu.cfs_period_us", "100000\n")))
        .contains("no_quota");
  }

  @Test
  void memoryAgainstWhatGoKnows() {
    String folder = "group /sys/fs/cgroup" + GROUP;
    Answers limited =
        v2().with(folder + "/memory.max", "268435456\n")
            .with(folder + "/memory.current", "134217728\n");
    assertThat(fact(limited, "memory").text().arguments())
        .containsExactly("256 MiB", "128 MiB", "50");
    assertThat(ids(limited)).contains("memlimit_none");
    assertThat(ids(limited.with("environ", "GOMEMLIMIT=200MiB\n"))).contains("memlimit");
    assertThat(ids(limited.with("environ", "GOMEMLIMIT=1GiB\n"))).contains("memlimit_above");
    assertThat(ids(limited.with("environ", "GOMEMLIMIT=off\n"))).contains("memlimit_none");
    assertThat(ids(limited.go(18, true))).contains("memlimit_old");
    assertThat(ids(v2().with(folder + "/memory.max", "max\n"))).contains("memory_free");
    assertThat(ids(v2())).contains("memory_unread");
    Answers old =
        v1().with(
                "group /sys/fs/cgroup/memory" + GROUP + "/memory.limit_in_bytes",
                "9223372036854771712\n");
    assertThat(ids(old)).contains("memory_free");
  }

  @Test
  void pressureOrWhyThereIsNone() {
    String line = "some avg10=1.00 avg60=0.10 avg300=0.00 total=5\n";
    assertThat(ids(v2().with("group /sys/fs/cgroup" + GROUP + "/cpu.pressure", line)))
        .contains("psi_own");
    assertThat(ids(v2().with("pressure cpu", line))).contains("psi");
    assertThat(ids(v2())).contains("psi_none");
    assertThat(ids(v2().with("cmdline", "ro psi=0 quiet\n"))).contains("psi_off");
    assertThat(ids(v1().with("kernel", "3.10.0-1160.el7.x86_64\n"))).contains("psi_kernel");
  }

  @Test
  void listsOfCpusAreCounted() {
    assertThat(GoProcs.count("0-3,8")).isEqualTo(5);
    assertThat(GoProcs.count("")).isZero();
    assertThat(GoProcs.count("5-2")).isZero();
    assertThat(Timespan.nanos("1min 30s")).hasValue(90_000_000_000L);
    assertThat(Timespan.nanos("1.5s")).hasValue(1_500_000_000L);
    assertThat(Timespan.nanos("1min 4.25s")).hasValue(64_250_000_000L);
    assertThat(Timespan.nanos("soon")).isEmpty();
    assertThat(Timespan.nanos(".5s")).isEmpty();
  }
}
