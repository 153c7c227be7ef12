package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.go.GoRuntime;
import initscope.xray.elf.Elf;
import initscope.xray.elf.ElfBinary;
import initscope.xray.elf.Section;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import initscope.xray.testing.Fixture;
import initscope.xray.testing.Matrix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/// A release that is not in the table, whose program still has its debugging information: Go 1.27.3, called 1.99.3 in its build info.
class UnknownReleaseTest {
  private static final String NAME = "1.99-pie-full-mutex";
  private static final int ROUNDS = Integer.getInteger("initscope.xray.rounds", 30);

  @Test
  void isReadByWhatItsProgramSays() {
    XRay.Reading reading = Fixture.read(NAME).reading();
    assertThat(Matrix.wrong(reading.runtime(), "mutex")).isEmpty();
    assertThat(reading.runtime().problems())
        .extracting(p -> p.id() + " " + p.quote())
        .containsExactly("xray.layout.dwarf go1.99.3");
  }

  @Test
  void saysWhatTheTableSaysOfTheReleaseItIs() throws Exception {
    Reader file = new Reader(RecordedTest.decoded(Fixture.read(NAME).executable()), 64 << 20);
    Elf elf = ElfBinary.read(file).orElseThrow().elf();
    Layout own = DwarfLayout.read(file, elf).orElseThrow().layout("go1.99.3", "amd64", List.of());
    Layout table = Layouts.load().candidates("go1.27", "amd64").getFirst();
    assertThat(own.fields().keySet()).contains(LayoutsTest.NEEDED);
    assertThat(table.fields()).containsAllEntriesOf(own.fields());
  }

  @Test
  void refusesWithTheInvariantThatFails() throws Exception {
    Fixture fixture = Fixture.read(NAME);
    byte[] info = Rewritten.info(fixture);
    GoRuntime same = fixture.reading(Rewritten.of(fixture, info), memory(fixture)).runtime();
    assertThat(Matrix.wrong(same, "mutex")).isEmpty();
    byte[] member = "atomicstatus\0".getBytes(StandardCharsets.US_ASCII);
    int at = (int) Bytes.of(info).indexOf(Bytes.of(member), 0) + member.length;
    info[at]--; // its offset's lower seven bits
    GoRuntime runtime = fixture.reading(Rewritten.of(fixture, info), memory(fixture)).runtime();
    assertThat(runtime.refusal()).hasValueSatisfying(why -> assertThat(why).contains(": "));
    assertThat(runtime.goroutines()).isEmpty();
  }

  @Test
  void refusesWhereAFieldIsMissing() throws Exception {
    Fixture fixture = Fixture.read(NAME);
    byte[] info = Rewritten.info(fixture);
    Bytes bytes = Bytes.of(info);
    long status = bytes.indexOf(Bytes.of("atomicstatus\0"), 0); // also of a g, and before its id
    int at = (int) bytes.indexOf(Bytes.of("goid\0"), status);
    info[at]++;
    GoRuntime runtime = fixture.reading(Rewritten.of(fixture, info), memory(fixture)).runtime();
    assertThat(runtime.refusal()).contains("layout.field: go1.99.3 has no g.goid");
    assertThat(runtime.goroutines()).isEmpty();
  }

