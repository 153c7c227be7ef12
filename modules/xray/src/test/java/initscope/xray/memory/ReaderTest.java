package initscope.xray.memory;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderTest {
  private final List<List<Range>> batches = new ArrayList<>();
  private final SparseMemory stored =
      SparseMemory.of(
          List.of(
              Chunk.of(new Range(0, 4096), Bytes.of(new byte[4096])),
              Chunk.unreadable(new Range(4096, 100), "hole"),
              Chunk.of(new Range(4196, 4096), Bytes.of(new byte[4096]))));
  private final Memory counting =
      ranges -> {
        batches.add(ranges);
        return stored.read(ranges);
      };

  @Test
  void mergesNeighboursAndReadsNoByteTwice() throws MemoryLostException {
    Reader reader = new Reader(counting, 1 << 20);
    assertThat(reader.bytes(0, 8)).isEmpty();
    assertThat(reader.bytes(100, 8)).isEmpty();
    assertThat(reader.bytes(4000, 8)).isEmpty();
    assertThat(reader.fetch()).isTrue();
    assertThat(batches).containsExactly(List.of(new Range(0, 108), new Range(4000, 8)));
    assertThat(reader.bytes(20, 8)).isPresent();
    assertThat(reader.fetch()).isFalse();
    assertThat(reader.bytes(104, 8)).isEmpty();
    reader.fetch();
    assertThat(batches.getLast()).containsExactly(new Range(108, 4));
    assertThat(reader.traffic()).isEqualTo(new Traffic(2, 3, 120));
  }

  @Test
  void aHoleHidesNothingBehindIt() throws MemoryLostException {
    Reader reader = new Reader(counting, 1 << 20);
    reader.start(4000, 150);
    reader.bytes(4200, 8);
    reader.fetch();
    assertThat(reader.start(4000, 150)).hasValueSatisfying(b -> assertThat(b.size()).isEqualTo(96));
    assertThat(reader.bytes(4200, 8)).isPresent();
    assertThat(reader.why(4096)).contains("hole");
  }

  @Test
  void aHoleHidesNothingBehindItOnceRecorded() throws MemoryLostException {
    RecordingMemory recording = new RecordingMemory(counting);
    Reader live = new Reader(recording, 1 << 20);
    live.start(4000, 150);
    live.bytes(4200, 8);
    live.fetch();
    assertThat(live.bytes(4200, 8)).isPresent();
    Reader again = new Reader(recording.recorded(), 1 << 20);
    again.wish(4000, 300);
    again.fetch();
    assertThat(again.bytes(4200, 8)).isPresent();
    assertThat(again.start(4000, 150)).isEqualTo(live.start(4000, 150));
    assertThat(again.why(4096)).contains("hole");
  }

  @Test
  void aHoleInAWishTakesNothingFromAnotherWithinIt() throws MemoryLostException {
    Reader reader = new Reader(counting, 1 << 20);
    reader.wish(4000, 1000);
    reader.wish(4300, 8);
    reader.wish(4200, 8);
    reader.fetch();
    assertThat(reader.start(4000, 1000))
        .hasValueSatisfying(b -> assertThat(b.size()).isEqualTo(96));
    assertThat(reader.bytes(4200, 8)).isPresent();
    assertThat(reader.bytes(4300, 8)).isPresent();
    assertThat(reader.fetch()).isFalse();
  }

  /// Between both stands a hole that nobody wished for: it must not be asked for for ever.
  @Test
  void wishesForWhatIsKnownEnd() throws MemoryLostException {
    Reader reader = new Reader(counting, 1 << 20);
    reader.bytes(4088, 8);
    reader.fetch();
    reader.bytes(4196, 8);
    reader.fetch();
    reader.wish(4088, 8);
    reader.wish(4196, 8);
    assertThat(reader.fetch()).isFalse();
  }

  @Test
  void keepsToItsLimit() throws MemoryLostException {
    Reader reader = new Reader(counting, 1000);
    reader.bytes(0, 900);
    reader.fetch();
    reader.bytes(2000, 900);
    reader.fetch();
    assertThat(reader.bytes(2000, 900)).isEmpty();
    assertThat(reader.fetch()).isFalse();
    assertThat(reader.why(2000)).hasValueSatisfying(w -> assertThat(w).contains("limit"));
  }

  @Test
  void bearsRangesAtBothEndsOfTheAddressSpace() throws MemoryLostException {
    Reader reader = new Reader(counting, 1 << 20);
    reader.bytes(0, 8);
    reader.bytes(-16, 16);
    reader.bytes(-8, 16);
    reader.bytes(Long.MIN_VALUE, 16);
    reader.fetch();
    assertThat(reader.bytes(0, 8)).isPresent();
    assertThat(reader.bytes(-16, 16)).isEmpty();
    assertThat(reader.fetch()).isFalse();
  }
}
