package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.diagnosis.units.UnitMistakes;
import initscope.model.Failure;
import initscope.model.change.Changes;
import initscope.tuning.units.CgroupFact;
import initscope.tuning.units.CgroupFacts;
import initscope.tuning.units.UnitReader;
import initscope.tuning.units.UnitReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The reading script, run by a real shell: below a folder that stands for a host, and over the kernel files of this machine.
class UnitScriptTest {
  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  /// A systemctl that answers from files, as {@code show} with and without {@code -p} does.
  private void systemctl(String show, String cat) throws IOException {
    host.write("show", show);
    host.write("cat", cat);
    program(
        "systemctl",
        """
        case $1 in --version) echo 'systemd 239 (239-82.el8)';; cat) cat "$INITSCOPE_ROOT/cat";; show)
          shift; want=
          while [ $# -gt 0 ]; do case $1 in -p) want="$want $2"; shift;; *.service) u=$1;; esac; shift; done
          case $u in orders.service) ;; *) printf 'Id=%s\\nType=oneshot\\nRemainAfterExit=no\\nLoadState=loaded\\n' "$u"; exit;; esac
          if [ -z "$want" ]; then cat "$INITSCOPE_ROOT/show"; else for p in $want; do grep "^$p=" "$INITSCOPE_ROOT/show"; done; fi;;
        esac
        """);
  }

