package initscope.lab;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.Capture;
import initscope.evidence.CaptureReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A host made from the incident {@code ordersd}.
final class RecordedHostTest {
  private static final String UNIT = "ordersd@go1.22-stripped.service";

  @TempDir Path folder;
  private Capture capture;
  private LabHost host;

  @BeforeEach
  void make() throws IOException {
    capture = CaptureReader.open(Incidents.bytes("ordersd").orElseThrow()).value();
    host = LabHost.of(capture, folder);
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private String run(String... argv) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
    command.addAll(List.of(argv));
    Process process = LabProcess.start(host.tree(), command);
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", argv) + ": " + err).isZero();
    assertThat(err).isEmpty();
    return out;
  }

  private String entry(String name) {
    return capture.entry(name).orElseThrow().bytes().utf8();
  }

  @Test
  void systemctlShowsTheRecordedUnitAsItWasRecorded() throws Exception {
    assertThat(run("systemctl", "show", "--no-pager", "--", UNIT).lines())
        .containsExactlyElementsOf(entry("unit/show").lines().toList());
  }

  @Test
  void systemctlCatPrintsTheRecordedFiles() throws Exception {
    assertThat(run("systemctl", "cat", "--no-pager", "--", UNIT)).isEqualTo(entry("unit/cat"));
  }

  @Test
  void aDropInCountsAfterTheReloadAndIsGoneWithTheBoot() throws Exception {
    String dropIn = "run/systemd/system/" + UNIT + ".d/95-more.conf";
    host.tree().write(dropIn, "[Service]\nEnvironment=GODEBUG=inittrace=1\nLimitNOFILE=65536\n");
    String asked = "NeedDaemonReload,Environment,LimitNOFILE";
    assertThat(run("systemctl", "show", "-p", asked, UNIT))
        .contains("NeedDaemonReload=yes\n", "Environment=TAX_DISTRICTS=400000\n");
    run("systemctl", "daemon-reload");
    assertThat(run("systemctl", "show", "-p", asked, UNIT))
        .contains(
            "NeedDaemonReload=no\n",
            "Environment=GODEBUG=inittrace=1 TAX_DISTRICTS=400000\n",
            "LimitNOFILE=65536\n");
    host.reboot();
    assertThat(run("systemctl", "show", "-p", "Environment,DropInPaths", UNIT))
        .contains("DropInPaths=\n")
        .doesNotContain("TAX_DISTRICTS");
  }

  @Test
  void aRemountIsSeenInMountinfoAndGoneWithTheBoot() throws Exception {
    String line = mount("/opt/bins");
    run("mount", "-o", "remount,rw,suid,dev,exec,diratime,noatime", "/dev/vdb", "/opt/bins");
    assertThat(mount("/opt/bins"))
        .isEqualTo(line.replace("rw,relatime shared", "rw,noatime shared"));
    host.reboot();
    assertThat(mount("/opt/bins")).isEqualTo(line);
  }

  private String mount(String point) throws IOException {
    return host.tree()
        .read("proc/self/mountinfo")
        .orElseThrow()
        .lines()
        .filter(l -> l.contains(" " + point + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatEtcSaysOfMountsAndParametersHoldsFromTheNextBoot() throws Exception {
    assertThat(host.tree().read("etc/fstab").orElseThrow())
        .isEqualTo("/dev/vda / ext4 defaults 0 1\n/dev/vdb /opt/bins xfs defaults 0 0\n");
    host.tree().write("etc/fstab", "/dev/vdb /opt/bins xfs noatime,nosuid 0 0\n");
    host.tree().write("etc/sysctl.d/60-x.conf", "# x\nvm.swappiness = 3\n");
    host.setSysctl("fs.nr_open", "5");
    host.reboot();
    assertThat(mount("/opt/bins")).contains(" rw,nosuid,noatime ");
    assertThat(host.sysctl("vm.swappiness")).hasValue("3");
    assertThat(host.sysctl("fs.nr_open").orElseThrow()).isNotEqualTo("5");
  }

  @Test
  void booleansOfTheStoreAndLabelsOutliveABoot() throws Exception {
    String program = host.root() + "/opt/bins/go1.22-stripped/ordersd";
    run("setsebool", "nis_enabled", "1");
    run("setsebool", "-P", "httpd_can_network_connect", "on");
    run("chcon", "-h", "system_u:object_r:bin_t:s0", program);
    assertThat(run("getsebool", "nis_enabled")).isEqualTo("nis_enabled --> on\n");
    host.reboot();
    assertThat(run("getsebool", "nis_enabled", "httpd_can_network_connect"))
        .isEqualTo("nis_enabled --> off\nhttpd_can_network_connect --> on\n");
    assertThat(run("semanage", "boolean", "-l", "-C")).isEqualTo("httpd_can_network_connect=1\n");
    assertThat(run("stat", "-c", "%C", program)).isEqualTo("system_u:object_r:bin_t:s0\n");
    run("restorecon", program);
    assertThat(run("stat", "-c", "%C", program)).isEqualTo("system_u:object_r:usr_t:s0\n");
  }

  @Test
  void aQuotaIsInForceAtOnceAndGoneWithTheBoot() throws Exception {
    String file = "sys/fs/cgroup/system.slice/system-ordersd.slice/" + UNIT + "/cpu.max";
    assertThat(host.tree().read(file)).hasValue("max 100000\n");
    run("systemctl", "set-property", "--runtime", UNIT, "CPUQuota=150%");
    assertThat(host.tree().read(file)).hasValue("150000 100000\n");
    assertThat(run("systemctl", "show", "-p", "CPUQuotaPerSecUSec,NeedDaemonReload", UNIT))
        .as("record.conf is read after it, and systemd put it last")
        .isEqualTo("CPUQuotaPerSecUSec=1.500000s\nNeedDaemonReload=yes\n");
    run("systemctl", "daemon-reload");
    assertThat(run("systemctl", "show", "-p", "CPUQuotaPerSecUSec,NeedDaemonReload", UNIT))
        .isEqualTo("CPUQuotaPerSecUSec=1.500000s\nNeedDaemonReload=no\n");
    host.reboot();
    assertThat(host.tree().read(file)).hasValue("max 100000\n");
  }
}