  @Test
  void bearsDamage() throws Exception {
    Fixture fixture = Fixture.read(NAME);
    byte[] whole = Rewritten.info(fixture);
    Random random = new Random(7);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] info = whole.clone();
      for (int flips = 1 + random.nextInt(i < ROUNDS / 2 ? 20 : 20_000); flips > 0; flips--) {
        info[random.nextInt(info.length)] = (byte) random.nextInt(256);
      }
      GoRuntime runtime = fixture.reading(Rewritten.of(fixture, info), memory(fixture)).runtime();
      assertThat(runtime.refusal().isPresent() || !runtime.goroutines().isEmpty()).isTrue();
    }
  }

  /// Offsets and sizes that an attacker chose: whatever they are, an answer comes or a refusal.
  @Test
  void bearsALayoutThatLies() throws Exception {
    Fixture fixture = Fixture.read(NAME);
    byte[] whole = Rewritten.info(fixture);
    List<Integer> places = new ArrayList<>();
    for (String field : LayoutsTest.NEEDED) {
      byte[] name =
          (field.substring(field.indexOf('.') + 1) + "\0").getBytes(StandardCharsets.US_ASCII);
      Bytes bytes = Bytes.of(whole);
      for (long at = bytes.indexOf(Bytes.of(name), 0);
          at >= 0;
          at = bytes.indexOf(Bytes.of(name), at + 1)) {
        places.add((int) at + name.length);
      }
    }
    Random random = new Random(11);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] info = whole.clone();
      for (int flips = 1 + random.nextInt(12); flips > 0; flips--) {
        info[places.get(random.nextInt(places.size()))] = (byte) random.nextInt(256);
      }
      GoRuntime runtime = fixture.reading(Rewritten.of(fixture, info), memory(fixture)).runtime();
      assertThat(runtime.refusal().isPresent() || !runtime.goroutines().isEmpty()).isTrue();
    }
  }

  private static Memory memory(Fixture fixture) {
    return RecordedTest.decoded(fixture.memory());
  }

  /// An executable with another .debug_info, not compressed, far behind its end.
  private record Rewritten(Memory file, Map<Long, Byte> patches, Bytes info) implements Memory {
    private static final long BEHIND = 1L << 40;
    private static final int HEADER_BYTES = 64;

    /// The .debug_info of a fixture, inflated.
    static byte[] info(Fixture fixture) throws IOException, MemoryLostException {
      Memory memory = RecordedTest.decoded(fixture.executable());
      Reader file = new Reader(memory, 64 << 20);
      Section section =
          ElfBinary.read(file).orElseThrow().elf().section(".debug_info").orElseThrow();
      Bytes packed =
          memory
              .read(List.of(new Range(section.fileOffset() + 24, (int) section.size() - 24)))
              .getFirst()
              .bytes();
      return new InflaterInputStream(new ByteArrayInputStream(packed.toArray())).readAllBytes();
    }

    static Rewritten of(Fixture fixture, byte[] info) throws MemoryLostException {
      Memory memory = RecordedTest.decoded(fixture.executable());
      Reader file = new Reader(memory, 64 << 20);
      Elf elf = ElfBinary.read(file).orElseThrow().elf();
      Bytes head = file.start(0, Elf.HEAD_BYTES).orElseThrow();
      List<String> names = elf.sections().stream().map(Section::name).toList();
      long at = head.u64(40) + (long) HEADER_BYTES * names.indexOf(".debug_info");
      Map<Long, Byte> patches = new HashMap<>();
      long[] words = {0, BEHIND, info.length}; // flags; then offset and size
      long[] places = {at + 8, at + 24, at + 32};
      for (int word = 0; word < words.length; word++) {
        for (int i = 0; i < 8; i++) {
          patches.put(places[word] + i, (byte) (words[word] >>> (8 * i)));
        }
      }
      return new Rewritten(memory, patches, Bytes.of(info));
    }

    @Override
    public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
      List<Chunk> chunks = new ArrayList<>();
      for (Range range : ranges) {
        chunks.add(
            range.address() >= BEHIND
                ? Chunk.of(range, info.slice(range.address() - BEHIND, range.length()))
                : patched(file.read(List.of(range)).getFirst()));
      }
      return chunks;
    }

    private Chunk patched(Chunk chunk) {
      byte[] bytes = chunk.bytes().toArray();
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = patches.getOrDefault(chunk.address() + i, bytes[i]);
      }
      return Chunk.partial(chunk.range(), Bytes.of(bytes), chunk.reason().orElse(""));
    }
  }
}
