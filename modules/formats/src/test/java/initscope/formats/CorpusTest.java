package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.gdb.PstackDecoder;
import initscope.formats.godump.GoroutineDumpDecoder;
import initscope.formats.inittrace.InitTraceDecoder;
import initscope.formats.os.OsReleaseDecoder;
import initscope.formats.os.RedhatReleaseDecoder;
import initscope.formats.proc.KernelStackDecoder;
import initscope.formats.proc.MapsDecoder;
import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.proc.ProcStatDecoder;
import initscope.model.Bytes;
import initscope.model.go.Goroutine;
import initscope.model.go.GoroutineDump;
import initscope.model.go.InitFrames;
import initscope.model.go.InitTask;
import initscope.model.go.InitTrace;
import initscope.model.host.Mapping;
import initscope.model.host.Mount;
import initscope.model.host.ProcStat;
import initscope.model.host.ThreadStack;
import initscope.model.testing.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What INDEX.tsv and the files beside the corpus say, value by value.
class CorpusTest {
  private static final String DUMPS = "go-dumps/";
  private static final String JC = "rhel-cmds/jc/";

  /// Each corpus file that is of one of these formats; every other file of the corpus is of none.
  private static Map<String, String> kinds() {
    Map<String, String> kinds = new TreeMap<>();
    for (Path file : Corpus.below("")) {
      String name = Corpus.root().relativize(file).toString();
      String format = "";
      if (name.endsWith(".proc-stack.txt")) {
        format = "proc-stack";
      } else if (name.startsWith(DUMPS + "gdb/")) {
        format = "pstack";
      } else if (name.startsWith(DUMPS + "goroutine/")) {
        format = "goroutine-dump";
      } else if (name.startsWith(DUMPS + "inittrace/")) {
        format = "inittrace";
      } else if (name.startsWith("strace/")) {
        format = "strace";
      } else if (name.endsWith(".pb.gz")) {
        format = "pprof";
      } else if (name.endsWith(".maps")) {
        format = "proc-maps";
      } else if (name.endsWith("/etc/os-release")
          || name.startsWith("rhel-cmds/insights/os_release/")
          || name.endsWith("/os-release-ubuntu")) {
        format = "os-release";
      } else if (name.endsWith("-release")) {
        format = "redhat-release";
      } else if (name.contains("/init_process_cgroup/")) {
        format = "proc-cgroup";
      } else if (name.contains("/mount/MOUNTINFO") || name.endsWith("/pid_mountinfo")) {
        format = "proc-mountinfo";
      } else if (name.endsWith("/pid_stat") || name.endsWith("/pid_stat_hack")) {
        format = "proc-stat";
      } else if (isAuditLog(name)) {
        format = "selinux-avc";
      } else if (isPerfScript(name)) {
        format = "perf-script";
      } else if (name.startsWith("perf-script/")) {
        format = "folded";
      } else {
        format = boot(name);
      }
      kinds.put(name, format);
    }
    return kinds;
  }

  /// What tells of a boot.
  private static String boot(String name) {
    if (name.startsWith("systemd/plot/")) {
      return "systemd-plot";
    }
    if (name.startsWith("systemd/units/") && name.endsWith(".service")) {
      return "unit-file";
    }
    if (name.contains("/fstab/FSTAB_") || name.contains("/fstab/content_fstab_")) {
      return "fstab";
    }
    if (name.startsWith("systemd/bootchart/")) {
      return name.contains("/extract") ? "" : "bootchart";
    }
    if (name.contains("blame") || name.endsWith("/systemd_analyze/OUTPUT.txt")) {
      return "systemd-blame";
    }
    if (name.contains("critical-chain")) {
      return "systemd-critical-chain";
    }
    return switch (name.substring(name.lastIndexOf('/') + 1)) {
      case "centos7-systemd219-time.txt" -> "systemd-time";
      case "fedora-systemd-analyze-dump-excerpt.txt" -> "systemd-dump";
      // the other file of this kind has a time on one line only
      case "TS_MSGINFO.txt" -> "dmesg";
      case "systemctl.out" -> "systemctl-list-units";
      case String file when file.startsWith("LISTUNITS_") && !file.endsWith("_NG.txt") ->
          "systemctl-list-units";
      case String file when name.contains("/unitfiles/") && !file.endsWith("_NG.txt") ->
          "systemctl-list-unit-files";
      default -> "";
    };
  }

