package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.binary.BinaryFacts;
import initscope.model.binary.EmbeddedFile;
import initscope.model.binary.PackageInit;
import initscope.model.binary.Part;
import initscope.model.binary.ReachedCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs are built here where Go is installed, so that what they hold is known.
class ProgramReaderTest {
  private static final Path GO = Path.of("/usr/bin/go");
  private static final int ROUNDS = Integer.getInteger("initscope.xray.rounds", 60);
  private static final Predicate<String> WANTED =
      Set.of("regexp.MustCompile", "time.Sleep", "os.ReadFile")::contains;

  private static final String MAIN =
      """
      package main
      import ("embed"; "x/b"; "x/a")
      //go:embed files
      var files embed.FS
      func main() { _, err := files.ReadDir("files"); println(err == nil, a.X, b.Y.String()) }
      """;
  private static final String A =
      """
      package a
      import "time"
      var X = wait()
      //go:noinline
      func wait() int { time.Sleep(1); return 7 }
      """;
  private static final String B =
      """
      package b
      import ("os"; "regexp"; "x/a")
      var Y = regexp.MustCompile("a+")
      var Z = regexp.MustCompile("b+")
      func init() { read(a.X) }
      func init() { func() { os.ReadFile("/none") }() }
      //go:noinline
      func read(n int) { if n < 0 { os.ReadFile("/none") } }
      """;

  @TempDir static Path folder;
  private static byte[] exe = {};
  private static byte[] pie = {};

  @BeforeAll
  static void build() throws Exception {
    if (!Files.isExecutable(GO)) {
      return;
    }
    write("go.mod", "module x\n\ngo 1.19\n");
    write("main.go", MAIN);
    write("a/a.go", A);
    write("b/b.go", B);
    write("files/one.txt", "1");
    write("files/more/two.txt", "22");
    exe = built("exe", "-ldflags=-s -w");
    pie = built("pie", "-buildmode=pie");
  }

  private static void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static byte[] built(String name, String option) throws Exception {
    List<String> words = List.of(GO.toString(), "build", "-trimpath", option, "-o", name, ".");
    ProcessBuilder build =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    build.environment().put("CGO_ENABLED", "0");
    build.environment().put("GOTOOLCHAIN", "local");
    build.environment().put("GOFLAGS", "-mod=mod");
    Process started = build.start();
    boolean done = started.waitFor(5, TimeUnit.MINUTES) && started.exitValue() == 0;
    assumeTrue(done, () -> "go build failed, see " + folder.resolve("log"));
    return Files.readAllBytes(folder.resolve(name));
  }

