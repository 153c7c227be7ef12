package initscope.verbs.cores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.finding.Finding;
import initscope.model.finding.Subject;
import initscope.model.go.Goroutine;
import initscope.model.host.ProcessFacts;
import initscope.model.host.ThreadState;
import initscope.model.testing.GoToolchains;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.Decode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs Go; gdb for what gcore writes, and a kernel that writes cores into the folder of the process.
class CoreFilesTest {
  private static final int SPIN_LINE = 32;
  private static final int LOCK_LINE = 42;

  /// What is dumped by default: no text. A Java machine changes that for itself and what it starts.
  private static final String DEFAULT = "0x33";

  private static final String WITH_TEXT = "0x37";
  private static final String START =
      "ulimit -c unlimited; echo $1 >/proc/self/coredump_filter; exec \"$0\"";

  @TempDir private Path folder;

  private Path build(Path go, String mode) throws IOException {
    Path program = folder.resolve("ended-" + mode);
    GoToolchains.run(
        go,
        Path.of("src/test/go/ended"),
        "build",
        "-buildvcs=false",
        "-buildmode=" + mode,
        "-ldflags=-s -w",
        "-o",
        program.toString(),
        ".");
    return program;
  }

  private static Process start(Path program, String way, Path where, String filter)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", START, program.toString(), filter)
            .directory(where.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().put("HANG", way);
    builder.environment().put("GOTRACEBACK", "crash");
    Process process = builder.start();
    Thread.sleep(500);
    return process;
  }