  private void program(String name, String text) throws IOException {
    Path file = host.root.resolve("bin/" + name);
    host.write("bin/" + name, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private UnitReading read() throws Failure {
    return new UnitReader(new SplittableRandom(1)).read(host.login(), "orders.service");
  }

  @Test
  void readsWhatAStartDependsOn() throws Exception {
    systemctl(
        """
        Id=orders.service
        LoadState=loaded
        Type=notify
        MainPID=77
        ControlGroup=/system.slice/orders.service
        FragmentPath=/etc/systemd/system/orders.service
        ExecStart={ path=/data/orders ; argv[]=/data/orders ; ignore_errors=no }
        EnvironmentFiles=/etc/sysconfig/orders (ignore_errors=yes)
        BindsTo=schema.service
        TimeoutStartUSec=infinity
        LimitNOFILE=524288
        """,
        "# /etc/systemd/system/orders.service\n"
            + "[Unit]\n"
            + "BindsTo=schema.service\n"
            + "[Service]\n"
            + "Type=notify\n"
            + "ExecStart=/data/orders\n"
            + "Environment=GODEBUG=a=1\n");
    host.write("etc/fstab", "UUID=1 /data xfs nofail 0 0\n");
    host.write("etc/sysconfig/orders", "# x\nPASSWORD=secret\nGODEBUG=gctrace=1\n");
    host.write("proc/77/cgroup", "0::/system.slice/orders.service\n");
    host.write("proc/77/environ", "SECRET=x\0GOMAXPROCS=3\0");
    host.write("proc/77/status", "Name:\torders\nCpus_allowed_list:\t0-7\n");
    host.write("proc/77/exe", "\0".repeat(64) + "NOTIFY_SOCKET" + "\0".repeat(3) + "and so on");
    program("stat", "echo cgroup2fs\n");
    host.write("sys/fs/cgroup/system.slice/orders.service/cpu.max", "200000 100000\n");
    host.write("sys/fs/cgroup/system.slice/memory.max", "1073741824\n");
    UnitReading reading = read();
    assertThat(UnitMistakes.of(reading.scene()))
        .extracting(Mistake::id)
        .containsExactly(
            "mistake.mount",
            "mistake.binds_oneshot",
            "mistake.unordered",
            "mistake.timeout",
            "mistake.godebug");
    assertThat(CgroupFacts.of(reading))
        .extracting(CgroupFact::id)
        .contains("cgroup.fact.v2", "cgroup.fact.quota", "cgroup.fact.procs_set_more")
        .contains("cgroup.fact.memory");
    assertThat(reading.answers().values())
        .as("variables that are not of the Go runtime stay on the host")
        .noneMatch(a -> a.contains("secret") || a.contains("SECRET"));
  }

  /// On each version of systemd that the lab plays; every drop-in offered is one that can be planned.
  @ParameterizedTest
  @ValueSource(ints = {219, 239, 252})
  void whatIsOfferedCanBePlanned(int systemd) throws Exception {
    try (KindsHost lab = new KindsHost("dash", systemd)) {
      lab.write(
          "usr/lib/systemd/system/" + KindsHost.UNIT,
          """
          [Unit]
          After=network.target
          [Service]
          Type=notify
          ExecStartPre=/bin/sleep 5
          ExecStart=/opt/bins/bin/ordersd
          TimeoutStartSec=infinity
          Restart=on-failure
          LimitNOFILE=512
          Environment=GODEBUG=netdns=go
          """);
      lab.write("etc/fstab", lab.read("etc/fstab").replace("xfs  defaults", "xfs  nofail"));
      lab.run("systemctl", "daemon-reload");
      UnitReading reading =
          new UnitReader(new SplittableRandom(1)).read(lab.login(), KindsHost.UNIT);
      List<Mistake> found = UnitMistakes.of(reading.scene());
      assertThat(found)
          .extracting(Mistake::id)
          .contains("mistake.network_target", "mistake.mount", "mistake.timeout")
          .contains("mistake.sleep", "mistake.nofile", "mistake.godebug");
      for (Mistake one : found) {
        if (one.mend() instanceof Mend.ByDropIn mend) {
          String[] words = Changes.words(mend.change()).toArray(String[]::new);
          assertThat(lab.plan(false, words).items()).as(one.id()).isNotEmpty();
        }
      }
      assertThat(CgroupFacts.of(reading)).extracting(CgroupFact::source).doesNotContain("");
    }
  }

  @Test
  void readsThisMachine() throws Exception {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/self/cgroup")), "no cgroups here");
    Path go = Path.of("/usr/lib/go/bin/go");
    String pid = Long.toString(ProcessHandle.current().pid());
    String program = Files.isExecutable(go) ? go.toString() : "/bin/sh";
    systemctl(
        "Id=orders.service\nLoadState=loaded\nMainPID=%s\nControlGroup=/\n".formatted(pid)
            + "ExecStart={ path=%s ; argv[]=x }\n".formatted(program),
        "# /etc/systemd/system/orders.service\n[Service]\nExecStart=%s\n".formatted(program));
    FakeHost.delete(host.root.resolve("proc"));
    Files.createSymbolicLink(host.root.resolve("proc"), Path.of("/proc"));
    Files.createSymbolicLink(host.root.resolve("sys"), Path.of("/sys"));
    UnitReading reading = read();
    FactsSeen.check(CgroupFacts.of(reading));
    Files.delete(host.root.resolve("proc"));
    Files.delete(host.root.resolve("sys"));
  }

  /// What must be told of any Linux with cgroups.
  private static final class FactsSeen {
    static void check(List<CgroupFact> facts) {
      List<String> ids = facts.stream().map(CgroupFact::id).toList();
      assertThat(ids.getFirst()).isIn("cgroup.fact.v1", "cgroup.fact.hybrid", "cgroup.fact.v2");
      assertThat(ids).anyMatch(i -> i.contains(".procs_")).anyMatch(i -> i.contains(".psi"));
      assertThat(ids).anyMatch(i -> i.contains("quota")).anyMatch(i -> i.contains(".memory"));
    }
  }

  @Test
  void aUnitThatIsNotThereIsSaidSo() throws Exception {
    systemctl("Id=orders.service\nLoadState=not-found\n", "");
    assertThatThrownBy(this::read)
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("No unit");
    assertThatThrownBy(() -> new UnitReader(new SplittableRandom(1)).read(host.login(), "-x; rm"))
        .isInstanceOf(Failure.Usage.class);
  }
}
