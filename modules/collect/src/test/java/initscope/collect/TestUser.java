package initscope.collect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.testing.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// A user of this machine for the time of a test. Skips the test where none can be made.
@SuppressWarnings("try") // nothing interrupts a test
final class TestUser implements AutoCloseable {
  static final String PASSWORD = "correct horse 9";

  private final String name;

  private TestUser(String name) {
    this.name = name;
  }

  static TestUser create(Path home, String shell) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root: no user can be made");
    for (String program : List.of("/usr/sbin/useradd", "/usr/sbin/chpasswd", shell)) {
      assumeTrue(Files.isExecutable(Path.of(program)), "no " + program);
    }
    TestUser user = new TestUser("istest" + ProcessHandle.current().pid());
    open(home);
    Sshd.run("/usr/sbin/useradd", "-M", "-d", home.toString(), "-s", shell, user.name);
    Process change = new ProcessBuilder("/usr/sbin/chpasswd").start();
    try (var out = change.outputWriter()) {
      out.write(user.name + ":" + PASSWORD + "\n");
    }
    change.waitFor();
    Sshd.run("chown", user.name, home.toString());
    return user;
  }

  /// Lets others through to a folder of the test.
  private static void open(Path folder) throws Exception {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    for (Path at = folder; at != null && !at.equals(temp) && at.startsWith(temp); ) {
      Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxr-xr-x"));
      at = at.getParent();
    }
  }

  String name() {
    return name;
  }

  /// Lets it become root by a rule such as {@code NOPASSWD: ALL}.
  void mayBecomeRoot(String rule) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/sudo")), "no sudo");
    Path file = Path.of("/etc/sudoers.d", name);
    Files.writeString(file, name + " ALL=(ALL) " + rule + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
  }

  @Override
  public void close() throws Exception {
    Files.deleteIfExists(Path.of("/etc/sudoers.d", name));
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      List<ProcessHandle> own =
          all.filter(process -> process.info().user().filter(name::equals).isPresent()).toList();
      own.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process : own) {
        process.onExit().join();
      }
    }
    Sshd.run("/usr/sbin/userdel", "-f", name);
  }
}
