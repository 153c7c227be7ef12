package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What plans of each kind say they do, and what they refuse, with its reason.
class KindsPlanTest {
  private static final Set<String> GROUPS =
      Set.of(
          "mount", "selinux", "boolean", "domain", "policy", "label", "unit", "cgroup", "ldconf",
          "file");

  /// A refusal: its id, the word that asks for it, and what of the host makes it so.
  record Refusal(String id, String word, boolean lasting, int systemd, KindsCase.Step because) {
    @Override
    public String toString() {
      return id;
    }
  }

  private static Refusal no(String id, String word, KindsCase.Step because) {
    return new Refusal(id, word, false, 252, because);
  }

  private static Refusal no(String id, String word) {
    return no(id, word, h -> {});
  }

  private static Refusal noLasting(String id, String word, KindsCase.Step because) {
    return new Refusal(id, word, true, 252, because);
  }

  static Stream<Refusal> refusals() {
    return Stream.of(mounts(), selinux(), labels(), units(), files()).flatMap(s -> s);
  }

  private static Stream<Refusal> mounts() {
    String noatime = "mount:/opt/bins=noatime";
    return Stream.of(
        no(
            "mount.namespace",
            noatime,
            h -> {
              Path link = h.root.resolve("proc/self/ns/mnt");
              Files.delete(link);
              Files.createSymbolicLink(link, Path.of("mnt:[1]"));
            }),
        no("mount.absent", "mount:/nowhere=noatime"),
        no("mount.system", "mount:/=noatime"),
        no("mount.cgroup", "mount:/sys/fs/cgroup=noatime"),
        no("mount.cgroup", "mount:/sys/fs/cgroup/cpu_mem=noatime"),
        no(
            "mount.cgroup",
            "mount:/cg=noatime",
            h ->
                h.write(
                    KindsHost.MOUNTINFO,
                    h.read(KindsHost.MOUNTINFO)
                        + "140 24 0:70 / /cg rw,relatime - cgroup2 none rw\n")),
        no(
            "mount.kernel",
            "mount:/dev/pts=noexec",
            mounted("/dev/pts rw,relatime - devpts devpts rw")),
        no("mount.shared", "mount:/opt/bins=ro"),
        no("mount.differs", "mount:/export=commit=60", mounted("/export ro - ext4 /dev/vde rw")),
        no("mount.super_read_only", "mount:/stuck=rw", mounted("/stuck rw - ext4 /dev/vdf ro")),
        no("mount.source", "mount:/odd=noatime", mounted("/odd rw - ext4 /dev/a\\040b rw")),
        no("mount.remote", "mount:/net=noatime"),
        no("mount.encrypted", "mount:/secret=noatime"),
        no("mount.unit", "mount:/own=noatime"),
        no("mount.already", "mount:/opt/bins=relatime"),
        no("mount.next_mount_only", "mount:/opt/bins=allocsize=64k"),
        noLasting(
            "mount.fstab",
            noatime,
            h -> h.write("etc/fstab", h.read("etc/fstab") + "/dev/vdb /opt/bins xfs ro 0 0\n")),
        no("mount.folklore", "mount:/opt/bins=logbufs=8"),
        no("mount.barrier", "mount:/data=barrier=0"),
        no("mount.unknown", "mount:/opt/bins=fancy"),
        no("mount.bind", "mount:/srv/part=allocsize=64k"));
  }

  /// Adds a line of mountinfo.
  private static KindsCase.Step mounted(String line) {
    return h ->
        h.write(KindsHost.MOUNTINFO, h.read(KindsHost.MOUNTINFO) + "150 24 9:9 / " + line + "\n");
  }

