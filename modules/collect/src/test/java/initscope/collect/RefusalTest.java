package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.spool.FileBytes;
import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.CaptureReader;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.testing.Sshd;
import initscope.remote.Prompts;
import initscope.remote.Secret;
import initscope.remote.Session;
import initscope.remote.Sudo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a host does not give to a login that is not root's stands in the coverage; the rest is captured.
@SuppressWarnings("try") // nothing interrupts a test
class RefusalTest {
  private static final List<String> NEED_OWNER =
      List.of("proc.maps", "proc.exe", "proc.fd", "proc.fdinfo", "proc.task.syscall", "xray");

  @TempDir Path temp = Path.of("");
  private Optional<Process> started = Optional.empty();
  private int asked;
  private int captures;

  /// A process of root's.
  @BeforeEach
  void start() throws Exception {
    started = Optional.of(new ProcessBuilder("/bin/sleep", "1000").start());
  }

  @AfterEach
  void stop() {
    started.ifPresent(Process::destroyForcibly);
  }

  private long pid() {
    return started.orElseThrow().pid();
  }

  private TestUser user(String shell) throws Exception {
    return TestUser.create(Files.createDirectories(temp.resolve("home")), shell);
  }

  private Sshd sshd(String hidden) throws Exception {
    return Sshd.startAfter(hidden, Files.createDirectories(temp.resolve("home")));
  }

  private Prompts answering(String password) {
    return new Refusing() {
      @Override
      public Optional<Secret> sudoPassword(String host, String user, int attempt) {
        asked++;
        return Optional.of(Secret.of(password.toCharArray()));
      }
    };
  }

  private Capture capture(Session session, Target target, CollectOptions options) throws Exception {
    Path file = temp.resolve("x" + captures++ + ".isz");
    CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", target.words(), 0);
    CaptureFile.take(new SessionHost(session), target, options, facts, file, Progress.NONE);
    Capture capture = CaptureReader.open(FileBytes.map(file)).value();
    assertThat(capture.facts().sealed()).isTrue();
    return capture;
  }

  private Capture capture(Session session) throws Exception {
    return capture(session, new Target.Pid(pid()), CollectOptions.ATTACH);
  }

  private static Coverage of(Capture capture, String step) {
    return capture.facts().coverage().stream()
        .filter(c -> c.step().equals(step))
        .findFirst()
        .orElse(new Coverage(step, State.SKIPPED, "not told"));
  }

  private static void assertReadAsRoot(Capture capture) {
    assertThat(capture.facts().uid()).hasValue(0);
    for (String step : List.of("proc.maps", "proc.task.syscall", "proc.exe", "proc.fd")) {
      assertThat(of(capture, step).state()).as(step).isEqualTo(State.DONE);
    }
    assertThat(of(capture, "xray").why()).doesNotContain("denied");
    assertThat(of(capture, "root")).isEqualTo(new Coverage("root", State.SKIPPED, "not told"));
  }

  private static void assertRefused(Capture capture, String whyNotRoot) {
    assertThat(of(capture, "proc.status").state()).isEqualTo(State.DONE);
    assertThat(of(capture, "proc.stat").state()).isEqualTo(State.DONE);
    for (String step : NEED_OWNER) {
      Coverage refused = of(capture, step);
      assertThat(refused.state()).as(refused.toString()).isEqualTo(State.REFUSED);
      assertThat(refused.why()).as(step).containsIgnoringCase("permission denied");
    }
    assertThat(of(capture, "proc.task.wchan").state()).isEqualTo(State.REFUSED);
    assertThat(of(capture, "root").state()).isEqualTo(State.REFUSED);
    assertThat(of(capture, "root").why()).contains(whyNotRoot);
  }

