package initscope.xray.memory;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.testing.Damage;
import initscope.xray.testing.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseFormatTest {
  private static final long HIGH = 0xffff_ffff_ffff_f000L;

  @Test
  void keepsBytesHolesAndLooks() throws MemoryLostException {
    byte[] live = {1, 2, 3, 4};
    Memory memory =
        ranges ->
            ranges.stream()
                .map(
                    r ->
                        r.address() == HIGH
                            ? Chunk.partial(r, Bytes.of(live.clone()), "I/O error")
                            : Chunk.unreadable(r, "no"))
                .toList();
    RecordingMemory recording = new RecordingMemory(memory);
    List<Range> ranges = List.of(new Range(HIGH, 8), new Range(0x1000, 16));
    List<Chunk> first = recording.read(ranges);
    live[2] = 9;
    List<Chunk> second = recording.look(1).read(ranges);
    assertThat(second.getFirst().bytes()).isEqualTo(Bytes.of(new byte[] {1, 2, 9, 4}));
    SparseMemory decoded = SparseFormat.decode(Fixture.encoded(recording.recorded())).value();
    assertThat(decoded.read(ranges)).isEqualTo(first);
    assertThat(decoded.look(1).read(ranges)).isEqualTo(second);
    assertThat(decoded.read(List.of(new Range(0x2000, 4))).getFirst().reason())
        .contains(SparseMemory.NOT_CAPTURED);
    assertThat(decoded.entryOffset(HIGH)).isPresent();
  }

  @Test
  void readsAByteOnceALook() throws MemoryLostException {
    int[] reads = {0};
    Memory counting =
        ranges -> {
          reads[0] += ranges.stream().mapToInt(Range::length).sum();
          return ranges.stream().map(r -> Chunk.of(r, Bytes.of(new byte[r.length()]))).toList();
        };
    RecordingMemory recording = new RecordingMemory(counting);
    recording.read(List.of(new Range(0, 100), new Range(50, 100)));
    recording.read(List.of(new Range(10, 200)));
    assertThat(reads[0]).isEqualTo(210);
    recording.look(1).read(List.of(new Range(0, 10)));
    assertThat(reads[0]).isEqualTo(220);
    assertThat(recording.recorded().storedBytes()).isEqualTo(210);
  }

  @Test
  void aCutFileGivesItsBeginning() {
    Bytes whole = Fixture.read("1.26-exe-full-var").executable();
    assertThat(SparseFormat.decode(whole).problems()).isEmpty();
    Damage.cuts(
        whole,
        200,
        cut -> {
          assertThat(SparseFormat.decode(cut).problems()).isNotEmpty();
          SparseFormat.decode(cut).value().read(List.of(new Range(0, 4096)));
        });
  }

  @Test
  void bearsFlips() {
    Bytes whole = Fixture.read("1.26-exe-full-var").executable();
    Damage.flips(
        whole.first(400),
        2000,
        7,
        damaged -> SparseFormat.decode(damaged).value().read(List.of(new Range(-4096, 4096))));
  }
}
