package initscope.verbs.lapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.collect.CaptureFile;
import initscope.collect.CollectOptions;
import initscope.collect.LapseOptions;
import initscope.collect.Target;
import initscope.diagnosis.Diagnoser;
import initscope.formats.inittrace.InitTraceDecoder;
import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.finding.Finding;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.testing.GoToolchains;
import initscope.model.testing.Sshd;
import initscope.verbs.Analyze;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The time-lapse of a run against {@code GODEBUG=inittrace=1} of the very same run: no bound is a guess of how fast this computer is.
@SuppressWarnings("try") // nothing interrupts a test
class TimeLapseTest {
  private static final CollectOptions LAPSE =
      CollectOptions.ATTACH
          .without("xray", "unit")
          .withTimeLapse(
              new LapseOptions(
                  Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofSeconds(20)));

  /// inittrace prints whole milliseconds, cut off; the host's clock may be slewed.
  private static final long PRINTED = 1_200_000;

  @TempDir Path temp = Path.of("");

  static Stream<Path> toolchains() {
    return GoToolchains.any().stream();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void agreesWithInittraceOfTheSameRun(Path go) throws Exception {
    Sshd.assumeMemoryIsReadable();
    try (LapseRig rig = new LapseRig(temp)) {
      for (String mode : List.of("exe", "pie")) {
        Path program = SlowProgram.build(go, mode, temp.resolve(mode), "time.Sleep(time.Hour)");
        LapseRig.Run run = rig.run(program, LAPSE, Map.of("GODEBUG", "inittrace=1"));
        assertThat(run.incident().inputs().getFirst().warnings()).isEmpty();
        TimeLapse lapse = run.incident().timeLapse().orElseThrow();
        assertThat(lapse.ending()).isEqualTo(TimeLapse.Ending.MAIN);
        assertThat(lapse.tasks())
            .allSatisfy(task -> assertThat(task.state()).isEqualTo(InitTask.State.DONE));
        agrees(lapse, trace(run.errors()));
        tells(lapse);
      }
    }
  }

  private static Map<String, InitTask> trace(Path errors) throws Exception {
    Map<String, InitTask> trace = new HashMap<>();
    new InitTraceDecoder()
        .decode(Bytes.of(Files.readAllBytes(errors)))
        .value()
        .forEach(t -> t.inits().forEach(i -> trace.put(i.packagePath(), i)));
    return trace;
  }

  private static void agrees(TimeLapse lapse, Map<String, InitTask> trace) {
    List<Long> origins = new ArrayList<>();
    List<String> seen =
        SlowProgram.PACKAGES.stream()
            .filter(name -> lapse.span(SlowProgram.MODULE + name).isPresent())
            .toList();
    assertThat(seen).contains("twice");
    for (String name : seen) {
      TimeLapse.Span span = lapse.span(SlowProgram.MODULE + name).orElseThrow();
      InitTask traced = trace.get(SlowProgram.MODULE + name);
      assertThat(traced).isNotNull();
      assertThat(span.finished()).isTrue();
      long took = traced.wallNanos().orElseThrow();
      assertThat(Math.abs(span.wallNanos() - took))
          .as("%s: %s by time-lapse, %s by inittrace", name, span.wallNanos(), took)
          .isLessThanOrEqualTo(span.boundNanos() + PRINTED);
      origins.add(span.begin().nanos() - traced.startNanos().orElseThrow());
    }
    // what inittrace counts from is one moment: every package's begin must allow it
    long earliest = Long.MIN_VALUE;
    long latest = Long.MAX_VALUE;
    for (int i = 0; i < origins.size(); i++) {
      long bound = lapse.span(SlowProgram.MODULE + seen.get(i)).orElseThrow().begin().boundNanos();
      earliest = Math.max(earliest, origins.get(i) - bound - PRINTED);
      latest = Math.min(latest, origins.get(i) + bound + PRINTED);
    }
    assertThat(earliest).isLessThanOrEqualTo(latest);
    for (String name : SlowProgram.PACKAGES) {
      if (!seen.contains(name)) {
        assertThat(sampledWithin(lapse, trace.get(SlowProgram.MODULE + name), earliest, latest))
            .as("%s ran while samples were taken, and none saw it", name)
            .isEmpty();
      }
    }
  }

  /// Samples taken while inittrace says that a package ran, whose zero lies between two times.
  private static List<TimeLapse.Sample> sampledWithin(
      TimeLapse lapse, InitTask traced, long earliest, long latest) {
    long begun = latest + traced.startNanos().orElseThrow() + PRINTED;
    long ended =
        earliest + traced.startNanos().getAsLong() + traced.wallNanos().orElseThrow() - PRINTED;
    return lapse.samples().stream()
        .filter(s -> s.at().nanos() - s.at().boundNanos() > begun)
        .filter(s -> s.at().nanos() + s.at().boundNanos() < ended)
        .toList();
  }

  /// Where goroutine 1 was found late, on a busy computer, the first packages are seen by their states alone.
  private static void tells(TimeLapse lapse) {
    lapse
        .span(SlowProgram.MODULE + "busy")
        .ifPresent(
            busy ->
                assertThat(busy.functions())
                    .allMatch(p -> p.function().equals(SlowProgram.MODULE + "busy.init")));
    lapse
        .span(SlowProgram.MODULE + "waits")
        .filter(span -> !span.states().isEmpty())
        .ifPresent(
            waits ->
                assertThat(waits.states())
                    .extracting(TimeLapse.Share::words)
                    .isSubsetOf("chan receive", "runnable", "running"));
    assertThat(lapse.span(SlowProgram.MODULE + "twice").orElseThrow())
        .satisfies(
            span -> {
              assertThat(span.states().getFirst().words()).isEqualTo("sleep");
              assertThat(span.functions())
                  .extracting(TimeLapse.Place::function)
                  .contains(SlowProgram.MODULE + "twice.init.1");
              assertThat(span.cpuPercent().orElse(100)).isLessThan(50);
            });
    assertThat(lapse.cost().cpuNanos().orElseThrow()).isPositive();
    assertThat(lapse.samples()).allSatisfy(s -> assertThat(s.evidence().offset()).isPresent());
  }

  @Test
  void keepsWhatItHasWhenItIsCancelledAndNoDamageThrows() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path go = GoToolchains.any().getFirst();
    Path program = SlowProgram.build(go, "pie", temp.resolve("pie"), "time.Sleep(time.Hour)");
    Path source = temp.resolve("pie/asleep/asleep.go");
    Files.writeString(
        source,
        Files.readString(source)
            .replace("300 * time.Mill", "time.H")
            .replace("time.Hisecond", "time.Hour"));
    GoToolchains.run(
        go, temp.resolve("pie"), "build", "-buildmode=pie", "-ldflags=-s -w", "-o", "slow", ".");
    Process hangs = LapseRig.start(program, temp.resolve("err"), Map.of());
    Path file = temp.resolve("x.isz");
    Progress cancels =
        (done, total, what) -> {
          if (what.contains("; 12 samples")) {
            throw new Progress.CancelledException();
          }
        };
    try (LapseRig rig = new LapseRig(temp)) {
      assertThatThrownBy(() -> rig.capture(new Target.Pid(hangs.pid()), LAPSE, file, cancels))
          .isInstanceOf(Progress.CancelledException.class);
    } finally {
      hangs.destroyForcibly().waitFor();
    }
    Path spool = CaptureFile.spool(file);
    TimeLapse lapse =
        Analyze.run(List.of(spool), Progress.NONE).incident().timeLapse().orElseThrow();
    assertThat(lapse.ending()).isEqualTo(TimeLapse.Ending.CANCELLED);
    assertThat(lapse.samples()).hasSizeBetween(12, 14);
    assertThat(lapse.spans())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.packagePath()).isEqualTo(SlowProgram.MODULE + "asleep");
              assertThat(span.finished()).isFalse();
              assertThat(span.functions().getFirst().at().orElseThrow().file().orElse(""))
                  .endsWith("asleep.go");
            });
    damaged(spool);
  }

  @Test
  void saysThatMainRunsAlready() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path go = GoToolchains.any().getFirst();
    String main = "println(\"in main\"); time.Sleep(time.Hour)";
    Path program = SlowProgram.build(go, "exe", temp.resolve("exe"), main);
    Path errors = temp.resolve("err");
    Process runs = LapseRig.start(program, errors, Map.of());
    try (LapseRig rig = new LapseRig(temp)) {
      while (runs.isAlive() && !Files.readString(errors).contains("in main")) {
        Thread.sleep(20);
      }
      Incident incident =
          rig.capture(new Target.Pid(runs.pid()), LAPSE, temp.resolve("x.isz"), Progress.NONE);
      TimeLapse lapse = incident.timeLapse().orElseThrow();
      assertThat(lapse.ending()).isEqualTo(TimeLapse.Ending.MAIN);
      assertThat(lapse.spans()).isEmpty();
      assertThat(lapse.doneBefore()).isEqualTo(lapse.tasks().size());
      assertThat(incident.coverage())
          .filteredOn(c -> c.step().equals("time-lapse"))
          .singleElement()
          .satisfies(c -> assertThat(c.why()).contains("runs main.main already"));
      assertThat(Diagnoser.diagnose(incident).verdict().rule()).isEqualTo("init.none");
    } finally {
      runs.destroyForcibly().waitFor();
    }
  }

  @Test
  void tellsWhichPackageWasSlowAndWhatReadingCost() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path go = GoToolchains.any().getFirst();
    Path program = SlowProgram.build(go, "exe", temp.resolve("exe"), "time.Sleep(time.Hour)");
    Path last = temp.resolve("exe/twice/twice.go");
    Files.writeString(last, Files.readString(last).replace("400 *", "2000 *"));
    GoToolchains.run(go, temp.resolve("exe"), "build", "-ldflags=-s -w", "-o", "slow", ".");
    try (LapseRig rig = new LapseRig(temp)) {
      Incident incident = rig.run(program, LAPSE, Map.of()).incident();
      Finding verdict = Diagnoser.diagnose(incident).verdict();
      assertThat(verdict.rule()).isEqualTo("init.slow");
      assertThat(verdict.subject().packagePath()).contains(SlowProgram.MODULE + "twice");
      assertThat(verdict.evidence())
          .allSatisfy(e -> assertThat(e.entry()).startsWith("raw/xray/lapse/"));
      TimeLapse lapse = incident.timeLapse().orElseThrow();
      assertThat(lapse.cost().reads()).isGreaterThan(lapse.samples().size());
      assertThat(lapse.cost().bytes()).isPositive();
      assertThat(incident.coverage())
          .filteredOn(c -> c.step().equals("time-lapse"))
          .singleElement()
          .satisfies(c -> assertThat(c.why()).contains(" in all)", " bytes a sample"));
    }
  }

  private static void damaged(Path spool) throws Exception {
    Path entry = spool.resolve("raw/xray/lapse/0");
    byte[] file = Files.readAllBytes(entry);
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      byte[] bad = file.clone();
      for (int flips = 1 + random.nextInt(60); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(entry, Arrays.copyOf(bad, 1 + random.nextInt(bad.length)));
      assertThat(Analyze.run(List.of(spool), Progress.NONE).incident()).isNotNull();
    }
  }

  @Test
  void saysThatTheProcessEnded() throws Exception {
    Sshd.assumeMemoryIsReadable();
    Path go = GoToolchains.any().getFirst();
    Path program = SlowProgram.build(go, "exe", temp.resolve("exe"), "time.Sleep(0)");
    Path last = temp.resolve("exe/twice/twice.go");
    Files.writeString(
        last, Files.readString(last).replace("400 *", "0 *") + "\nfunc init() { panic(1) }\n");
    GoToolchains.run(go, temp.resolve("exe"), "build", "-ldflags=-s -w", "-o", "slow", ".");
    try (LapseRig rig = new LapseRig(temp)) {
      LapseRig.Run run = rig.run(program, LAPSE, Map.of());
      TimeLapse lapse = run.incident().timeLapse().orElseThrow();
      assertThat(lapse.ending()).isEqualTo(TimeLapse.Ending.PROCESS_ENDED);
      TimeLapse.Span span = lapse.spans().getLast();
      assertThat(span.packagePath()).isEqualTo(SlowProgram.MODULE + "twice");
      assertThat(span.finished()).isFalse();
      assertThat(run.incident().inits()).hasSameSizeAs(lapse.tasks());
      assertThat(run.incident().coverage())
          .filteredOn(c -> c.step().equals("time-lapse"))
          .singleElement()
          .satisfies(c -> assertThat(c.state()).isEqualTo(Coverage.State.DONE));
    }
  }
}
