package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.RecordingMemory;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import initscope.xray.testing.Fixture;
import initscope.xray.testing.Matrix;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTest {
  private static final int ROUNDS = Integer.getInteger("initscope.xray.rounds", 60);

  static List<String> names() {
    return Fixture.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesPackageFunctionPlaceAndWait(String name) {
    XRay.Reading reading = Fixture.read(name).reading();
    assertThat(Matrix.wrong(reading.runtime(), Fixture.way(name))).isEmpty();
    assertThat(reading.executable().batches()).isLessThanOrEqualTo(3);
    assertThat(reading.process().batches()).isLessThanOrEqualTo(20);
    assertThat(reading.process().bytes()).isLessThan(600_000);
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhatTheExecutableIs(String name) {
    GoRuntime runtime = Fixture.read(name).reading().runtime();
    assertThat(runtime.binary().goVersion()).startsWith("go" + name.substring(0, 4) + ".");
    assertThat(runtime.binary().pie()).isEqualTo(name.contains("-pie-"));
    assertThat(runtime.binary().stripped()).isEqualTo(name.contains("-bare-"));
    assertThat(runtime.binary().dwarf()).isEqualTo(name.contains("-full-"));
    assertThat(runtime.binary().modulePath()).contains("example.com/hang/cmd/small");
    assertThat(runtime.binary().cgo()).contains(false);
    assertThat(runtime.binary().buildId()).isPresent();
  }

  @Test
  void tellsEveryInitInOrder() {
    GoRuntime runtime = Fixture.read("1.26-pie-bare-select").reading().runtime();
    List<String> packages = runtime.inits().stream().map(InitTask::packagePath).toList();
    assertThat(packages)
        .contains("runtime", "os", "net")
        .endsWith("example.com/hang/internal/hang", "example.com/hang/internal/app");
    assertThat(runtime.inits().getLast().state()).isEqualTo(InitTask.State.WAITING);
    assertThat(runtime.inits().stream().filter(i -> i.state() == InitTask.State.DONE))
        .hasSize(packages.size() - 2);
  }

  @Test
  void keepsTheChainOfLinkedInits() {
    GoRuntime runtime = Fixture.read("1.19-exe-bare-mutex").reading().runtime();
    assertThat(InitInProgress.of(runtime))
        .extracting(init -> init.task().packagePath())
        .containsExactly("example.com/hang/internal/hang", "example.com/hang/internal/app");
  }

  @Test
  void walksEveryStackToItsRoot() {
    GoRuntime runtime = Fixture.read("1.21-exe-bare-cond").reading().runtime();
    assertThat(runtime.goroutines()).hasSizeGreaterThan(4);
    for (Goroutine goroutine : runtime.goroutines()) {
      assertThat(goroutine.partial()).as("goroutine " + goroutine.id()).isFalse();
      assertThat(goroutine.torn()).isFalse();
    }
    Goroutine first = runtime.goroutines().getFirst();
    assertThat(first.lockedToThread()).isTrue();
    assertThat(first.tid()).isPresent();
    assertThat(first.frames())
        .extracting(frame -> frame.function())
        .containsSubsequence(
            "runtime.gopark",
            "sync.(*Cond).Wait",
            "example.com/hang/internal/hang.cond",
            "example.com/hang/internal/hang.init.1",
            "runtime.main");
  }

  @Test
  void doesNotTrustTheRegistersOfARunningGoroutine() {
    GoRuntime runtime = Fixture.read("1.26-exe-bare-spin").reading().runtime();
    Goroutine first = runtime.goroutines().getFirst();
    assertThat(first.status()).isEqualTo("running");
    assertThat(first.frames()).isEmpty();
    assertThat(first.partial()).isTrue();
    assertThat(first.waitReason()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.19-exe-bare-spin", "1.22-pie-bare-spin"})
  void findsTheCallersOfARunningGoroutine(String name) {
    Goroutine first = Fixture.read(name).reading().runtime().goroutines().getFirst();
    assertThat(first.status()).isEqualTo("running");
    assertThat(first.torn()).isTrue();
    assertThat(first.frames())
        .extracting(Frame::function)
        .containsSubsequence(
            "example.com/hang/internal/hang.spin",
            "example.com/hang/internal/hang.init.1",
            "runtime.main");
    assertThat(first.evidence()).hasSizeGreaterThan(1).allMatch(e -> e.offset().isPresent());
  }

  /// What lies on a stack below its callers may be anything that once ran.
  @ParameterizedTest
  @ValueSource(strings = {"1.19-exe-bare-spin", "1.22-pie-bare-spin"})
  void tellsOnlyCallersThatTwoLooksSaw(String name) {
    Fixture fixture = Fixture.read(name);
    Memory once = new Moving(decoded(fixture.memory()));
    GoRuntime runtime = fixture.reading(decoded(fixture.executable()), once).runtime();
    assertThat(runtime.goroutines().getFirst().frames()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRecordingGivesTheIdenticalAnswer(String name) {
    Fixture fixture = Fixture.read(name);
    RecordingMemory exe = new RecordingMemory(decoded(fixture.executable()));
    RecordingMemory mem = new RecordingMemory(new Moving(decoded(fixture.memory())));
    GoRuntime live = fixture.reading(exe, mem).runtime();
    assertThat(live.tornCount()).isPositive();
    GoRuntime again = fixture.reading(exe.recorded(), mem.recorded()).runtime();
    assertThat(again).isEqualTo(live);
    GoRuntime stored =
        fixture
            .reading(
                decoded(Fixture.encoded(exe.recorded())), decoded(Fixture.encoded(mem.recorded())))
            .runtime();
    assertThat(stored.inits())
        .usingRecursiveComparison()
        .ignoringFields("evidence")
        .isEqualTo(live.inits());
    assertThat(stored.goroutines())
        .usingRecursiveComparison()
        .ignoringFields("evidence")
        .isEqualTo(live.goroutines());
    assertThat(stored.goroutines().getFirst().evidence().getFirst().offset()).isPresent();
  }

  /// A frame pointer that tells otherwise than pclntab makes a stack partial, and says which.
  @ParameterizedTest
  @ValueSource(strings = {"1.19-exe-bare-mutex", "1.22-exe-full-child", "1.26-pie-bare-select"})
  void doubtsAStackWhoseFramePointersTellOtherwise(String name) {
    Fixture fixture = Fixture.read(name);
    GoRuntime sound = fixture.reading().runtime();
    assertThat(sound.problems()).isEmpty();
    Memory memory = decoded(fixture.memory());
    Layout layout = Layouts.load().candidates(sound.binary().goVersion(), "amd64").getFirst();
    String quote = sound.goroutines().get(1).evidence().getFirst().quote();
    long g = Long.parseUnsignedLong(quote.substring(4, quote.indexOf(',')), 16);
    long saved = g + layout.offset("g.sched") + layout.offset("gobuf.bp");
    GoRuntime runtime =
        fixture.reading(decoded(fixture.executable()), new Changed(memory, saved)).runtime();
    assertThat(runtime.problems())
        .extracting(problem -> problem.id())
        .containsExactly("xray.stack.framepointers");
    assertThat(runtime.goroutines().get(1).partial()).isTrue();
    assertThat(runtime.goroutines().getFirst().frames())
        .isEqualTo(sound.goroutines().getFirst().frames());
  }

  /// One byte is another than it was.
  private record Changed(Memory memory, long address) implements Memory {
    @Override
    public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
      return changed(memory.read(ranges));
    }

    @Override
    public List<Chunk> parts(List<Range> ranges) throws MemoryLostException {
      return changed(memory.parts(ranges));
    }

    private List<Chunk> changed(List<Chunk> read) {
      List<Chunk> chunks = new ArrayList<>();
      for (Chunk chunk : read) {
        long at = address - chunk.address();
        byte[] bytes = chunk.bytes().toArray();
        if (at >= 0 && at < bytes.length) {
          bytes[(int) at] ^= 0x40;
        }
        chunks.add(
            chunk.complete()
                ? Chunk.of(chunk.range(), Bytes.of(bytes))
                : Chunk.partial(chunk.range(), Bytes.of(bytes), chunk.reason().orElse("")));
      }
      return chunks;
    }
  }

  @Test
  void namesAnInitThatWaitsInC() {
    GoRuntime runtime = Fixture.read(Fixture.CGO).reading().runtime();
    InitInProgress init = InitInProgress.of(runtime).getFirst();
    assertThat(init.task().packagePath()).isEqualTo("example.com/hang/internal/ccall");
    assertThat(init.function()).contains("example.com/hang/internal/ccall.init.0");
    assertThat(init.at().flatMap(f -> f.file()))
        .contains("example.com/hang/internal/ccall/ccall.go");
    assertThat(init.at().orElseThrow().line()).hasValue(20);
    assertThat(CgoCalls.of(runtime.goroutines().getFirst()).map(f -> f.function()))
        .contains("example.com/hang/internal/ccall._Cfunc_wait_forever");
  }

  @Test
  void refusesTheLayoutOfAnotherRelease() {
    Fixture fixture = Fixture.read("1.22-pie-bare-flock");
    for (String other : List.of("go1.26.12", "go1.19.12", "go1.28.12", "go1.24.12")) {
      GoRuntime runtime =
          fixture
              .reading(renamed(fixture, "go1.22.12", other), decoded(fixture.memory()))
              .runtime();
      assertThat(runtime.binary().goVersion()).isEqualTo(other);
      assertThat(runtime.refusal()).as(other).isPresent();
      assertThat(runtime.goroutines()).isEmpty();
    }
  }

  /// Go 1.27.3, called 1.99.3 in its build info: once a newer release is in the table, that must be recorded instead.
  @Test
  void leavesWaitReasonsOutWhereOnlyANearReleaseIsKnown() {
    GoRuntime runtime = Fixture.read("1.99-exe-bare-cond").reading().runtime();
    assertThat(runtime.refusal()).isEmpty();
    assertThat(runtime.problems()).extracting(p -> p.id()).contains("xray.layout.nearest");
    assertThat(runtime.goroutines()).allMatch(g -> g.waitReason().isEmpty());
  }

  @Test
  void saysWhyMemoryCannotBeRead() {
    Fixture fixture = Fixture.read("1.22-pie-bare-flock");
    Memory denied =
        ranges -> ranges.stream().map(r -> Chunk.unreadable(r, "Permission denied")).toList();
    assertThat(fixture.reading(decoded(fixture.executable()), denied).runtime().refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("Permission denied"));
    Memory gone =
        ranges -> {
          throw new MemoryLostException("link cut");
        };
    assertThat(fixture.reading(decoded(fixture.executable()), gone).runtime().refusal())
        .contains("memory.lost: link cut");
    assertThat(fixture.reading(denied, denied).runtime().refusal())
        .contains("elf.class: Permission denied");
  }

  @ParameterizedTest
  @MethodSource("names")
  void bearsDamage(String name) {
    Fixture fixture = Fixture.read(name);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < ROUNDS; i++) {
      Memory exe =
          i % 4 == 0 ? flipped(fixture.executable(), random) : decoded(fixture.executable());
      Memory mem = i % 4 == 0 ? decoded(fixture.memory()) : flipped(fixture.memory(), random);
      GoRuntime runtime = fixture.reading(exe, mem).runtime();
      assertThat(InitInProgress.of(runtime)).hasSizeLessThanOrEqualTo(runtime.inits().size());
      BinaryReader.read(exe);
    }
  }

  /// Overwrites words anywhere in what is stored: mostly with small numbers, extremes and neighbours' values.
  static SparseMemory flipped(Bytes stored, Random random) {
    byte[] bytes = stored.toArray();
    for (int flips = 1 + random.nextInt(400); flips > 0; flips--) {
      int at = 8 + 8 * random.nextInt(bytes.length / 8 - 2);
      long value =
          switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(64);
            case 2 -> -1L - random.nextInt(4096);
            default -> stored.u64(8L + random.nextInt(bytes.length - 16));
          };
      for (int i = 0; i < 8; i++) {
        bytes[at + i] = (byte) (value >>> (8 * i));
      }
    }
    return SparseFormat.decode(Bytes.of(bytes)).value();
  }

  static SparseMemory decoded(Bytes stored) {
    return SparseFormat.decode(stored).value();
  }

  private static SparseMemory renamed(Fixture fixture, String from, String to) {
    byte[] bytes = fixture.executable().toArray();
    byte[] replacement = to.getBytes(StandardCharsets.US_ASCII);
    long at = fixture.executable().indexOf(Bytes.of(from), 0);
    assertThat(at).isPositive();
    assertThat(to).hasSameSizeAs(from);
    System.arraycopy(replacement, 0, bytes, (int) at, replacement.length);
    return decoded(Bytes.of(bytes));
  }

  /// Every goroutine looks different the second time.
  private record Moving(Memory memory) implements Memory {
    @Override
    public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
      return memory.read(ranges);
    }

    @Override
    public Memory look(int number) {
      return number == 0
          ? this
          : ranges -> {
            List<Chunk> chunks = new ArrayList<>();
            for (Chunk chunk : memory.read(ranges)) {
              byte[] bytes = chunk.bytes().toArray();
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (bytes[i] + 1);
              }
              chunks.add(Chunk.partial(chunk.range(), Bytes.of(bytes), chunk.reason().orElse("")));
            }
            return chunks;
          };
    }
  }
}
