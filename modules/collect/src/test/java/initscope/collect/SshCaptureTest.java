package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.spool.FileBytes;
import initscope.collect.spool.Spool;
import initscope.evidence.CaptureFacts;
import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Coverage;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.go.InitTask;
import initscope.model.testing.Sshd;
import initscope.remote.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // nothing interrupts a test
class SshCaptureTest {
  @TempDir Path temp = Path.of("");

  private Incident capture(Path program, CollectOptions options) throws Exception {
    Process service = new ProcessBuilder(program.toString()).start();
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")));
        Session session = Login.to(sshd, sshd.port())) {
      Thread.sleep(500);
      Target target = new Target.Pid(service.pid());
      CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", target.words(), 0);
      Path file = temp.resolve("x.isz");
      Spool spool = Spool.create(temp.resolve("spool"), facts);
      Collected collected = Collector.collect(session, target, options, spool, Progress.NONE);
      assertThat(collected.facts().pid()).hasValue(service.pid());
      spool.seal(file);
      spool.delete();
      assertThat(temp.resolve("spool")).doesNotExist();
      assertThat(service.isAlive()).isTrue();
      return IncidentReader.read(List.of(new NamedInput("x.isz", FileBytes.map(file))));
    } finally {
      service.destroyForcibly();
    }
  }

  @Test
  void namesTheInitThatHangsInAStrippedProgram() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path program =
        GoService.build(
            temp.resolve("go"),
            "import \"time\"\n",
            "\tc := make(chan int)\n\tgo time.Sleep(time.Hour)\n\t<-c");
    Incident incident = capture(program, CollectOptions.ATTACH);
    assertThat(incident.inputs().getFirst().warnings()).isEmpty();
    assertThat(incident.inits())
        .filteredOn(init -> init.state() == InitTask.State.RUNNING)
        .extracting(InitTask::packagePath)
        .containsExactly("example.com/pay/internal/ledger");
    var main = incident.goroutines().stream().filter(g -> g.id() == 1).findFirst().orElseThrow();
    assertThat(main.waitReason()).contains("chan receive");
    assertThat(main.frames())
        .extracting(Frame::function)
        .contains("example.com/pay/internal/ledger.work");
    assertThat(incident.threads())
        .extracting(t -> t.sampleGapNanos().orElse(0))
        .isNotEmpty()
        .allMatch(gap -> gap >= 250_000_000L);
    assertThat(incident.coverage()).contains(new Coverage("xray", Coverage.State.DONE, ""));
  }

  @Test
  void pstackStopsOnlyWithConsentAndLetsGo() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gdb")), "no gdb");
    Path program =
        GoService.build(temp.resolve("go"), "import \"time\"\n", "\ttime.Sleep(time.Hour)")
            .toAbsolutePath();
    Incident incident =
        capture(program, CollectOptions.ATTACH.without("xray", "unit").allowing("stop"));
    assertThat(incident.coverage())
        .filteredOn(c -> c.step().equals("pstack"))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.state()).isEqualTo(Coverage.State.DONE);
              assertThat(c.why()).startsWith("stopped for at most ").endsWith("state after: S");
            });
    assertThat(incident.threads()).anySatisfy(t -> assertThat(t.userStack()).isNotEmpty());
  }
}
