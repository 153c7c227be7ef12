package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// One change of a kind, and how it shows.
///
/// @param name of the kind, with what is particular
/// @param words as the command line takes them
/// @param systemd version of the host
/// @param lasting whether confirm shall write it to {@code /etc}
/// @param confirmable whether it can be confirmed at all
/// @param onTrial holds from apply on
/// @param kept holds after confirm and a boot
/// @param drift what somebody else may do to it meanwhile; empty where there is no third value
/// @param theirs holds while somebody else's value is there
record KindsCase(
    String name,
    List<String> words,
    int systemd,
    boolean lasting,
    boolean confirmable,
    Step onTrial,
    Step kept,
    Optional<Step> drift,
    Step theirs) {
  /// Something that looks at the host or is done to it.
  interface Step {
    void check(KindsHost host) throws IOException;
  }

  private static final Step NOTHING = h -> {};

  KindsHost host(String shell) throws IOException {
    return new KindsHost(shell, systemd);
  }

  @Override
  public String toString() {
    return name;
  }

  static Stream<Arguments> onEveryShell() {
    return all().flatMap(c -> Stream.of("dash", "bash", "busybox sh").map(s -> Arguments.of(c, s)));
  }

  static Stream<KindsCase> withDrift() {
    return all().filter(c -> c.drift().isPresent());
  }

  /// Where the guard is killed: every kind once, and what the oldest systemd does otherwise. {@code -Dinitscope.tuning.kind=} names
  /// the beginning of one.
  static Stream<KindsCase> toKill() {
    String only = System.getProperty("initscope.tuning.kind", "");
    return all()
        .filter(c -> c.systemd() == 252 || c.name().equals("cgroup, systemd 219"))
        .filter(c -> c.name().startsWith(only));
  }

  static Stream<KindsCase> all() {
    return Stream.of(mounts(), selinux(), units(), limits()).flatMap(List::stream);
  }

  private static List<KindsCase> mounts() {
    Step someone = h -> h.run("mount", "-o", "remount,rw,strictatime", "/opt/bins");
    return List.of(
        new KindsCase(
            "mount",
            List.of("mount:/opt/bins=noatime,nodev"),
            252,
            true,
            true,
            h -> assertThat(h.mount("/opt/bins")).contains(" rw,nodev,noatime shared"),
            h -> {
              assertThat(h.mount("/opt/bins")).contains(" rw,nodev,noatime shared");
              assertThat(h.read("etc/fstab"))
                  .contains("/dev/vdb\t/opt/bins   xfs  defaults,noatime,nodev 0 0\n");
            },
            Optional.of(someone),
            h -> assertThat(h.mount("/opt/bins")).contains(" rw shared")),
        new KindsCase(
            "mount until the next boot, ext4",
            List.of("mount:/data=commit=60,noexec,suid"),
            252,
            false,
            true,
            h -> assertThat(h.mount("/data")).contains(" rw,noexec,relatime ", ",commit=60"),
            h ->
                assertThat(h.mount("/data"))
                    .contains(" rw,nosuid,relatime ")
                    .doesNotContain("commit"),
            Optional.empty(),
            NOTHING),
        new KindsCase(
            "mount, bind, read-only",
            List.of("mount:/srv/part=ro"),
            252,
            false,
            true,
            h -> assertThat(h.mount("/srv/part")).contains(" ro,relatime ", " /dev/vdb rw,"),
            h -> assertThat(h.mount("/srv/part")).contains(" rw,relatime "),
            Optional.empty(),
            NOTHING));
  }

  private static List<KindsCase> selinux() {
    String bool = "sys/fs/selinux/booleans/httpd_can_network_connect";
    String label = "system_u:object_r:ordersd_exec_t:s0";
    return List.of(
        new KindsCase(
            "boolean",
            List.of("boolean:httpd_can_network_connect=on"),
            252,
            true,
            true,
            h -> assertThat(h.read(bool)).isEqualTo("1 1"),
            h -> {
              assertThat(h.read(bool)).isEqualTo("1 1");
              assertThat(h.read(KindsHost.BOOLEANS)).contains("httpd_can_network_connect=1\n");
            },
            Optional.empty(),
            NOTHING),
        new KindsCase(
            "permissive",
            List.of("permissive:ordersd_t"),
            252,
            false,
            false,
            h ->
                assertThat(h.read(KindsHost.MODULES + "permissive_ordersd_t/cil"))
                    .isEqualTo("(typepermissive ordersd_t)\n"),
            h -> assertThat(h.has(KindsHost.MODULES + "permissive_ordersd_t")).isTrue(),
            Optional.empty(),
            NOTHING),
        new KindsCase(
            "policy",
            List.of("policy:orders_net=allow ordersd_t postgresql_port_t:tcp_socket name_connect;"),
            252,
            false,
            true,
            h ->
                assertThat(h.read(KindsHost.MODULES + "orders_net/cil"))
                    .isEqualTo("(allow ordersd_t postgresql_port_t (tcp_socket (name_connect)))\n"),
            h -> assertThat(h.has(KindsHost.MODULES + "orders_net")).isTrue(),
            Optional.empty(),
            NOTHING),
        new KindsCase(
            "label",
            List.of("label:/opt/bins/bin=ordersd_exec_t"),
            252,
            true,
            true,
            h -> assertThat(h.label(KindsHost.PROGRAM)).isEqualTo(label),
            h -> {
              assertThat(h.label(KindsHost.PROGRAM)).isEqualTo(label);
              h.run("restorecon", "-R", h.root + "/opt/bins/bin");
              assertThat(h.label(KindsHost.PROGRAM)).isEqualTo(label);
            },
            Optional.of(
                h ->
                    h.run(
                        "chcon",
                        "-h",
                        "system_u:object_r:httpd_exec_t:s0",
                        h.root + KindsHost.PROGRAM)),
            h -> assertThat(h.label(KindsHost.PROGRAM)).contains("httpd_exec_t")));
  }

  static List<KindsCase> units() {
    return Stream.concat(
            Stream.of(untilTheNextBoot()), Stream.of(219, 239, 252).map(KindsCase::unit))
        .toList();
  }

  private static KindsCase untilTheNextBoot() {
    Step limit = h -> assertThat(h.show("LimitNOFILE")).isEqualTo("LimitNOFILE=65536\n");
    return new KindsCase(
        "unit until the next boot",
        List.of("unit:ordersd.service=Service.LimitNOFILE=65536"),
        252,
        false,
        true,
        limit,
        h -> assertThat(h.show("LimitNOFILE")).isNotEqualTo("LimitNOFILE=65536\n"),
        Optional.empty(),
        NOTHING);
  }

  private static KindsCase unit(int systemd) {
    String trial = "run/systemd/system/ordersd.service.d/95-initscope-trial.conf";
    Step holds =
        h ->
            assertThat(h.show("Environment,LimitNOFILE,NeedDaemonReload"))
                .contains(
                    "LimitNOFILE=65536\n",
                    "NeedDaemonReload=no\n",
                    "GODEBUG=madvdontneed=1,inittrace=1",
                    "MODE=live");
    return new KindsCase(
        "unit, systemd " + systemd,
        List.of(
            "unit:ordersd.service=Service.LimitNOFILE=65536",
            "unit:ordersd.service=Service.Environment=GODEBUG=inittrace=1",
            "unit:ordersd.service=restart"),
        systemd,
        true,
        true,
        h -> {
          holds.check(h);
          assertThat(h.show("MainPID")).doesNotContain("=1002\n");
        },
        holds,
        Optional.of(h -> h.write(trial, "[Service]\nLimitNOFILE=7\n")),
        h -> assertThat(h.read(trial)).contains("LimitNOFILE=7"));
  }

  private static List<KindsCase> limits() {
    return Stream.of(
            cgroups().stream(),
            Stream.of(
                new KindsCase(
                    "ldconf",
                    List.of("ldconf:orders=/opt/libs"),
                    252,
                    false,
                    true,
                    h ->
                        assertThat(h.run("ldconfig", "-p").out())
                            .contains("/opt/libs/liborders.so.1"),
                    h ->
                        assertThat(h.run("ldconfig", "-p").out())
                            .contains("/opt/libs/liborders.so.1"),
                    Optional.of(h -> h.write("etc/ld.so.conf.d/orders.conf", "/opt/else\n")),
                    h -> assertThat(h.read("etc/ld.so.conf.d/orders.conf")).contains("else"))))
        .flatMap(s -> s)
        .toList();
  }

  static List<KindsCase> cgroups() {
    Step someone =
        h -> h.run("systemctl", "set-property", "--runtime", KindsHost.UNIT, "CPUQuota=70%");
    String quota = "CPUQuotaPerSecUSec=500ms\n";
    String v1 = "sys/fs/cgroup/cpu/system.slice/ordersd.service/";
    String v2 = "sys/fs/cgroup/system.slice/ordersd.service/";
    Step on1 =
        h -> {
          assertThat(h.show("CPUQuotaPerSecUSec,CPUShares,MemoryLimit"))
              .contains(quota, "CPUShares=512\n", "MemoryLimit=1073741824\n");
          assertThat(h.read(v1 + "cpu.cfs_quota_us")).isEqualTo("50000\n");
          assertThat(h.read(v1 + "cpu.shares")).isEqualTo("512\n");
        };
    Step on2 =
        h -> {
          assertThat(h.show("CPUQuotaPerSecUSec,CPUWeight,MemoryMax,TasksMax"))
              .contains(quota, "CPUWeight=200\n", "MemoryMax=1073741824\n", "TasksMax=500\n");
          assertThat(h.read(v2 + "cpu.max")).isEqualTo("50000 100000\n");
          assertThat(h.read(v2 + "pids.max")).isEqualTo("500\n");
        };
    List<String> old = List.of("CPUQuota=50%", "CPUShares=512", "MemoryLimit=1G");
    List<String> unified = List.of("CPUQuota=50%", "CPUWeight=200", "MemoryMax=1G", "TasksMax=500");
    return List.of(
        cgroup(219, old, on1, someone, "run/systemd/system"),
        cgroup(239, old, on1, someone, "run/systemd/system.control"),
        cgroup(252, unified, on2, someone, "run/systemd/system.control"));
  }

  private static KindsCase cgroup(
      int systemd, List<String> properties, Step holds, Step someone, String folder) {
    return new KindsCase(
        "cgroup, systemd " + systemd,
        properties.stream().map(p -> "cgroup:ordersd.service=" + p).toList(),
        systemd,
        true,
        true,
        holds,
        holds,
        Optional.of(someone),
        h -> {
          assertThat(h.show("CPUQuotaPerSecUSec")).contains("=700ms");
          assertThat(h.has(folder + "/ordersd.service.d/50-CPUQuota.conf")).isTrue();
        });
  }
}