  private static Stream<Refusal> selinux() {
    String on = "boolean:httpd_can_network_connect=on";
    String permit = "permissive:ordersd_t";
    String bool = "sys/fs/selinux/booleans/httpd_can_network_connect";
    return Stream.of(
        no("selinux.off", on, h -> Files.delete(h.root.resolve("sys/fs/selinux/enforce"))),
        no("selinux.tool", on, h -> Files.delete(h.root.resolve(".lab/bin/setsebool"))),
        no("selinux.store", permit, h -> FakeHost.delete(h.root.resolve("var/lib/selinux"))),
        no("selinux.memory", permit, h -> h.write("proc/meminfo", "MemAvailable:  99999 kB\n")),
        no(
            "boolean.denied",
            "boolean:secure_mode_policyload=on",
            h -> h.write("sys/fs/selinux/booleans/secure_mode_policyload", "0 0")),
        no("boolean.absent", "boolean:no_such=on"),
        no("boolean.already", "boolean:httpd_can_network_connect=off"),
        no("boolean.pending", on, h -> h.write(bool, "0 1")),
        noLasting(
            "boolean.kept_already",
            on,
            h -> {
              h.run("setsebool", "-P", "httpd_can_network_connect", "1");
              h.run("setsebool", "httpd_can_network_connect", "0");
            }),
        no("domain.absent", "permissive:bin_t"),
        no("domain.already", permit, h -> h.run("semanage", "permissive", "-a", "ordersd_t")),
        noLasting("domain.lasting", permit, h -> {}),
        no(
            "policy.already",
            "policy:mine=allow ordersd_t var_t:file read;",
            h -> h.write(KindsHost.MODULES + "mine/cil", "")),
        no("policy.type", "policy:mine=allow ordersd_t nowhere_t:file read;"),
        no("policy.refused", "policy:mine=allow ordersd_t shadow_t:file read;"));
  }

  private static Stream<Refusal> labels() {
    String label = "label:/opt/bins/bin=ordersd_exec_t";
    return Stream.of(
        no("label.denied", "label:/usr/lib64/ours=lib_t"),
        noLasting(
            "label.context",
            label,
            h -> h.write(KindsHost.FCONTEXTS, "/opt/bins/bin(/.*)?    odd\n")),
        no("label.absent", "label:/opt/none=bin_t"),
        no(
            "label.many",
            label,
            h -> {
              for (int i = 0; i < 101; i++) {
                h.write("opt/bins/bin/f" + i, "");
              }
            }),
        no("label.name", label, h -> h.write("opt/bins/bin/a b", "")),
        no(
            "label.hard_link",
            label,
            h ->
                Files.createLink(
                    h.root.resolve("opt/other"), h.root.resolve("opt/bins/bin/ordersd"))),
        no("label.already", "label:/opt/bins/bin=bin_t"));
  }

  private static Stream<Refusal> units() {
    String nice = "unit:ordersd.service=Service.Nice=1";
    String half = "cgroup:ordersd.service=CPUQuota=50%";
    String shown = ".lab/lib/service.show";
    return Stream.of(
        no("unit.absent", "unit:none.service=Service.Nice=1"),
        no(
            "unit.reload_pending",
            nice,
            h -> h.write("etc/systemd/system/other.service.d/x.conf", "[Service]\nNice=3\n")),
        no("unit.setting", "unit:ordersd.service=Service.ExecStart=/bin/sh"),
        no("unit.cannot_remove", "unit:ordersd.service=Unit.After="),
        no("unit.empty", "unit:ordersd.service=Service.Nice="),
        new Refusal(
            "unit.type_exec", "unit:ordersd.service=Service.Type=exec", false, 219, h -> {}),
        no("unit.value", "unit:ordersd.service=Service.LimitNOFILE=65kk"),
        no(
            "unit.later_file",
            nice,
            h -> {
              h.write("etc/systemd/system/ordersd.service.d/override.conf", "[Service]\nNice=3\n");
              h.run("systemctl", "daemon-reload");
            }),
        no(
            "unit.trial_there",
            nice,
            h -> {
              h.write(
                  "run/systemd/system/ordersd.service.d/95-initscope-trial.conf", "[Service]\n");
              h.run("systemctl", "daemon-reload");
            }),
        no("cgroup.property", "cgroup:ordersd.service=CPUQuota=0%"),
        no("cgroup.version", "cgroup:ordersd.service=CPUShares=512"),
        new Refusal("cgroup.version", "cgroup:ordersd.service=MemoryMax=1G", false, 239, h -> {}),
        no(
            "cgroup.unread",
            half,
            h -> h.write(shown, h.read(shown).replace("CPUQuotaPerSecUSec=infinity\n", ""))),
        no(
            "cgroup.already",
            half,
            h -> h.run("systemctl", "set-property", "--runtime", KindsHost.UNIT, "CPUQuota=50%")),
        no("cgroup.kills", "cgroup:ordersd.service=MemoryMax=4M"));
  }

