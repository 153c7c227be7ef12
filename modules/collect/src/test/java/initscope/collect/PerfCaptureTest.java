package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.program.Script;
import initscope.collect.spool.FileBytes;
import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.CaptureReader;
import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.evidence.SpoolReader;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Decoded;
import initscope.model.Failure;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.perf.PerfData;
import initscope.model.testing.Sshd;
import initscope.remote.OutputLimits;
import initscope.remote.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real perf on this machine, through a real SSH server.
@SuppressWarnings("try") // nothing interrupts a test
class PerfCaptureTest {
  private static final PerfOptions SHORT =
      new PerfOptions(Duration.ofSeconds(2), 99, PerfOptions.CallGraph.FP);
  private static final String TRACEFS =
      "grep -q ' /sys/kernel/tracing ' /proc/mounts || mount -t tracefs nodev /sys/kernel/tracing";

  @TempDir Path temp = Path.of("");
  private Optional<Process> started = Optional.empty();

  @BeforeEach
  void perfIsThere() throws Exception {
    Process perf = new ProcessBuilder("sh", "-c", "perf stat -e cpu-clock -- true").start();
    assumeTrue(perf.waitFor() == 0, "perf cannot run here");
  }

  @AfterEach
  void stop() throws Exception {
    started.ifPresent(Process::destroyForcibly);
    assertThat(leftOver()).as("files that perf left on the host").isEmpty();
  }

  private long start(String program) throws IOException {
    started = Optional.of(new ProcessBuilder("/bin/bash", "-c", program).start());
    return started.get().pid();
  }

  /// How the folders of a recording of the process that this test started are named, apart from those of others.
  private String folderName() {
    return "initscope-perf." + started.map(Process::pid).orElse(0L) + ".";
  }

