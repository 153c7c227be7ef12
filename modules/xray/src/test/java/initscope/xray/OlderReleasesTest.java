package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.xray.testing.Fixture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Releases of which no toolchain was at hand, read in programs that others published: buildifier (Apache 2.0), which waits for its
/// input or was held in an init by a debugger, and esbuild (MIT), which serves. What is expected is what SIGQUIT made them print.
class OlderReleasesTest {
  private static final int ROUNDS = Integer.getInteger("initscope.xray.rounds", 30);

  private static GoRuntime read(String name) {
    return Fixture.read(name).reading().runtime();
  }

  @ParameterizedTest
  @CsvSource({
    "1.16-exe-bare-stdin,go1.16.5,src/syscall/asm_linux_amd64.s,20,main.run,202",
    "1.17-exe-bare-stdin,go1.17.2,src/syscall/asm_linux_amd64.s,20,main.run,202",
    "1.20-exe-bare-stdin,go1.20.3,GOROOT/src/syscall/syscall_linux.go,69,main.(*buildifier).run,178"
  })
  void walksTheStackThatWaitsForInput(
      String name, String release, String file, int line, String caller, int callerLine) {
    GoRuntime runtime = read(name);
    assertThat(runtime.refusal()).isEmpty();
    assertThat(runtime.problems()).isEmpty();
    assertThat(runtime.binary().goVersion()).startsWith(release);
    assertThat(runtime.binary().stripped()).isTrue();
    Goroutine first = runtime.goroutines().getFirst();
    assertThat(first.status()).isEqualTo("syscall");
    assertThat(first.partial()).isFalse();
    assertThat(first.frames().getFirst().file()).contains(file);
    assertThat(first.frames().getFirst().line()).hasValue(line);
    assertThat(first.frames())
        .extracting(Frame::function)
        .containsSubsequence(
            "syscall.Syscall",
            "syscall.read",
            "syscall.Read",
            "internal/poll.ignoringEINTRIO",
            "internal/poll.(*FD).Read",
            "os.(*File).read",
            "os.(*File).Read",
            "io.ReadAll",
            "io/ioutil.ReadAll",
            caller,
            "main.main",
            "runtime.main");
    Frame main =
        first.frames().stream().filter(f -> f.function().equals(caller)).findFirst().orElseThrow();
    assertThat(main.file()).contains("buildifier/buildifier.go");
    assertThat(main.line()).hasValue(callerLine);
    assertThat(first.frames())
        .filteredOn(Frame::inlined)
        .extracting(Frame::function)
        .contains("syscall.Read", "internal/poll.ignoringEINTRIO", "io/ioutil.ReadAll");
    assertThat(runtime.inits()).hasSizeGreaterThan(50);
    assertThat(runtime.inits()).allMatch(init -> init.state() == InitTask.State.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.16-exe-bare-stdin", "1.17-exe-bare-stdin", "1.20-exe-bare-stdin"})
  void tellsTheRuntimesOwnGoroutines(String name) {
    List<Goroutine> goroutines = read(name).goroutines();
    assertThat(goroutines).noneMatch(Goroutine::partial);
    assertThat(goroutines.stream().flatMap(g -> g.waitReason().stream()))
        .contains("force gc (idle)", "GC sweep wait", "GC scavenge wait", "finalizer wait");
    assertThat(goroutines.stream().flatMap(g -> g.createdBy().stream()).map(Frame::function))
        .contains("runtime.gcenable", "runtime.createfing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.16-exe-full-gdb", "1.17-exe-full-gdb"})
  void namesThePackageThatIsInInit(String name) {
    GoRuntime runtime = read(name);
    assertThat(runtime.refusal()).isEmpty();
    assertThat(runtime.binary().dwarf()).isTrue();
    assertThat(InitInProgress.of(runtime))
        .extracting(init -> init.task().packagePath())
        .startsWith("compress/gzip", "google.golang.org/protobuf/internal/impl")
        .endsWith("main");
    assertThat(runtime.goroutines().getFirst().frames())
        .extracting(Frame::function)
        .contains("runtime.doInit", "runtime.main");
  }

  @Test
  void readsAReleaseBetweenTwoThatAreKnown() {
    GoRuntime runtime = read("1.18-exe-bare-serve");
    assertThat(runtime.refusal()).isEmpty();
    assertThat(runtime.problems())
        .extracting(p -> p.id() + " " + p.quote())
        .containsExactly("xray.layout.nearest go1.18 read as 1.19");
    Goroutine first = runtime.goroutines().getFirst();
    assertThat(first.waitReason()).contains("semacquire");
    assertThat(first.frames())
        .extracting(Frame::function)
        .containsSubsequence(
            "runtime.gopark",
            "sync.(*WaitGroup).Wait",
            "github.com/evanw/esbuild/pkg/api.serveImpl.func2",
            "main.main",
            "runtime.main");
    assertThat(runtime.goroutines().stream().flatMap(g -> g.waitReason().stream()))
        .contains("IO wait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.16-exe-bare-stdin", "1.17-exe-full-gdb", "1.18-exe-bare-serve"})
  void bearsDamage(String name) {
    Fixture fixture = Fixture.read(name);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < ROUNDS; i++) {
      GoRuntime runtime =
          fixture
              .reading(
                  RecordedTest.decoded(fixture.executable()),
                  RecordedTest.flipped(fixture.memory(), random))
              .runtime();
      assertThat(InitInProgress.of(runtime)).hasSizeLessThanOrEqualTo(runtime.inits().size());
    }
  }
}