  private static Stream<Refusal> files() {
    String libs = "ldconf:orders=/opt/libs";
    String file = "etc/ld.so.conf.d/orders.conf";
    String ours = "# Written by InitScope.\n/opt/old\n";
    return Stream.of(
        no("ldconf.foreign", libs, h -> h.write(file, "/opt/old\n")),
        no("ldconf.folder", "ldconf:orders=/nowhere"),
        no(
            "ldconf.shadows",
            libs,
            h -> {
              h.write("lib64/liborders.so.1", "");
              h.run("ldconfig");
            }),
        no("ldconf.cache", libs, h -> Files.delete(h.root.resolve("etc/ld.so.cache"))),
        no("ldconf.already", libs, h -> h.write(file, ours.replace("/old", "/libs"))),
        no(
            "file.unread",
            libs,
            h -> {
              h.write(file, ours);
              h.write(".lab/bin/stat", "#!/bin/sh\nexit 1\n");
            }),
        no(
            "file.not_plain",
            libs,
            h -> Files.createSymbolicLink(h.root.resolve(file), Path.of("/etc/elsewhere"))),
        no(
            "file.immutable",
            libs,
            h -> {
              h.write(file, ours);
              h.write(".lab/immutable", "/" + file + "\n");
            }),
        no(
            "file.not_text",
            libs,
            h ->
                Files.write(
                    h.root.resolve(file), (ours + "\u00ff").getBytes(StandardCharsets.ISO_8859_1))),
        noLasting(
            "file.managed",
            "mount:/opt/bins=noatime",
            h -> h.write("etc/fstab", "# Managed by Puppet\n" + h.read("etc/fstab"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesWithAReason(Refusal refusal) throws Exception {
    try (KindsHost host = new KindsHost("dash", refusal.systemd())) {
      refusal.because().check(host);
      assertRefused(host.view(refusal.lasting(), 600, refusal.word()), refusal.id());
    }
  }

  @Test
  void aDomainIsPermissiveForAnHourAtMost() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      assertRefused(host.view(false, 3601, "permissive:ordersd_t"), "domain.window");
      assertThat(host.view(false, 3600, "permissive:ordersd_t").plan()).isPresent();
    }
  }

  private static void assertRefused(PlanView view, String id) {
    assertThat(view.plan()).isEmpty();
    assertThat(view.blockers()).extracting(Finding::id).contains(id);
    for (Finding finding : view.blockers()) {
      for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
        assertThat(PlanTexts.say(finding.text(), locale)).isNotBlank().doesNotContain("{");
        assertThat(PlanTexts.say(finding.todo().orElseThrow(), locale)).isNotBlank();
      }
    }
  }

  @Test
  void everyRefusalOfAKindHasACase() throws IOException {
    Properties texts = new Properties();
    try (var in =
        new InputStreamReader(
            KindsPlanTest.class.getResourceAsStream("plan.properties"), StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    Set<String> known =
        texts.stringPropertyNames().stream()
            .filter(k -> k.endsWith(".todo") && GROUPS.contains(k.substring(0, k.indexOf('.'))))
            .map(k -> k.substring(0, k.length() - 5))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tried = refusals().map(Refusal::id).collect(Collectors.toCollection(TreeSet::new));
    tried.add("domain.window");
    assertThat(tried).isEqualTo(known);
  }

  static Stream<Arguments> texts() {
    return KindsTexts.ALL.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void aPlanSaysWhatItDoesAndHowItIsUndone(String name, String expected) throws Exception {
    KindsCase one = KindsCase.all().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    try (KindsHost host = one.host("dash")) {
      PlanView view = host.view(one.lasting(), 600, one.words().toArray(String[]::new));
      StringBuilder said = new StringBuilder();
      view.commands().forEach(c -> said.append("does ").append(c).append('\n'));
      view.onConfirm().forEach(c -> said.append("confirm ").append(c).append('\n'));
      view.undo().forEach(c -> said.append("undo ").append(c).append('\n'));
      assertThat(said.toString()).isEqualTo(expected);
      assertThat(view.gains()).isNotEmpty();
      assertThat(view.costs()).isNotEmpty();
    }
  }

  @Test
  void whatIsKeptInThePolicyStoreIsNotCalledAFile() throws Exception {
    KindsCase one =
        KindsCase.all()
            .filter(c -> c.lasting() && c.words().getFirst().startsWith("boolean:"))
            .findFirst()
            .orElseThrow();
    try (KindsHost host = one.host("dash")) {
      PlanView view = host.view(true, 600, one.words().toArray(String[]::new));
      assertThat(PlanTexts.say(view.costs().getLast(), Locale.ENGLISH))
          .endsWith("and a write to the policy store when you do.");
      assertThat(view.skipping().key()).isEqualTo("plan.skipping.boolean");
    }
  }
}
