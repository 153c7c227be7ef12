package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path temp = Path.of("");

  @Test
  void tellsWhatThisMachineCanGive() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc");
    DoctorReport report = Doctor.examine(new LocalHost("/bin/sh", "-s"), Progress.NONE);
    assertThat(report.checks())
        .extracting(DoctorReport.Check::id)
        .contains("root", "ptrace", "selinux", "gdb", "sftp", "systemd", "clock");
    assertThat(report.checks())
        .allMatch(c -> (c.state() == DoctorReport.State.OK) == c.loses().isEmpty());
  }

  /// A systemctl of our own in front: this machine may have no systemd.
  @Test
  void listsWhatIsNotReadyFirst() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc");
    long pid = ProcessHandle.current().pid();
    Path answer =
        Files.writeString(
            temp.resolve("answer"),
            "Id=a.service\nActiveState=active\nSubState=running\nMainPID="
                + pid
                + "\n"
                + "ControlPID=0\n"
                + "InactiveExitTimestampMonotonic=1000000\n\n"
                + "Id=z.service\n"
                + "ActiveState=activating\n"
                + "SubState=start\n"
                + "MainPID=0\n"
                + "ControlPID=0\n"
                + "InactiveExitTimestampMonotonic=0\n");
    Path shell = temp.resolve("shell");
    Files.writeString(
        shell,
        "#!/bin/sh\n{ printf '%s\\n' 'systemctl() { cat " + answer + "; }'; cat; } | /bin/sh -s\n");
    Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwxr-xr-x"));
    var rows = ServiceLister.list(new LocalHost(shell.toString()), Progress.NONE);
    assertThat(rows).extracting(ServiceRow::unit).containsExactly("z.service", "a.service");
    ServiceRow here = rows.getLast();
    assertThat(here.pid()).hasValue(pid);
    assertThat(here.exe()).hasValueSatisfying(exe -> assertThat(exe).endsWith("/java"));
    assertThat(here.isGo()).contains(false);
    assertThat(here.ageNanos().orElse(0)).isPositive();
    assertThat(rows.getFirst().pid()).isEmpty();
  }
}
