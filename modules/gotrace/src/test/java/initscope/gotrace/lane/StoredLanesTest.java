package initscope.gotrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoredLanesTest {
  private static final NumberLimits SMALL =
      new NumberLimits().with(LaneKind.RUNS, 0, 1, 3).with(LaneKind.WAITS, 0, 2, 0);

  private static byte[] stored(LaneStore store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ColumnWriter writer = new ColumnWriter(out);
    assertThat(store.seal().write(writer)).isTrue();
    writer.written();
    return out.toByteArray();
  }

  private static List<String> spans(Lanes lanes, long from, long to) {
    List<String> spans = new ArrayList<>();
    lanes.visit(
        0, from, to, (a, b, kind, number, reason) -> spans.add(a + " " + kind + " " + number));
    return spans;
  }

  private static LaneStore alternating(int pairs) {
    LaneStore store = new LaneStore(Arena.ofAuto());
    store.add();
    for (int i = 0; i < pairs; i++) {
      store.state(0, 20L * i, LaneKind.RUNS, i % 4, 0);
      store.state(0, 20L * i + 10, LaneKind.WAITS, 0, 1);
    }
    return store;
  }

  @Test
  void whatWasStoredIsReadAsItWas() throws IOException, DamagedIndexException {
    LaneStore store = alternating(400_000); // more than one slab
    Lanes read = Lanes.read(new ColumnReader(Bytes.of(stored(store))), SMALL);
    Lanes lanes = store.seal();
    assertThat(spans(read, Long.MIN_VALUE, Long.MAX_VALUE))
        .hasSize(800_000)
        .isEqualTo(spans(lanes, Long.MIN_VALUE, Long.MAX_VALUE));
    assertThat(spans(read, 7_000_000, 7_000_100)).isEqualTo(spans(lanes, 7_000_000, 7_000_100));
    long[] sums = new long[4];
    long[] expected = new long[4];
    assertThat(read.sumsAbout(0, 5_000_003, sums))
        .isEqualTo(lanes.sumsAbout(0, 5_000_003, expected));
    assertThat(sums).isEqualTo(expected);
  }

  @Test
  void aLaneEndsBeforeANumberThatCannotBe() throws IOException, DamagedIndexException {
    LaneStore store = alternating(2);
    store.state(0, 100, LaneKind.RUNS, 4, 0);
    store.state(0, 110, LaneKind.WAITS, 0, 1);
    Lanes read = Lanes.read(new ColumnReader(Bytes.of(stored(store))), SMALL);
    assertThat(spans(read, Long.MIN_VALUE, Long.MAX_VALUE))
        .containsExactly("0 1 0", "10 3 0", "20 1 1");
  }

  @Test
  void aLaneWhoseIndexHasANumberThatCannotBeIsEmptyThere()
      throws IOException, DamagedIndexException {
    LaneStore store = new LaneStore(Arena.ofAuto());
    store.add();
    for (int i = 0; i < 2 * LaneStore.BLOCK; i++) {
      store.state(0, i, LaneKind.RUNS, i == LaneStore.BLOCK - 1 ? 4 : 0, 0);
    }
    Lanes read = Lanes.read(new ColumnReader(Bytes.of(stored(store))), SMALL);
    assertThat(spans(read, LaneStore.BLOCK + 10, LaneStore.BLOCK + 20)).isEmpty();
  }

  /// In a thread of its own, since a walk that goes in circles never ends.
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aJumpToItselfEndsTheLane() throws IOException, DamagedIndexException {
    LaneStore store = alternating(20);
    byte[] bytes = stored(store);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int jump = -1;
    for (int at = 0; at < bytes.length - 4; at++) {
      if ((bytes[at] & 0xff) == LaneStore.JUMP && words.getInt(at + 1) == 48) {
        jump = at;
      }
    }
    assertThat(jump).as("the jump to the second chunk").isPositive();
    int slab = bytes.length - LaneStore.PADDING - 48 - 96 - 192; // its chunks
    assertThat(jump - slab).as("the jump's address").isBetween(0, 47);
    words.putInt(jump + 1, jump - slab);
    Lanes read = Lanes.read(new ColumnReader(Bytes.of(bytes)), SMALL);
    assertThat(spans(read, Long.MIN_VALUE, Long.MAX_VALUE)).isNotEmpty().hasSizeLessThan(20);
  }
}