  /// Also logs of the audit system that say nothing of SELinux, unless a record stands behind other words.
  private static boolean isAuditLog(String name) {
    String insights = "rhel-cmds/insights/audit_log/";
    return (name.startsWith("selinux/audit/") && name.endsWith(".log"))
        || (name.startsWith(insights) && !name.contains("_WIRED_"));
  }

  private static boolean isPerfScript(String name) {
    return name.startsWith("perf-script/")
        && !name.contains("/results/")
        && !name.contains("/diff-folded/");
  }

  @Test
  void everyFileIsRecognisedAsWhatItIsAndNoOtherAsAnything() throws IOException {
    Corpus.path("INDEX.tsv");
    Map<String, String> seen = new TreeMap<>();
    for (String name : kinds().keySet()) {
      Bytes head = Bytes.of(Files.readAllBytes(Corpus.root().resolve(name))).first(1 << 16);
      seen.put(name, Formats.recognise(head).map(d -> d.format().name()).orElse(""));
    }
    // only what differs is printed: there are hundreds of files
    Map<String, String> wrong = new TreeMap<>(seen);
    wrong.entrySet().removeAll(kinds().entrySet());
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ollama-init-doInit1-go1.24.txt, 3, github.com/ollama/ollama/x/imagegen/mlx,"
        + " github.com/ollama/ollama/x/imagegen/mlx.init.0, 1848, SIGABRT: abort",
    "smartbchd-init-SIGILL-go1.16.txt, 1, github.com/smartbch/moeingads/datatree,"
        + " github.com/smartbch/moeingads/datatree.init.0, 76, SIGILL: illegal instruction",
  })
  void namesTheInitOfADump(
      String file, int count, String owner, String function, int line, String cause) {
    List<GoroutineDump> dumps =
        new GoroutineDumpDecoder().decode(Corpus.bytes(DUMPS + "goroutine/" + file)).value();
    assertThat(dumps).hasSize(1);
    assertThat(dumps.getFirst().goroutines()).hasSize(count);
    assertThat(dumps.getFirst().cause()).contains(cause);
    Goroutine main = dumps.getFirst().goroutines().getFirst();
    assertThat(main.lockedToThread()).isTrue();
    var init = InitFrames.innermost(main.frames()).orElseThrow();
    assertThat(init.packagePath()).isEqualTo(owner);
    assertThat(init.initFunction()).isEqualTo(function);
    assertThat(init.frame().line()).hasValue(line);
  }

  @Test
  void keepsTheRegistersOfADump() {
    var dump =
        new GoroutineDumpDecoder()
            .decode(Corpus.bytes(DUMPS + "goroutine/smartbchd-init-SIGILL-go1.16.txt"));
    assertThat(dump.value().getFirst().registers())
        .hasSize(13)
        .containsEntry("rip", "0xbfd520")
        .containsEntry("gs", "0x0");
    assertThat(dump.problems()).isEmpty();
  }

  @Test
  void namesTheInitOfAGdbBacktrace() {
    var frames = stacks("docker-doInit-setrlimit-go1.20.bt.txt").getFirst().frames();
    var init = InitFrames.innermost(frames).orElseThrow();
    assertThat(init.packagePath()).isEqualTo("os");
    assertThat(init.initFunction()).isEqualTo("os.init.1");
    assertThat(init.frame().file()).contains("os/rlimit.go");
    assertThat(init.frame().line()).hasValue(30);
    assertThat(frames).hasSize(9);
  }

  @Test
  void tellsTheSevenThreadsOfRunc() {
    List<ThreadStack> threads = stacks("runc-exec-stuck-cephfs.pstack.txt");
    assertThat(threads)
        .extracting(t -> t.tid().orElseThrow())
        .containsExactly(2650L, 2651L, 2652L, 2653L, 2654L, 2655L, 2645L);
    List<List<String>> functions =
        threads.stream().map(t -> t.frames().stream().map(f -> f.function()).toList()).toList();
    assertThat(functions.get(0)).contains("runtime.sysmon");
    assertThat(functions.get(1)).contains("runtime.stopm");
    assertThat(functions.get(2)).contains("os/signal.signal_recv");
    assertThat(functions.get(3)).contains("runtime.netpoll");
    assertThat(functions.get(4)).contains("runtime.templateThread");
    assertThat(functions.get(5)).contains("syscall.read", "main.glob..func5", "main.main");
    assertThat(functions.get(6)).contains("runtime.stoplockedm");
    assertThat(InitFrames.innermost(threads.get(5).frames())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mstest-sysmon.pstack.txt, 22299, runtime.sysmon",
    "server-main-thread-stoplockedm-go1.11.bt.txt, -1, runtime.stoplockedm",
  })
  void readsSingleThreads(String file, long tid, String function) {
    List<ThreadStack> threads = stacks(file);
    assertThat(threads).hasSize(1);
    assertThat(threads.getFirst().tid().orElse(-1)).isEqualTo(tid);
    assertThat(threads.getFirst().frames()).extracting(f -> f.function()).contains(function);
  }

  private static List<ThreadStack> stacks(String file) {
    var decoded = new PstackDecoder().decode(Corpus.bytes(DUMPS + "gdb/" + file));
    assertThat(decoded.problems()).isEmpty();
    return decoded.value();
  }

  @Test
  void readsAKernelStack() {
    var seen =
        new KernelStackDecoder().decode(Corpus.bytes(DUMPS + "gdb/runc-init-2658.proc-stack.txt"));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(8);
    assertThat(seen.value().getFirst().function()).isEqualTo("ceph_mdsc_do_request");
    assertThat(seen.value().getFirst().module()).isEqualTo("ceph");
    assertThat(seen.value().getFirst().offset()).isEqualTo(0x186);
  }

  @ParameterizedTest
  @CsvSource({
    "windows_exporter-slow-init-excerpt.txt, 15, github.com/leoluk/perflib_exporter/perflib,"
        + " 2195000000, 37284576, 50136",
    "xlog-go1.16plus.txt, 24, github.com/emad-elsaid/xlog, 540000, 425424, 3750",
    "k8s-client-excerpt.txt, 16, k8s.io/api/extensions/v1beta1, 93000, 21584, 122",
  })
  void namesTheSlowestInit(
      String file, int count, String owner, long wallNanos, long bytes, long allocations) {
    var seen = new InitTraceDecoder().decode(Corpus.bytes(DUMPS + "inittrace/" + file));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(1);
    assertThat(seen.value().getFirst().inits()).hasSize(count);
    InitTask slowest = seen.value().getFirst().slowest().orElseThrow();
    assertThat(slowest.packagePath()).isEqualTo(owner);
    assertThat(slowest.wallNanos()).hasValue(wallNanos);
    assertThat(slowest.bytes()).hasValue(bytes);
    assertThat(slowest.allocations()).hasValue(allocations);
  }

  @Test
  void tellsTwoProcessesApart() {
    List<InitTrace> traces =
        new InitTraceDecoder()
            .decode(Corpus.bytes(DUMPS + "inittrace/go-run-two-processes.txt"))
            .value();
    assertThat(traces).extracting(t -> t.inits().size()).containsExactly(11, 3);
    assertThat(traces).extracting(InitTrace::gaps).containsExactly(true, false);
    assertThat(traces.get(1).inits().getLast().packagePath()).isEqualTo("main");
  }

  @ParameterizedTest
  @CsvSource({
    "go-bob-deleted.maps, 6, /usr/local/bin/bob, true",
    "go-frps-go1.10-arena-excerpt.maps, 15, /usr/bin/frps, false",
    "go-main-parca.maps, 20, /main, false",
  })
  void readsMaps(String file, int count, String path, boolean deleted) {
    var seen = new MapsDecoder().decode(Corpus.bytes(DUMPS + "maps/" + file));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(count);
    Mapping text = seen.value().getFirst();
    assertThat(text.start()).isEqualTo(0x400000);
    assertThat(text.permissions()).isEqualTo("r-xp");
    assertThat(text.path()).isEqualTo(path);
    assertThat(text.deleted()).isEqualTo(deleted);
    assertThat(seen.value().stream().filter(m -> m.path().equals("[vsyscall]")).toList())
        .allMatch(m -> m.start() == 0xffffffffff600000L);
  }

  @Test
  void readsOsReleases() {
    String[][] expected = {
      {"rhel-cmds/distro/centos7/etc/os-release", "centos", "7", "CentOS Linux 7 (Core)"},
      {"rhel-cmds/distro/centosstream8/etc/os-release", "centos", "8", "CentOS Stream 8"},
      {"rhel-cmds/distro/centosstream9/etc/os-release", "centos", "9", "CentOS Stream 9"},
      {"rhel-cmds/distro/centosstream10/etc/os-release", "centos", "10", "CentOS Stream 10"},
      {JC + "generic/os-release-ubuntu", "ubuntu", "18.04", "Ubuntu 18.04.5 LTS"},
      {"rhel-cmds/insights/os_release/REHL_OS_RELEASE.txt", "rhel", "7.2", "Employee SKU"},
    };
    for (String[] row : expected) {
      var seen = new OsReleaseDecoder().decode(Corpus.bytes(row[0]));
      assertThat(seen.problems().stream().filter(p -> !p.id().endsWith("unfinished"))).isEmpty();
      assertThat(seen.value().id()).isEqualTo(row[1]);
      assertThat(seen.value().versionId()).contains(row[2]);
      assertThat(seen.value().prettyName()).contains(row[3]);
    }
    var ai = Corpus.bytes("rhel-cmds/insights/os_release/OS_RELEASE_RHEL_AI.txt");
    assertThat(new OsReleaseDecoder().decode(ai).value().field("BUILD_ID")).contains("v1.1.3");
  }

  @ParameterizedTest
  @CsvSource({"centos5, 5.11", "centos7, 7.1.1503", "centosstream9, 9"})
  void readsOneLineReleases(String folder, String version) {
    var file = Corpus.bytes("rhel-cmds/distro/" + folder + "/etc/centos-release");
    var seen = new RedhatReleaseDecoder().decode(file);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().id()).isEqualTo("centos");
    assertThat(seen.value().versionId()).contains(version);
  }

  @Test
  void readsProcessStats() {
    ProcStat systemd = stat("pid_stat");
    assertThat(systemd)
        .isEqualTo(
            new ProcStat(
                1,
                "systemd",
                'S',
                0,
                23478,
                99,
                107,
                461,
                1,
                128,
                174063616,
                3313,
                OptionalInt.of(0),
                18));
    ProcStat bad = stat("pid_stat_hack");
    assertThat(bad.comm()).isEqualTo("bad) S 1 2 3 4 5");
    assertThat(bad.ppid()).isEqualTo(1888);
    assertThat(bad.startTicks()).isEqualTo(75513);
    assertThat(bad.virtualBytes()).isEqualTo(115900416);
  }

  private static ProcStat stat(String file) {
    var seen = new ProcStatDecoder().decode(Corpus.bytes(JC + "linux-proc/" + file));
    assertThat(seen.problems()).isEmpty();
    return seen.value().orElseThrow();
  }

  /// Compared with jc's JSON field by field, written the way jc writes it.
  @Test
  void readsMountinfoAsJcDoes() {
    var seen = new MountinfoDecoder().decode(Corpus.bytes(JC + "linux-proc/pid_mountinfo"));
    String expected = Corpus.bytes(JC + "linux-proc/pid_mountinfo.json").utf8();
    assertThat(seen.problems()).isEmpty();
    int from = 0;
    for (Mount mount : seen.value()) {
      String start =
          "{\"mount_id\":%d,\"parent_id\":%d,\"maj\":%s,\"min\":%s,\"root\":\"%s\",\"mount_point\":\"%s\",\"mount_options\":[\"%s\"],"
              .formatted(
                  mount.id(),
                  mount.parentId(),
                  mount.device().substring(0, mount.device().indexOf(':')),
                  mount.device().substring(mount.device().indexOf(':') + 1),
                  mount.root(),
                  mount.mountPoint(),
                  String.join("\",\"", mount.options()));
      int at = expected.indexOf(start, from);
      assertThat(at).as(start).isGreaterThanOrEqualTo(from);
      String type =
          "\"fs_type\":\"%s\",\"mount_source\":\"%s\""
              .formatted(mount.fileSystem(), mount.source());
      from = expected.indexOf(type, at);
      assertThat(from).as(type).isGreaterThan(at);
    }
    assertThat(seen.value()).hasSize(expected.split("\"mount_id\"", -1).length - 1);
  }

  @Test
  void aMountWithoutItsDashIsAProblemAtItsPlace() {
    var seen =
        new MountinfoDecoder()
            .decode(Corpus.bytes("rhel-cmds/insights/mount/MOUNTINFO_ERR_DATA.txt"));
    assertThat(seen.value()).hasSize(3);
    assertThat(seen.problems()).hasSize(1);
    assertThat(seen.problems().getFirst().offset()).isEqualTo(166);
  }
}
