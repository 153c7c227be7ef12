package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.program.Script;
import initscope.collect.spool.FileBytes;
import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.CaptureReader;
import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Failure;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.perf.PerfData;
import initscope.model.testing.Sshd;
import initscope.remote.ExecResult;
import initscope.remote.OutputLimits;
import initscope.remote.Session;
import initscope.remote.reads.RandomReads;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A stripped Go program that is busy in an init, recorded by a real perf through a real SSH server: the capture names its functions, when
/// the program is gone and whichever packer the host has.
@SuppressWarnings("try") // nothing interrupts a test
class PerfSymbolsTest {
  private static final String WORK = "example.com/pay/internal/ledger.work";

  @TempDir Path temp = Path.of("");
  private List<Process> started = List.of();

  @BeforeEach
  void perfIsThere() throws Exception {
    Process perf = new ProcessBuilder("sh", "-c", "perf stat -e cpu-clock -- true").start();
    assumeTrue(perf.waitFor() == 0, "perf cannot run here");
    Sshd.assumeMemoryIsReadable();
  }

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  /// @param lacks packers that the host is without
  @ParameterizedTest
  @CsvSource({"'', perf/script.gz", "gzip, perf/script.zst", "gzip zstd, perf/script"})
  void theCaptureNamesTheFunctions(String lacks, String entry) throws Exception {
    Path program = GoService.build(temp.resolve("src"), "", "\tfor i := 0; ; i++ {\n\t}");
    Process process = new ProcessBuilder(program.toString()).start();
    started = List.of(process);
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")));
        Session session = Login.to(sshd, sshd.port())) {
      take(new Without(new SessionHost(session), lacks), process.pid());
    }
    process.destroyForcibly().waitFor();
    Files.delete(program);
    NamedInput input = new NamedInput("x.isz", FileBytes.map(temp.resolve("x.isz")));
    Capture capture = CaptureReader.open(input.bytes()).value();
    assumeTrue(
        capture.entry(entry).isPresent() || !entry.endsWith(".zst"), "zstd is not installed");
    assertThat(capture.entry(entry)).isPresent();
    assertThat(capture.entry("perf/exe.sparse")).isPresent();
    Incident incident = IncidentReader.read(List.of(input));
    // A sample of an idle thread of Go may reach beyond its first frame: the frame pointer there is
    // its parent's.
    assertThat(incident.inputs().getFirst().warnings())
        .allMatch(problem -> problem.id().equals("perf.tails.dropped"));
    assertNamed(incident.perf().getFirst());
  }

  private void take(HostAccess host, long pid) throws Exception {
    Target target = new Target.Pid(pid);
    PerfOptions twoSeconds = new PerfOptions(Duration.ofSeconds(2), 99, PerfOptions.CallGraph.FP);
    CollectOptions options =
        CollectOptions.ATTACH.without("xray", "unit").withPerf(twoSeconds, "perf.cpu");
    CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", target.words(), 0);
    CaptureFile.take(host, target, options, facts, temp.resolve("x.isz"), Progress.NONE);
  }

  private static void assertNamed(PerfData data) {
    int rows = data.samples().size();
    assertThat(rows).isGreaterThan(20);
    int working = 0;
    for (int row = 0; row < rows; row++) {
      List<String> functions =
          data.stacks().stack(data.samples().stack(row)).stream().map(Frame::function).toList();
      working += functions.contains(WORK) && functions.contains("runtime.main") ? 1 : 0;
    }
    assertThat(working).isGreaterThan(rows / 2);
  }

  /// A host that lacks some programs.
  private record Without(HostAccess host, String lacks) implements HostAccess {
    @Override
    public String name() {
      return host.name();
    }

    @Override
    public ExecResult run(
        Script script, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
        throws Failure, CancelledException {
      String text = script.text();
      for (String program : lacks.split(" ", -1)) {
        if (!program.isEmpty()) {
          text = text.replace("command -v " + program, "command -v no-" + program);
        }
      }
      return host.run(new Script(text, script.arguments()), limits, out, err, progress);
    }

    @Override
    public RandomReads reads(Progress progress) throws Failure, CancelledException {
      return host.reads(progress);
    }

    @Override
    public String withoutRoot() {
      return host.withoutRoot();
    }
  }
}
