package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.evidence.CaptureFacts;
import initscope.model.Coverage;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.testing.Sshd;
import initscope.remote.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to the debugger, the process runs on.
@SuppressWarnings("try") // nothing interrupts a test
class PstackTest {
  private static final CollectOptions OPTIONS =
      CollectOptions.ATTACH.without("xray", "unit", "host", "proc").allowing("stop");

  @TempDir Path temp = Path.of("");
  private Optional<Process> started = Optional.empty();

  /// A process that sleeps.
  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gdb")), "no gdb");
    started = Optional.of(new ProcessBuilder("/bin/sleep", "1000").start());
  }

  @AfterEach
  void stop() {
    started.ifPresent(Process::destroyForcibly);
  }

  private long pid() {
    return started.orElseThrow().pid();
  }

  private String status(String key) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private long tracer() {
    try {
      return Long.parseLong(status("TracerPid"));
    } catch (IOException e) {
      return 0;
    }
  }

  private Collected collect(Progress progress) throws Exception {
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")));
        Session session = Login.to(sshd, sshd.port())) {
      Target one = new Target.Pid(pid());
      CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", one.words(), 0);
      return CaptureFile.take(
          new SessionHost(session), one, OPTIONS, facts, temp.resolve("x.isz"), progress);
    }
  }

  private void assertRunsOn() throws Exception {
    for (int i = 0; i < 80 && (tracer() != 0 || !status("State").startsWith("S")); i++) {
      Thread.sleep(100);
    }
    assertThat(tracer()).isZero();
    assertThat(status("State")).startsWith("S");
    Thread.sleep(1500); // and no stop comes late
    assertThat(status("State")).startsWith("S");
  }

  private void signal(String name, long pid) {
    try {
      Sshd.run("/bin/kill", "-" + name, Long.toString(pid));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cancelledInTheMiddle() throws Exception {
    Progress cancelling =
        (done, total, what) -> {
          if (tracer() != 0) {
            throw new CancelledException();
          }
        };
    assertThatThrownBy(() -> collect(cancelling)).isInstanceOf(CancelledException.class);
    assertRunsOn();
  }

  @Test
  void aDebuggerThatIsKilled() throws Exception {
    boolean[] killed = {false};
    Collected collected =
        collect(
            (done, total, what) -> {
              long gdb = tracer();
              if (gdb != 0 && !killed[0]) {
                killed[0] = true;
                signal("KILL", gdb);
              }
            });
    assumeTrue(killed[0], "gdb was too quick");
    assertRunsOn();
    assertThat(collected.stoppedNanos()).isPresent();
  }

  /// Takes as long as the program waits for a debugger: 17 s.
  @Test
  void aDebuggerThatHangs() throws Exception {
    boolean[] hung = {false};
    Collected collected =
        collect(
            (done, total, what) -> {
              long gdb = tracer();
              if (gdb != 0 && !hung[0]) {
                hung[0] = true;
                signal("STOP", gdb);
              }
            });
    assumeTrue(hung[0], "gdb was too quick");
    assertThat(collected.facts().coverage())
        .filteredOn(c -> c.step().equals("pstack"))
        .extracting(Coverage::state)
        .isNotEmpty();
    assertRunsOn();
  }

  @Test
  void theStopIsMeasured() throws Exception {
    Collected collected = collect(Progress.NONE);
    assertThat(collected.stoppedNanos().orElse(0)).isPositive();
    assertThat(collected.facts().coverage())
        .filteredOn(c -> c.step().equals("pstack"))
        .singleElement()
        .satisfies(
            c -> assertThat(c.why()).matches("stopped for at most [0-9]+ ms, state after: S"));
    assertRunsOn();
  }
}