  /// What the kernel writes when the program aborts.
  private Path kernelCore(Path program, String way, String filter) throws Exception {
    String pattern = Files.readString(Path.of("/proc/sys/kernel/core_pattern")).strip();
    assumeTrue(
        !pattern.startsWith("|") && !pattern.contains("/"),
        "the kernel gives cores to " + pattern + ", not to the folder of the process");
    Path where = Files.createDirectory(folder.resolve("k-" + way + "-" + program.getFileName()));
    Process process = start(program, way, where, filter);
    run("kill", "-ABRT", Long.toString(process.pid()));
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> files = Files.list(where)) {
      Optional<Path> core = files.findFirst();
      assumeTrue(core.isPresent(), "the kernel wrote no core: ulimit -c may be fixed here");
      return core.orElseThrow();
    }
  }

  private Path gcore(Path program, String way) throws Exception {
    Process process = start(program, way, folder, DEFAULT);
    try {
      run("gcore", "-o", folder.resolve("g-" + way).toString(), Long.toString(process.pid()));
      return folder.resolve("g-" + way + "." + process.pid());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String run(String... argv) throws Exception {
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static boolean has(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(f -> Files.isExecutable(Path.of(f, command)));
  }

  private static Analysis analyze(Path... files) throws Exception {
    return Analyze.run(List.of(files), Progress.NONE);
  }

  private static void assertNamed(Analysis analysis, String way, String what) {
    Finding verdict = analysis.diagnosis().verdict();
    assertThat(analysis.incident().go().orElseThrow().refusal()).as(what).isEmpty();
    assertThat(verdict.rule())
        .as(what)
        .isEqualTo(way.equals("spin") ? "init.busy" : "init.blocked.lock");
    Subject subject = verdict.subject();
    assertThat(subject.packagePath()).as(what).contains("ended/hang");
    assertThat(subject.initFunction()).as(what).contains("ended/hang.init.1");
    assertThat(subject.file().orElse("")).as(what).endsWith("hang/hang.go");
    assertThat(subject.line().orElse(0))
        .as(what)
        .isIn(
            way.equals("spin")
                ? List.of(SPIN_LINE, SPIN_LINE + 1, SPIN_LINE + 5)
                : List.of(LOCK_LINE));
    Goroutine first = analysis.incident().goroutines().getFirst();
    assertThat(first.torn()).as(what).isFalse();
    assertThat(first.partial()).as(what).isFalse();
  }

  @Test
  void namesTheInitInWhatTheKernelWrites() throws Exception {
    for (Path go : GoToolchains.any()) {
      for (String mode : List.of("exe", "pie")) {
        Path program = build(go, mode);
        for (String way : List.of("spin", "lock")) {
          Path core = kernelCore(program, way, DEFAULT);
          String what = go + " " + mode + " " + way;
          Analysis analysis = analyze(core, program);
          assertNamed(analysis, way, what);
          assertProcess(analysis, program);
          run("rm", "-r", core.getParent().toString());
        }
      }
    }
  }

  private static void assertProcess(Analysis analysis, Path program) {
    ProcessFacts process = analysis.incident().process().orElseThrow();
    assertThat(process.executable()).contains(program.toString());
    assertThat(process.commandLine().orElseThrow().getFirst()).isEqualTo(cut(program.toString()));
    assertThat(process.signal()).contains("SIGABRT");
    assertThat(analysis.incident().threads())
        .extracting(ThreadState::tid)
        .contains(process.pid())
        .doesNotHaveDuplicates();
    assertThat(analysis.incident().threads())
        .anySatisfy(t -> assertThat(t.userStack()).isNotEmpty());
    assertThat(analysis.incident().maps())
        .anySatisfy(m -> assertThat(m.path()).isEqualTo("[stack]"));
  }

  private static String cut(String arguments) {
    return arguments.substring(0, Math.min(79, arguments.length()));
  }

  @Test
  void namesTheInitInWhatGcoreWrites() throws Exception {
    assumeTrue(has("gcore"), "gcore is not installed: it comes with gdb");
    Path program = build(GoToolchains.any().getFirst(), "exe");
    for (String way : List.of("spin", "lock")) {
      Path core = gcore(program, way);
      Analysis analysis = analyze(core, program);
      assertNamed(analysis, way, "gcore");
      assertThat(analysis.incident().process().orElseThrow().signal()).isEmpty();
      Files.delete(core);
    }
  }

  @Test
  void saysWhichFileToPassAsWell() throws Exception {
    Path program = build(GoToolchains.any().getFirst(), "exe");
    Path core = kernelCore(program, "lock", DEFAULT);
    Finding verdict = analyze(core).diagnosis().verdict();
    assertThat(verdict.rule()).isEqualTo("evidence.not-enough");
    assertThat(verdict.next().orElseThrow().key()).isEqualTo("next.binary");
    assertThat(verdict.next().orElseThrow().arguments()).containsExactly(program.toString());
    Path other = Files.copy(program, folder.resolve("other"));
    Files.write(other, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
    assertThat(Analyze.isDamaged(analyze(core, other).incident())).isFalse();
    Analysis wrong = analyze(core, Path.of("/bin/sh").toRealPath());
    assertThat(Analyze.isDamaged(wrong.incident())).isTrue();
    assertThat(wrong.diagnosis().verdict().rule()).isEqualTo("evidence.not-enough");
  }

  @Test
  void needsNoExecutableWhereTheCoreHoldsAll() throws Exception {
    Path program = build(GoToolchains.any().getLast(), "exe");
    assertNamed(analyze(kernelCore(program, "spin", WITH_TEXT)), "spin", "with text");
  }

  @Test
  void unpacksWhatSystemdKeeps() throws Exception {
    Path program = build(GoToolchains.any().getFirst(), "pie");
    Path core = kernelCore(program, "lock", DEFAULT);
    for (String tool : List.of("zstd", "lz4", "xz")) {
      if (has(tool)) {
        Path packed = folder.resolve("core." + tool);
        Files.write(
            packed,
            new ProcessBuilder(tool, "-c", core.toString())
                .redirectError(Redirect.DISCARD)
                .start()
                .getInputStream()
                .readAllBytes());
        assertNamed(analyze(packed, program), "lock", tool);
        Decode.Result decoded = Decode.run(packed, Optional.empty(), Progress.NONE);
        assertThat(decoded.format().name()).isEqualTo("core");
        assertThat(decoded.decoded().problems()).isEmpty();
      }
    }
    assumeTrue(has("xz") && has("lz4") && has("zstd"), "zstd, lz4 and xz are not all installed");
  }

  @Test
  void refusesWhatIsPackedAndNoCore() throws Exception {
    assumeTrue(has("xz"), "xz is not installed");
    Path text = Files.writeString(folder.resolve("text"), "nothing");
    run("xz", text.toString());
    assertThatThrownBy(() -> analyze(folder.resolve("text.xz")))
        .isInstanceOf(Failure.InputDamaged.class)
        .hasMessageContaining("no core file");
  }
}