  @Test
  void anothersProcessWithoutSudo() throws Exception {
    try (TestUser user = user("/bin/sh");
        Sshd sshd = sshd("");
        Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.NONE, Prompts.NONE)) {
      assertRefused(capture(session), "--sudo");
      assertThat(Doctor.examine(session, Progress.NONE).checks())
          .filteredOn(c -> c.id().equals("root"))
          .singleElement()
          .satisfies(c -> assertThat(c.loses()).contains(NEED_OWNER).contains("unit.journal"));
    }
  }

  @Test
  void sudoThatAsksNothing() throws Exception {
    try (TestUser user = user("/bin/sh");
        Sshd sshd = sshd("")) {
      user.mayBecomeRoot("NOPASSWD: ALL");
      try (Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.AUTO, Prompts.NONE)) {
        assertReadAsRoot(capture(session));
      }
    }
  }

  @Test
  void sudoThatAsks() throws Exception {
    try (TestUser user = user("/bin/sh");
        Sshd sshd = sshd("")) {
      user.mayBecomeRoot("ALL");
      Prompts right = answering(TestUser.PASSWORD);
      try (Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.ASK, right)) {
        assertReadAsRoot(capture(session));
        assertThat(asked).isPositive();
      }
      try (Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.AUTO, right)) {
        assertRefused(capture(session), "--sudo ask");
      }
      asked = 0;
      try (Session session =
          Login.to(sshd, sshd.port(), user.name(), Sudo.ASK, answering("wrong"))) {
        assertRefused(capture(session), "password was wrong");
        assertThat(asked).isEqualTo(3);
      }
    }
  }

  @Test
  void sudoThatRefuses() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/sudo")), "no sudo");
    try (TestUser user = user("/bin/sh");
        Sshd sshd = sshd("");
        Session session =
            Login.to(sshd, sshd.port(), user.name(), Sudo.ASK, answering(TestUser.PASSWORD))) {
      assertRefused(capture(session), "does not let " + user.name() + " become root");
    }
  }

  @Test
  void noSudoThere() throws Exception {
    try (TestUser user = user("/bin/sh");
        Sshd sshd = sshd("! [ -e /usr/bin/sudo ] || mount --bind /dev/null /usr/bin/sudo");
        Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.AUTO, Prompts.NONE)) {
      assertRefused(capture(session), "none installed");
    }
  }

  @Test
  void hiddenProcessesAreNotThere() throws Exception {
    try (TestUser user = user("/bin/sh");
        Sshd sshd = sshd("mount -t proc -o hidepid=2 proc /proc");
        Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.NONE, Prompts.NONE)) {
      assertThatThrownBy(() -> capture(session))
          .isInstanceOf(Failure.HostRefused.class)
          .hasMessageContaining("hidepid");
      assertThat(Doctor.examine(session, Progress.NONE).checks())
          .anyMatch(c -> c.id().equals("hidepid") && c.state() == DoctorReport.State.LIMITED);
    }
  }

  @Test
  void noDebuggerThere() throws Exception {
    String hide =
        "for p in gdb gstack pstack; do ! [ -e /usr/bin/$p ] || mount --bind /dev/null /usr/bin/$p;"
            + " done";
    assumeTrue(System.getProperty("user.name").equals("root"), "not root: gdb cannot be hidden");
    try (Sshd sshd = sshd(hide);
        Session session = Login.to(sshd, sshd.port())) {
      Target target = new Target.Pid(pid());
      Capture capture = capture(session, target, CollectOptions.ATTACH.allowing("stop"));
      assertThat(of(capture, "pstack").state()).isEqualTo(State.REFUSED);
      assertThat(of(capture, "pstack").why()).contains("command not found");
    }
  }

  /// Noise of start-up files, another language, shells with other grammars.
  @ParameterizedTest
  @ValueSource(strings = {"/bin/bash", "/usr/bin/fish", "/usr/bin/tcsh", "/bin/dash"})
  void whateverTheLoginShellIs(String shell) throws Exception {
    try (TestUser user = user(shell);
        Sshd sshd = sshd("")) {
      Path home = temp.resolve("home");
      Files.writeString(home.resolve(".bashrc"), "echo 'Welcome! Do not touch.'\necho e 0 1 >&2\n");
      Files.writeString(home.resolve(".cshrc"), "echo Welcome\n");
      Files.createDirectories(home.resolve(".config/fish"));
      Files.writeString(home.resolve(".config/fish/config.fish"), "echo Welcome\n");
      Files.writeString(home.resolve(".hushlogin"), "");
      user.mayBecomeRoot("NOPASSWD: ALL");
      try (Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.AUTO, Prompts.NONE)) {
        assertReadAsRoot(capture(session));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/sbin/nologin", "/bin/false", "/bin/rbash"})
  void aLoginWithoutAShell(String shell) throws Exception {
    try (TestUser user = user(shell);
        Sshd sshd = sshd("");
        Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.AUTO, Prompts.NONE)) {
      assertThatThrownBy(() -> capture(session))
          .isInstanceOfSatisfying(
              Failure.HostRefused.class, e -> assertThat(e.exitStatus()).isEqualTo(5))
          .hasMessageStartingWith("No shell on");
      assertThat(CaptureFile.spool(temp.resolve("x0.isz"))).doesNotExist();
    }
  }

  /// Everything of /usr/bin is busybox's; no sftp-server, no systemd.
  @Test
  void aHostOfBusyboxAlone() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root: nothing can be hidden");
    assumeTrue(Files.isExecutable(Path.of("/bin/busybox")), "no busybox");
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
    Sshd.run(bin.resolve("busybox").toString(), "--install", "-s", bin.toString());
    String hide =
        "umount -l /sys/fs/cgroup 2>/dev/null || :; ! [ -d /usr/lib/openssh ] || mount -t tmpfs"
            + " none /usr/lib/openssh; mount --bind "
            + bin
            + " /usr/bin";
    for (Path link : Files.list(bin).filter(Files::isSymbolicLink).toList()) {
      Files.delete(link);
      Files.createSymbolicLink(link, Path.of("busybox"));
    }
    Path bash = bin.resolve("bash"); // root's login shell
    Files.deleteIfExists(bash);
    Files.writeString(bash, "#!/bin/sh\nexec /bin/sh \"$@\"\n");
    bash.toFile().setExecutable(true);
    try (Sshd sshd = sshd(hide);
        Session session = Login.to(sshd, sshd.port())) {
      assertReadAsRoot(capture(session));
    }
  }

  @Test
  void aProcessThatEndsInTheMiddle() throws Exception {
    try (Sshd sshd = sshd("");
        Session session = Login.to(sshd, sshd.port())) {
      Path file = temp.resolve("x.isz");
      CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", "pid", 0);
      boolean[] ended = {false};
      Progress ending =
          (done, total, what) -> {
            if (done > 8 << 10 && !ended[0]) { // the first answers are here, status among them
              ended[0] = true;
              started.orElseThrow().destroyForcibly().onExit().join();
            }
          };
      CaptureFile.take(
          new SessionHost(session),
          new Target.Pid(pid()),
          CollectOptions.ATTACH,
          facts,
          file,
          ending);
      Capture capture = CaptureReader.open(FileBytes.map(file)).value();
      assertThat(ended[0]).isTrue();
      assertThat(of(capture, "proc.status").state()).isEqualTo(State.DONE);
      assertThat(of(capture, "host.boot-id").state()).isEqualTo(State.DONE);
      assertThat(of(capture, "xray").state()).isNotEqualTo(State.DONE);
      assertThat(of(capture, "xray").why()).isNotEmpty();
    }
  }

  @Test
  void aUnitWithoutSystemd() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"), "not root: systemctl cannot be hidden");
    String hide = "! [ -e /usr/bin/systemctl ] || mount --bind /dev/null /usr/bin/systemctl";
    try (Sshd sshd = sshd(hide);
        Session session = Login.to(sshd, sshd.port())) {
      assertThatThrownBy(
              () -> capture(session, new Target.Unit("shop.service"), CollectOptions.ATTACH))
          .isInstanceOf(Failure.HostRefused.class)
          .hasMessageContaining("--pid");
    }
  }
}
