package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.spool.FileBytes;
import initscope.evidence.CaptureFacts;
import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.go.InitTask;
import initscope.model.testing.Sshd;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Sudo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that are not where their path says, or that may not be looked into: the X-ray works, or says which check failed.
@SuppressWarnings("try") // nothing interrupts a test
class ElsewhereTest {
  private static final String SLEEPS = "\ttime.Sleep(time.Hour)";
  private static final String UNDUMPABLE = "\tsyscall.RawSyscall(157, 4, 0, 0)\n" + SLEEPS;

  @TempDir Path temp = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Path program(String body, String... imports) throws Exception {
    StringBuilder text = new StringBuilder("import \"time\"\n");
    for (String one : imports) {
      text.append("import \"" + one + "\"\n");
    }
    Path program = GoService.build(temp.resolve("go"), text.toString(), body);
    Path placed = Files.createDirectories(temp.resolve("home/srv")).resolve("pay");
    return Files.copy(program, placed);
  }

  private long start(String... argv) throws Exception {
    Process process = new ProcessBuilder(argv).start();
    started.add(process);
    Thread.sleep(700);
    return process.descendants().map(ProcessHandle::pid).findFirst().orElse(process.pid());
  }

  private Sshd sshd() throws IOException {
    return Sshd.start(Files.createDirectories(temp.resolve("home/ssh")));
  }

  private Incident capture(Session session, long pid) throws Exception {
    Path file = temp.resolve("x.isz");
    Files.deleteIfExists(file);
    Target target = new Target.Pid(pid);
    CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", target.words(), 0);
    CaptureFile.take(
        new SessionHost(session), target, CollectOptions.ATTACH, facts, file, Progress.NONE);
    return IncidentReader.read(List.of(new NamedInput("x.isz", FileBytes.map(file))));
  }

  private Incident capture(long pid) throws Exception {
    try (Sshd sshd = sshd();
        Session session = Login.to(sshd, sshd.port())) {
      return capture(session, pid);
    }
  }

  private static void assertNamed(Incident incident) {
    assertThat(xray(incident)).isEqualTo(new Coverage("xray", State.DONE, ""));
    assertThat(incident.inits())
        .filteredOn(init -> init.state() == InitTask.State.RUNNING)
        .extracting(InitTask::packagePath)
        .contains("example.com/pay/internal/ledger");
    assertThat(incident.goroutines())
        .filteredOn(g -> g.id() == 1)
        .singleElement()
        .satisfies(g -> assertThat(g.waitReason()).contains("sleep"));
  }

  private static Coverage xray(Incident incident) {
    return incident.coverage().stream()
        .filter(c -> c.step().equals("xray"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anExecutableThatWasRemoved() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path program = program(SLEEPS);
    long pid = start(program.toString());
    Files.delete(program);
    Incident incident = capture(pid);
    assertNamed(incident);
    assertThat(incident.process().orElseThrow().executableDeleted()).isTrue();
  }

  @Test
  void anExecutableThatWasReplaced() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path program = program(SLEEPS);
    long pid = start(program.toString());
    Files.delete(program);
    Files.copy(Path.of("/bin/sh"), program);
    assertNamed(capture(pid));
  }

  @Test
  void aContainer() throws Exception {
    assumeRoot();
    Path program = program(SLEEPS);
    Path root = program.getParent();
    long pid = start("unshare", "-m", "-p", "-f", "-R", root.toString(), "/pay");
    Incident incident = capture(pid);
    assertNamed(incident);
    assertThat(incident.process().orElseThrow().pid()).isEqualTo(pid);
    assertThat(incident.threads()).extracting(t -> t.tid()).contains(pid);
  }

  @Test
  void aContainerWithAnotherRoot() throws Exception {
    assumeRoot();
    Path busybox = Path.of("/bin/busybox");
    assumeTrue(Files.isExecutable(busybox), "no " + busybox);
    Path program = program(SLEEPS);
    Path root = program.getParent();
    Files.createDirectories(root.resolve("old"));
    Files.copy(busybox, root.resolve("busybox"));
    String pivot =
        "mount --make-rprivate / && mount --bind $0 $0 && cd $0 && pivot_root . old && exec"
            + " /busybox sh -c '/busybox umount -l /old; exec /pay'";
    long pid = start("unshare", "-m", "sh", "-c", pivot, root.toString());
    assertNamed(capture(pid));
  }

  @Test
  void aProcessOfAnotherUser() throws Exception {
    assumeRoot();
    Path program = program(SLEEPS);
    long pid = start(program.toString());
    try (TestUser user = TestUser.create(temp.resolve("home"), "/bin/sh");
        Sshd sshd = sshd();
        Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.NONE, Prompts.NONE)) {
      assertRefused(capture(session, pid), "the process is of user 0, the login of user ");
    }
  }

  @Test
  void aProcessThatIsNotDumpable() throws Exception {
    assumeRoot();
    Path program = program(UNDUMPABLE, "syscall");
    try (TestUser user = TestUser.create(temp.resolve("home"), "/bin/sh")) {
      long pid = start("setpriv", "--reuid", user.name(), "--clear-groups", program.toString());
      try (Sshd sshd = sshd();
          Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.NONE, Prompts.NONE)) {
        assertRefused(capture(session, pid), "the login's own but not dumpable");
      }
      assertNamed(captureAsRoot(pid));
    }
  }

  @Test
  void aProgramThatIsSetuid() throws Exception {
    assumeRoot();
    Path program = program(SLEEPS);
    Sshd.run("chmod", "4755", program.toString());
    try (TestUser user = TestUser.create(temp.resolve("home"), "/bin/sh")) {
      Files.setPosixFilePermissions(
          program.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
      long pid = start("setpriv", "--reuid", user.name(), "--clear-groups", program.toString());
      try (Sshd sshd = sshd();
          Session session = Login.to(sshd, sshd.port(), user.name(), Sudo.NONE, Prompts.NONE)) {
        assertRefused(capture(session, pid), "setuid: Uid ");
      }
      assertNamed(captureAsRoot(pid));
    }
  }

  @Test
  void hiddenProcessesThatRootSees() throws Exception {
    assumeRoot();
    Path program = program(SLEEPS);
    long pid = start(program.toString());
    Path folder = Files.createDirectories(temp.resolve("home/ssh"));
    try (Sshd sshd = Sshd.startAfter("mount -t proc -o hidepid=2 proc /proc", folder);
        Session session = Login.to(sshd, sshd.port())) {
      assertNamed(capture(session, pid));
    }
  }

  private Incident captureAsRoot(long pid) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("home/root"));
    try (Sshd sshd = Sshd.start(folder);
        Session session = Login.to(sshd, sshd.port())) {
      return capture(session, pid);
    }
  }

  private static void assertRefused(Incident incident, String check) {
    assertThat(xray(incident).state()).isEqualTo(State.REFUSED);
    assertThat(xray(incident).why()).containsIgnoringCase("permission denied").contains(check);
    assertThat(incident.process()).isPresent();
  }

  private static void assumeRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root: no container, no user");
  }
}
