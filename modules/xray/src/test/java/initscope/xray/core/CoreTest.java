package initscope.xray.core;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.EvidenceRef;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.xray.XRay;
import initscope.xray.testing.CoreWriter;
import initscope.xray.testing.Fixture;
import initscope.xray.testing.Matrix;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreTest {
  private static final String NAME = "1.26-exe-bare-spin";

  private static Core decoded(byte[] core) {
    Decoded<java.util.Optional<Core>> decoded = new CoreDecoder().decode(Bytes.of(core));
    assertThat(decoded.problems()).isEmpty();
    return decoded.value().orElseThrow();
  }

  private static XRay.Stopped read(Bytes core, List<Bytes> binaries) {
    Core facts = new CoreDecoder().decode(core).value().orElseThrow();
    CoreImage image = CoreImage.of(core, facts, binaries);
    Map<Long, Registers> threads =
        facts.threads().stream().collect(Collectors.toMap(CoreThread::tid, CoreThread::registers));
    return XRay.readStopped(
        image.executable(), image.memory(), facts.mappings(), threads, XRay.Options.DEFAULT);
  }

  @Test
  void tellsWhatTheNotesSay() {
    CoreWriter writer =
        new CoreWriter(Fixture.read(NAME))
            .thread(4711, new Registers(0x401000, 0xc000001000L, OptionalLong.empty()));
    Core core = decoded(writer.core());
    assertThat(core.pid()).hasValue(4711);
    assertThat(core.command()).isEqualTo("hang");
    assertThat(core.arguments()).isEqualTo("/srv/hang --fast");
    assertThat(core.signalName()).contains("SIGABRT");
    assertThat(core.executable()).contains(writer.path());
    assertThat(core.machine()).isEqualTo("amd64");
    assertThat(core.threads())
        .singleElement()
        .satisfies(
            t -> {
              assertThat(t.registers().pc()).isEqualTo(0x401000);
              assertThat(t.state()).isEqualTo('R');
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.19-exe-bare-mutex", "1.22-pie-bare-flock", "1.26-pie-bare-select"})
  void givesTheAnswerThatTheLiveMemoryGave(String name) {
    Fixture fixture = Fixture.read(name);
    CoreWriter writer = new CoreWriter(fixture);
    XRay.Stopped stopped = read(Bytes.of(writer.core()), List.of(Bytes.of(writer.executable())));
    assertThat(Matrix.wrong(stopped.runtime(), Fixture.way(name))).isEmpty();
    GoRuntime live = fixture.reading().runtime();
    assertThat(stopped.runtime().inits())
        .usingRecursiveComparison()
        .ignoringFields("evidence")
        .isEqualTo(live.inits());
    EvidenceRef place = stopped.runtime().goroutines().getFirst().evidence().getFirst();
    assertThat(place.offset()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.19-exe-bare-mutex", "1.26-pie-bare-select"})
  void takesTextFromTheExecutableWhereItWasNotDumped(String name) {
    CoreWriter writer = new CoreWriter(Fixture.read(name)).withoutText();
    Bytes core = Bytes.of(writer.core());
    XRay.Stopped with = read(core, List.of(Bytes.of(writer.executable())));
    assertThat(Matrix.wrong(with.runtime(), Fixture.way(name))).isEmpty();
    XRay.Stopped without = read(core, List.of());
    assertThat(without.runtime().refusal()).isPresent();
    assertThat(without.runtime().inits()).isEmpty();
  }

  @Test
  void refusesAnotherBuildsExecutable() {
    CoreWriter writer = new CoreWriter(Fixture.read("1.19-exe-bare-mutex")).withoutText();
    byte[] core = writer.core();
    byte[] other = writer.executable();
    other[0x100] ^= 1;
    Core facts = decoded(core);
    CoreImage image = CoreImage.of(Bytes.of(core), facts, List.of(Bytes.of(other)));
    assertThat(image.given()).isFalse();
    assertThat(image.used()).isEmpty();
    CoreImage bare =
        CoreImage.of(
            Bytes.of(writer.withoutHead().core()), facts, List.of(Bytes.of(writer.executable())));
    assertThat(bare.given()).as("nothing proves it to be the same").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.19-exe-bare-spin", "1.22-pie-bare-spin"})
  void walksWhatRunsFromItsThreadsRegisters(String name) {
    Fixture fixture = Fixture.read(name);
    Goroutine live = fixture.reading().runtime().goroutines().getFirst();
    String word = live.evidence().get(1).quote();
    long pc = hex(word, "word 0x");
    long sp = hex(word, "at 0x") + 8;
    CoreWriter writer =
        new CoreWriter(fixture)
            .thread(live.tid().orElseThrow(), new Registers(pc, sp, OptionalLong.empty()));
    XRay.Stopped stopped = read(Bytes.of(writer.core()), List.of(Bytes.of(writer.executable())));
    Goroutine first = stopped.runtime().goroutines().getFirst();
    assertThat(first.torn()).isFalse();
    assertThat(first.partial()).isFalse();
    assertThat(first.frames()).extracting(f -> f.function()).endsWith("runtime.main");
    assertThat(Matrix.wrong(stopped.runtime(), "spin")).isEmpty();
    assertThat(stopped.threads().get(live.tid().orElseThrow())).isEqualTo(first.frames());
  }

  private static long hex(String quote, String before) {
    String rest = quote.substring(quote.indexOf(before) + before.length());
    return Long.parseUnsignedLong(rest.split("[ ,]", 2)[0], 16);
  }

  @Test
  void saysThatItWasCut() {
    byte[] core = new CoreWriter(Fixture.read(NAME)).core();
    Bytes cut = Bytes.of(core).first(core.length / 2);
    assertThat(new CoreDecoder().decode(cut).problems())
        .extracting(p -> p.id())
        .contains("core.cut");
    assertThat(read(cut, List.of()).runtime().refusal()).isPresent();
  }

  @Test
  void readsACoreOfThreeGigabytesInPlace(@TempDir Path folder) throws Exception {
    CoreWriter writer = new CoreWriter(Fixture.read("1.26-pie-bare-select"));
    byte[] core = writer.core();
    long gap = 3L << 30;
    ByteBuffer moved = ByteBuffer.wrap(core).order(ByteOrder.LITTLE_ENDIAN);
    int headers = core.length;
    for (int i = 0; i < moved.getShort(56); i++) {
      int at = 64 + 56 * i;
      if (moved.getInt(at) == 1) {
        headers = Math.min(headers, (int) moved.getLong(at + 8));
        moved.putLong(at + 8, moved.getLong(at + 8) + gap);
      }
    }
    Path file = folder.resolve("core");
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(core, 0, headers), 0);
      out.write(ByteBuffer.wrap(core, headers, core.length - headers), headers + gap);
      try (Arena arena = Arena.ofConfined()) {
        Bytes mapped = Bytes.of(out.map(MapMode.READ_ONLY, 0, out.size(), arena));
        assertThat(mapped.size()).isGreaterThan(gap);
        XRay.Stopped stopped = read(mapped, List.of(Bytes.of(writer.executable())));
        assertThat(Matrix.wrong(stopped.runtime(), "select")).isEmpty();
      }
    }
  }
}