  private List<Path> leftOver() throws IOException {
    List<Path> left = new java.util.ArrayList<>();
    for (String folder : List.of("/dev/shm", "/run", "/var/tmp", "/tmp")) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        files
            .filter(file -> file.getFileName().toString().startsWith(folderName()))
            .forEach(left::add);
      }
    }
    return left;
  }

  private static CollectOptions options(String... steps) {
    return CollectOptions.ATTACH.without("xray", "unit", "proc.task.sched").withPerf(SHORT, steps);
  }

  private Capture capture(String mounts, long pid, CollectOptions options) throws Exception {
    try (Sshd sshd = Sshd.startAfter(mounts, Files.createDirectories(temp.resolve("sshd")));
        Session session = Login.to(sshd, sshd.port())) {
      take(session, pid, options, Progress.NONE);
    }
    return CaptureReader.open(FileBytes.map(temp.resolve("x.isz"))).value();
  }

  private Collected take(Session session, long pid, CollectOptions options, Progress progress)
      throws Exception {
    Target target = new Target.Pid(pid);
    CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", target.words(), 0);
    return CaptureFile.take(
        new SessionHost(session), target, options, facts, temp.resolve("x.isz"), progress);
  }

  private static String text(Capture capture, String entry) {
    return capture.entry(entry).orElseThrow(() -> new AssertionError(entry)).bytes().utf8();
  }

  private static List<String> script(Capture capture) throws IOException {
    byte[] packed = capture.entry("perf/script.gz").orElseThrow().bytes().toArray();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /// What the capture is decoded to, without a warning.
  private PerfData decoded() throws Exception {
    NamedInput input = new NamedInput("x.isz", FileBytes.map(temp.resolve("x.isz")));
    Incident incident = IncidentReader.read(List.of(input));
    assertThat(incident.inputs().getFirst().warnings()).isEmpty();
    assertThat(incident.clocks()).extracting(ClockFit::source).contains("perf");
    assertThat(incident.perf()).hasSize(1);
    return incident.perf().getFirst();
  }

  private static Coverage coverage(Capture capture, String step) {
    return capture.facts().coverage().stream()
        .filter(c -> c.step().equals(step))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void samplesABusyProcess() throws Exception {
    long pid = start("while :; do :; done");
    Capture capture = capture("", pid, options("perf.cpu"));
    List<String> lines = script(capture);
    assertThat(lines).filteredOn(line -> line.startsWith("bash")).hasSizeGreaterThan(20);
    assertThat(lines.getFirst()).contains(pid + "/" + pid).contains(" [0").endsWith(": ");
    assertThat(lines.get(1)).startsWith("\t");
    assertThat(lines).filteredOn(line -> line.startsWith("\t")).anyMatch(l -> l.contains("/bash)"));
    assertThat(text(capture, "perf/header")).contains("# captured on");
    assertThat(text(capture, "perf/buildids")).contains("/bash");
    assertThat(text(capture, "perf/record.stderr")).contains("samples)");
    assertThat(text(capture, "perf/facts"))
        .contains("seconds=2\n", "hertz=99\n", "callgraph=fp\n", "lost=0\n", "record.ms=")
        .contains("script.ms=", "bytes.cpu=", "before=", "after=", "rc.cpu=0\n");
    PerfData decoded = decoded();
    assertThat(decoded.events()).containsExactly("cpu-clock");
    assertThat(decoded.samples().size())
        .isEqualTo((int) lines.stream().filter(line -> line.startsWith("bash")).count());
    Coverage cpu = coverage(capture, "perf.cpu");
    assertThat(cpu.state()).isEqualTo(State.DONE);
    assertThat(cpu.why()).startsWith("2 s, lost 0, perf used ");
    assertThat(coverage(capture, "perf.sched").why()).isEqualTo("needs --with perf.sched");
    ClockFit clock = capture.facts().clocks().getFirst();
    assertThat(clock.source()).isEqualTo("perf");
    assertThat(clock.boundNanos()).isLessThan(100_000_000L);
  }

  @Test
  void aProcessThatWaitsGivesNoSampleAndThatIsSaid() throws Exception {
    Capture capture = capture("", start("exec sleep 100"), options("perf.cpu"));
    Coverage cpu = coverage(capture, "perf.cpu");
    assertThat(cpu.state()).isEqualTo(State.EMPTY);
    assertThat(cpu.why()).startsWith("it used no CPU in 2 s");
  }

  @Test
  void theSchedulerTellsOfItsThreadsAlone() throws Exception {
    String naps = "$0=\"naps\"; select(undef,undef,undef,0.05) while 1";
    // Not on other CPUs: on some virtual machines perf sees nothing of what their idle tasks do,
    // wakeups among them.
    long pid = start("exec taskset -c 0 perl -e '" + naps + "'");
    Capture capture = capture(TRACEFS, pid, options("perf"));
    assumeTrue(coverage(capture, "perf.sched").state() == State.DONE, "no scheduler events");
    List<String> switches =
        script(capture).stream().filter(line -> line.contains("sched:sched_switch:")).toList();
    assertThat(switches).hasSizeGreaterThan(20).allMatch(line -> line.contains("=naps"));
    assertThat(script(capture)).anyMatch(line -> line.contains("sched:sched_wakeup:"));
    assertThat(text(capture, "perf/facts")).contains("filter= naps\n", "rc.sched=0\n");
    assertThat(decoded().sched().size()).isGreaterThan(switches.size());
  }

  @Test
  void withoutTracefsNothingIsMountedAndTheReasonIsSaid() throws Exception {
    long pid = start("while :; do :; done");
    String none = "umount /sys/kernel/tracing 2>/dev/null || :";
    Capture capture = capture(none, pid, options("perf"));
    assertThat(coverage(capture, "perf.sched"))
        .isEqualTo(
            new Coverage(
                "perf.sched",
                State.REFUSED,
                "no tracefs is mounted; fix: mount -t tracefs nodev /sys/kernel/tracing; undo:"
                    + " umount /sys/kernel/tracing"));
    assertThat(coverage(capture, "perf.cpu").state()).isEqualTo(State.DONE);
  }

  @Test
  void cancelledAgainWhileItRecords() throws Exception {
    long pid = start("while :; do :; done");
    Progress cancelling =
        (done, total, what) -> {
          if (recording()) {
            throw new CancelledException();
          }
        };
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")));
        Session session = Login.to(sshd, sshd.port())) {
      assertThatThrownBy(() -> take(session, pid, long20("perf.cpu"), cancelling))
          .isInstanceOf(CancelledException.class);
      awaitNothingLeft();
    }
    assertCut("cancelled");
  }

  /// The first cancellation, as Ctrl-C gives it, ends perf and takes what it had.
  @Test
  void cancelledOnceWhileItRecordsKeepsWhatPerfHas() throws Exception {
    long pid = start("while :; do :; done");
    for (String step : List.of("perf.cpu", "perf")) {
      Progress once = once(recordingFor(Duration.ofSeconds(3)));
      try (Sshd sshd = Sshd.startAfter(TRACEFS, Files.createDirectories(temp.resolve(step)));
          Session session = Login.to(sshd, sshd.port())) {
        assertThatThrownBy(() -> take(session, pid, long20(step), once))
            .isInstanceOf(CancelledException.class);
        awaitNothingLeft();
      }
      SpoolFolder folder = new SpoolFolder(CaptureFile.spool(temp.resolve("x.isz")));
      Decoded<Capture> left = SpoolReader.open(folder);
      Coverage cpu = coverage(left.value(), "perf.cpu");
      assertThat(cpu.state()).as(cpu.why()).isEqualTo(State.DONE);
      assertThat(cpu.why()).matches("[1-9] s, ended early: cancelled, lost 0, perf used .*");
      assertThat(cpu.why()).contains("; left out, since cancelled: perf's header, build ids");
      assertThat(coverage(left.value(), "perf.symbols").why()).startsWith("cancelled; ");
      Incident incident = IncidentReader.read("x", 0, left);
      assertThat(incident.perf().getFirst().samples().size()).isGreaterThan(20);
      assertThat(incident.clocks()).extracting(ClockFit::source).contains("perf");
      Sshd.run("rm", "-r", CaptureFile.spool(temp.resolve("x.isz")).toString());
    }
  }

  /// Interrupts at the first report of which something holds, once.
  private static Progress once(BooleanSupplier when) {
    AtomicBoolean done = new AtomicBoolean();
    return (at, total, what) -> {
      if (!done.get() && when.getAsBoolean() && !done.getAndSet(true)) {
        Thread.currentThread().interrupt();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancelledException();
      }
    };
  }

  /// perf writes what it has in memory now and then, so that its file tells nothing.
  private BooleanSupplier recordingFor(Duration time) {
    AtomicLong since = new AtomicLong();
    return () -> {
      if (since.get() == 0 && recording()) {
        since.set(System.nanoTime());
      }
      return since.get() != 0 && System.nanoTime() - since.get() > time.toNanos();
    };
  }

  @Test
  void theLinkIsLostWhileItRecords() throws Exception {
    long pid = start("while :; do :; done");
    AtomicBoolean cut = new AtomicBoolean();
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")));
        DelayProxy way = new DelayProxy(sshd.port(), 0);
        Session session = Login.to(sshd, way.port())) {
      Progress cutting =
          (done, total, what) -> {
            if (recording() && !cut.getAndSet(true)) {
              way.cutAfter(0);
            }
          };
      assertThatThrownBy(() -> take(session, pid, long20("perf.cpu"), cutting))
          .isInstanceOf(Failure.HostUnreachable.class);
      awaitNothingLeft();
    }
    assertCut("the link was lost");
  }

  private static CollectOptions long20(String step) {
    Duration twenty = Duration.ofSeconds(20);
    return CollectOptions.ATTACH
        .without("xray", "unit", "proc.task.sched")
        .withPerf(new PerfOptions(twenty, 99, PerfOptions.CallGraph.FP), step);
  }

  private boolean recording() {
    try {
      return leftOver().stream().anyMatch(folder -> Files.exists(folder.resolve("cpu.data")));
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitNothingLeft() throws Exception {
    for (int i = 0; i < 300 && (!leftOver().isEmpty() || records()); i++) {
      Thread.sleep(100);
    }
    assertThat(leftOver()).isEmpty();
    assertThat(records()).as("perf goes on").isFalse();
  }

  private boolean records() {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().orElse("").contains(folderName()));
  }

  private void assertCut(String why) throws Exception {
    Capture left =
        SpoolReader.open(new SpoolFolder(CaptureFile.spool(temp.resolve("x.isz")))).value();
    assertThat(coverage(left, "perf.cpu"))
        .isEqualTo(
            new Coverage(
                "perf.cpu",
                State.SKIPPED,
                "cut while perf recorded: " + why + ", what it had is gone from the host"));
  }

  /// The offset is measured where perf cannot stamp with CLOCK_MONOTONIC: {@link System#nanoTime} is that clock here.
  @Test
  void theMeasuredOffsetHoldsWithinItsBound() throws Exception {
    long pid = start("while :; do :; done");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfRecipe own = new PerfRecipe("cpu-clock", "comm,pid,tid,time", List.of(), "", List.of());
    Script script = own.script("nonce", pid, SHORT);
    long before = System.nanoTime();
    new LocalHost("/bin/sh", "-s")
        .run(
            script,
            OutputLimits.DEFAULT,
            out,
            java.io.OutputStream.nullOutputStream(),
            Progress.NONE);
    long after = System.nanoTime();
    PerfFacts facts = new PerfFacts(out.toString(StandardCharsets.ISO_8859_1));
    ClockFit fit = facts.clock().orElseThrow();
    assertThat(fit.boundNanos()).isBetween(1L, 2_000_000_000L);
    String first = facts.get("first.cpu").replace(":", "");
    long sample = Math.round(Double.parseDouble(first) * 1e9) + fit.offsetNanos();
    assertThat(sample).isBetween(before - fit.boundNanos(), after + fit.boundNanos());
  }
}
