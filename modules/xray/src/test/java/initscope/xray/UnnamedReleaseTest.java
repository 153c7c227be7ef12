package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Bytes;
import initscope.model.go.GoRuntime;
import initscope.model.go.InitTask;
import initscope.xray.elf.Elf;
import initscope.xray.elf.Pclntab;
import initscope.xray.elf.Segment;
import initscope.xray.memory.Memory;
import initscope.xray.memory.Reader;
import initscope.xray.memory.SparseMemory;
import initscope.xray.testing.Fixture;
import initscope.xray.testing.Matrix;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs whose build info was overwritten after they were built, so that they do not say their release; and programs that were
/// met before they had a goroutine.
class UnnamedReleaseTest {
  private static final int ROUNDS = Integer.getInteger("initscope.xray.rounds", 30);

  @ParameterizedTest
  @CsvSource({
    "1.22-exe-unnamed-mutex, mutex, 22, '1.22'",
    "1.24-pie-unnamed-waitgroup, waitgroup, 24, '1.24, 1.23'"
  })
  void isReadByWhatAllLayoutsThatFitTellAlike(String name, String way, int minor, String fits) {
    GoRuntime runtime = Fixture.read(name).reading().runtime();
    assertThat(Matrix.wrong(runtime, way, minor)).isEmpty();
    assertThat(runtime.binary().goVersion()).isEqualTo("unknown release, 1.20 or later");
    assertThat(runtime.binary().isGo()).isTrue();
    assertThat(runtime.binary().isReleaseKnown()).isFalse();
    assertThat(runtime.problems())
        .extracting(p -> p.id() + " " + p.quote())
        .containsExactly("xray.layout.possible " + fits);
  }

  @Test
  void isAGoProgramForWhoeverReadsOnlyItsFile() {
    var read = BinaryReader.read(exe("1.22-exe-unnamed-mutex"));
    assertThat(read.problems()).isEmpty();
    assertThat(read.value().orElseThrow().goVersion()).isEqualTo("unknown release, 1.20 or later");
  }

  /// Go 1.23 has another word for it than 1.24.
  @Test
  void leavesOutWhatLayoutsThatFitDoNotCallAlike() {
    GoRuntime runtime = Fixture.read("1.24-pie-unnamed-waitgroup").reading().runtime();
    assertThat(runtime.goroutines().getFirst().status()).isEqualTo("waiting");
    assertThat(runtime.goroutines().getFirst().waitReason()).isEmpty();
    assertThat(runtime.goroutines().stream().flatMap(g -> g.waitReason().stream()))
        .contains("force gc (idle)");
  }

  @Test
  void refusesWhereLayoutsThatFitDisagree() throws Exception {
    GoRuntime one = Fixture.read("1.22-exe-unnamed-mutex").reading().runtime();
    GoRuntime other = Fixture.read("1.24-pie-unnamed-waitgroup").reading().runtime();
    List<Layout> layouts = Layouts.load().possible(Pclntab.MAGIC_1_20, "amd64");
    Agreement agreement = new Agreement();
    agreement.add(layouts.getFirst(), one);
    assertThat(agreement.told(0).goroutines()).isEqualTo(one.goroutines());
    agreement.add(layouts.getLast(), other);
    assertThatThrownBy(() -> agreement.told(0))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("layout.unique: inits: 1.27, 1.20");
  }

  @Test
  void triesTheReleasesOfTheMagic() {
    Layouts layouts = Layouts.load();
    assertThat(layouts.possible(Pclntab.MAGIC_1_16, "amd64"))
        .extracting(Layout::version)
        .containsExactly("1.17", "1.16");
    assertThat(layouts.possible(Pclntab.MAGIC_1_18, "arm64"))
        .extracting(Layout::version)
        .containsExactly("1.19");
    assertThat(layouts.possible(Pclntab.MAGIC_1_20, "amd64").getLast().version()).isEqualTo("1.20");
    assertThat(layouts.possible(Pclntab.MAGIC_1_20, "s390x")).isEmpty();
    assertThat(layouts.possible(0x1234, "amd64")).isEmpty();
  }

  /// A file whose section headers were cut off as well.
  @Test
  void findsPclntabWithoutSections() throws Exception {
    byte[] file = new byte[3 << 20];
    int at = (2 << 20) - 8; // across the border of two reads
    byte[] head = {(byte) 0xf1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 1, 8, 90, 1};
    System.arraycopy(head, 0, file, at, head.length);
    Elf elf =
        new Elf(
            false, 62, 0, List.of(new Segment(1, 4, 0, 0, file.length, file.length)), List.of());
    assertThat(Pclntab.read(reader(file), elf)).isEmpty();
    file[at + 16] = 7; // it had no files
    assertThat(Pclntab.read(reader(file), elf)).contains(new Pclntab(Pclntab.MAGIC_1_20));
    file[at + 7] = 4; // a machine of 32 bits
    assertThat(Pclntab.read(reader(file), elf)).isEmpty();
  }

  private static Reader reader(byte[] file) {
    return new Reader(SparseMemory.ofFile(Bytes.of(file)), 1 << 24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.22-exe-full-ctor", "1.26-exe-bare-first"})
  void saysThatThereIsNoGoroutineYet(String name) {
    GoRuntime runtime = Fixture.read(name).reading().runtime();
    assertThat(runtime.refusal()).isEmpty();
    assertThat(runtime.goroutineCount()).isZero();
    assertThat(runtime.goroutines()).isEmpty();
    assertThat(runtime.inits()).isNotEmpty();
    assertThat(runtime.inits()).allMatch(init -> init.state() == InitTask.State.WAITING);
    assertThat(runtime.problems()).extracting(p -> p.id()).containsExactly("xray.goroutines.none");
  }

  /// Overwritten in memory only: the program ran on, as the runtime looks at the magic once.
  @Test
  void saysThatPclntabBeginsAsNoReleasesDoes() {
    GoRuntime runtime = Fixture.read("1.26-exe-bare-garbled").reading().runtime();
    assertThat(runtime.refusal()).contains("pclntab.magic: 0x33221100");
    assertThat(runtime.binary().goVersion()).startsWith("go1.26");
    assertThat(runtime.goroutines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.22-exe-unnamed-mutex", "1.26-exe-bare-first", "1.22-exe-full-ctor"})
  void bearsDamage(String name) {
    Fixture fixture = Fixture.read(name);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < ROUNDS; i++) {
      Memory exe = i % 4 == 0 ? RecordedTest.flipped(fixture.executable(), random) : exe(name);
      Memory mem = RecordedTest.flipped(fixture.memory(), random);
      GoRuntime runtime = fixture.reading(exe, mem).runtime();
      assertThat(InitInProgress.of(runtime)).hasSizeLessThanOrEqualTo(runtime.inits().size());
    }
  }

  private static Memory exe(String name) {
    return RecordedTest.decoded(Fixture.read(name).executable());
  }
}