  private static Decoded<Optional<BinaryFacts>> read(byte[] file) {
    try {
      return ProgramReader.read(Bytes.of(file), WANTED, Progress.NONE);
    } catch (Progress.CancelledException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] program(String mode) {
    assumeTrue(exe.length > 0, "Go is not installed");
    return mode.equals("pie") ? pie : exe;
  }

  private static BinaryFacts facts(String mode) {
    Decoded<Optional<BinaryFacts>> read = read(program(mode));
    assertThat(read.problems()).isEmpty();
    return read.value().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exe", "pie"})
  void tellsInitsInTheOrderInWhichTheyRun(String mode) throws Exception {
    BinaryFacts facts = facts(mode);
    List<String> order = facts.inits().packages().stream().map(PackageInit::packagePath).toList();
    assertThat(facts.inits().refusal()).isEmpty();
    assertThat(order).isEqualTo(traced(mode)).contains("runtime", "regexp", "x/a", "x/b");
    assertThat(facts.inits().runtimeFirst()).isEqualTo(order.indexOf("runtime") + 1);
    PackageInit b = facts.inits().packages().get(order.indexOf("x/b"));
    assertThat(b.functions())
        .extracting(Frame::function)
        .containsExactly("x/b.init", "x/b.init.0", "x/b.init.1");
    assertThat(b.functions().get(1).line()).hasValue(5);
    assertThat(b.imports().getFirst().importer()).isEqualTo("main");
  }

  /// What the runtime itself prints.
  private static List<String> traced(String mode) throws Exception {
    Path log = folder.resolve("trace");
    ProcessBuilder run = new ProcessBuilder(folder.resolve(mode).toString());
    run.environment().put("GODEBUG", "inittrace=1");
    Process started = run.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(started.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("init ") && line.contains(" @"))
        .map(line -> line.substring(5, line.indexOf(" @")))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exe", "pie"})
  void findsWhatInitsLeadTo(String mode) {
    List<ReachedCall> calls =
        facts(mode).reach().calls().stream()
            .filter(call -> call.packagePath().startsWith("x/"))
            .toList();
    assertThat(calls)
        .extracting(call -> call.initFunction() + " " + call.callee() + " " + call.sites())
        .containsExactly(
            "x/a.init time.Sleep 1",
            "x/b.init regexp.MustCompile 2",
            "x/b.init.0 os.ReadFile 1",
            "x/b.init.1 os.ReadFile 1");
    assertThat(calls.get(2).chain())
        .extracting(Frame::function)
        .containsExactly("x/b.init.0", "x/b.read");
    // the closure was copied into its caller, and is told as one that calls
    assertThat(calls.get(3).chain())
        .extracting(Frame::function)
        .startsWith("x/b.init.1")
        .hasSize(2);
  }

  @Test
  void tellsHowItWasLinked() {
    BinaryFacts plain = facts("exe");
    assertThat(plain.buildMode()).isEqualTo("exe");
    assertThat(plain.link().interpreter()).isEmpty();
    assertThat(plain.link().relocations().total()).isZero();
    assertThat(plain.go().stripped()).isTrue();
    BinaryFacts moved = facts("pie");
    assertThat(moved.buildMode()).isEqualTo("pie");
    assertThat(moved.link().interpreter()).hasValueSatisfying(i -> assertThat(i).contains("ld-"));
    assertThat(moved.link().relocations().byKind()).containsOnlyKeys("R_X86_64_RELATIVE");
    assertThat(moved.link().needed()).isEmpty();
    for (BinaryFacts facts : List.of(plain, moved)) {
      assertThat(facts.link().cgo()).contains(false);
      assertThat(facts.mainModule()).hasValueSatisfying(m -> assertThat(m.path()).isEqualTo("x"));
      long parts = facts.link().parts().values().stream().mapToLong(n -> n).sum();
      assertThat(parts).isEqualTo(facts.link().fileBytes());
      assertThat(facts.link().parts().get(Part.TEXT)).isPositive();
      assertThat(facts.embedded())
          .containsExactlyInAnyOrder(
              new EmbeddedFile("files/one.txt", 1), new EmbeddedFile("files/more/two.txt", 2));
    }
  }

  @Test
  void endsWhereTheUserCancels() {
    byte[] program = program("exe");
    Progress cancelled =
        (done, total, what) -> {
          throw new Progress.CancelledException();
        };
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> ProgramReader.read(Bytes.of(program), WANTED, cancelled)))
        .isInstanceOf(Progress.CancelledException.class);
  }

  @Test
  void whatIsNoGoProgramSaysWhy() {
    assertThat(ids(read(new byte[0]))).containsExactly("elf.unknown");
    assertThat(ids(read(new byte[100]))).containsExactly("elf.unknown");
    byte[] packed = new byte[8192];
    byte[] head = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    System.arraycopy(head, 0, packed, 0, head.length);
    assertThat(ids(read(packed))).containsExactly("elf.not.go");
    System.arraycopy("UPX!".getBytes(StandardCharsets.US_ASCII), 0, packed, 236, 4);
    assertThat(ids(read(packed))).containsExactly("elf.packed");
  }

  private static List<String> ids(Decoded<Optional<BinaryFacts>> read) {
    return read.problems().stream().map(Problem::id).toList();
  }

  /// A file that was cut tells so, and what lies before the end.
  @ParameterizedTest
  @ValueSource(strings = {"exe", "pie"})
  void aCutFileTellsWhatItStillHas(String mode) {
    byte[] whole = program(mode);
    for (int part = 1; part < 20; part++) {
      byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * part / 20));
      Decoded<Optional<BinaryFacts>> read = read(cut);
      assertThat(ids(read)).contains("elf.cut").doesNotContain(XRay.INTERNAL);
      read.value().ifPresent(facts -> assertThat(facts.link().fileBytes()).isEqualTo(cut.length));
    }
  }

  /// Whatever bytes are changed, an answer comes and no fault of ours.
  @ParameterizedTest
  @ValueSource(strings = {"exe", "pie"})
  void damagedBytesAreNoFault(String mode) {
    byte[] whole = program(mode);
    List<Integer> places = places(whole);
    for (int seed = 0; seed < ROUNDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] damaged = whole.clone();
      for (int i = 1 + random.nextInt(random.nextInt(6) == 0 ? 200 : 6); i > 0; i--) {
        int from = places.get(random.nextInt(places.size()));
        int at = Math.min(whole.length - 1, from + random.nextInt(1 << random.nextInt(4, 16)));
        damaged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : damaged[at] ^ 0x80);
      }
      assertThat(ids(read(damaged))).as("seed " + seed).doesNotContain(XRay.INTERNAL);
    }
  }

  /// Where tables begin that everything hangs on: headers, sections, and marks of the build info and pclntab.
  private static List<Integer> places(byte[] whole) {
    List<Integer> places = new ArrayList<>(List.of(0, 64, 512));
    Bytes bytes = Bytes.of(whole);
    for (int i = 0; i < bytes.u16(60); i++) {
      places.add((int) bytes.u64(bytes.u64(40) + i * 64L + 24));
    }
    return places;
  }
}
