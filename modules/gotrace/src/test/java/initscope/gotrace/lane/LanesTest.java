package initscope.gotrace.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final long[] GAPS = {0, 0, 1, 7, 255, 256, 65_535, 65_536, 1L << 32, 1L << 40};

  private record State(long ticks, int kind, int number, int reason) {}

  private record Span(long from, long to, int kind, int number, int reason) {}

  /// Lanes, and what was written to them.
  private record Written(Lanes lanes, List<List<State>> model) {}

  private static Written write(Random random, int laneCount, int records, Arena arena) {
    LaneStore store = new LaneStore(arena);
    List<List<State>> model = new ArrayList<>();
    for (int i = 0; i < laneCount; i++) {
      assertThat(store.add()).isEqualTo(i);
      model.add(new ArrayList<>());
    }
    long now = random.nextLong(1L << 50);
    for (int i = 0; i < records; i++) {
      now += GAPS[random.nextInt(GAPS.length)] * random.nextInt(3);
      int lane = random.nextInt(3) == 0 ? 0 : random.nextInt(laneCount);
      int kind = random.nextInt(5);
      int number = random.nextInt() >>> random.nextInt(33);
      int reason = LaneKind.hasReason(kind) ? random.nextInt(256) : 0;
      // another thread's clock may be behind
      long ticks = random.nextInt(10) == 0 ? now - 5 : now;
      List<State> states = model.get(lane);
      long kept = states.isEmpty() ? ticks : Math.max(states.getLast().ticks(), ticks);
      states.add(new State(kept, kind, number, reason));
      store.state(lane, ticks, kind, number, reason);
      assertThat(store.kind(lane)).isEqualTo(kind);
      assertThat(store.since(lane)).isEqualTo(kept);
      assertThat(store.isLater(lane)).isEqualTo(states.size() > 1);
    }
    return new Written(store.seal(), model);
  }

  private static List<Span> spans(List<State> states) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      State s = states.get(i);
      long to = i + 1 < states.size() ? states.get(i + 1).ticks() : Long.MAX_VALUE;
      spans.add(new Span(s.ticks(), to, s.kind(), s.number(), s.reason()));
    }
    return spans;
  }

  private static List<Span> visited(Lanes lanes, int lane, long from, long to) {
    List<Span> spans = new ArrayList<>();
    lanes.visit(lane, from, to, (a, b, k, n, r) -> spans.add(new Span(a, b, k, n, r)));
    return spans;
  }

  @Property(tries = 60)
  void lanesGiveBackWhatWasWritten(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 200) int laneCount,
      @ForAll @IntRange(min = 0, max = 6000) int records) {
    Random random = new Random(seed);
    try (Arena arena = Arena.ofConfined()) {
      Written written = write(random, laneCount, records, arena);
      Lanes lanes = written.lanes();
      assertThat(lanes.size()).isEqualTo(laneCount);
      for (int lane = 0; lane < laneCount; lane++) {
        List<State> states = written.model().get(lane);
        assertThat(lanes.count(lane)).isEqualTo(states.size());
        assertThat(visited(lanes, lane, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(spans(states));
        if (states.isEmpty()) {
          assertThat(lanes.lastKind(lane)).isEqualTo(LaneKind.NONE);
        } else {
          assertThat(lanes.begunTicks(lane)).isEqualTo(states.getFirst().ticks());
          assertThat(lanes.lastTicks(lane)).isEqualTo(states.getLast().ticks());
          assertThat(lanes.lastKind(lane)).isEqualTo(states.getLast().kind());
          intervals(lanes, lane, states, random);
          sums(lanes, lane, states);
        }
      }
    }
  }

  private static void intervals(Lanes lanes, int lane, List<State> states, Random random) {
    List<Span> all = spans(states);
    for (int i = 0; i < 5; i++) {
      long a = states.get(random.nextInt(states.size())).ticks() + random.nextInt(3) - 1;
      long b = states.get(random.nextInt(states.size())).ticks() + random.nextInt(3) - 1;
      long from = Math.min(a, b);
      long to = Math.max(a, b);
      List<Span> expected = all.stream().filter(s -> s.to() > from && s.from() <= to).toList();
      assertThat(visited(lanes, lane, from, to)).isEqualTo(expected);
    }
  }

  private static long[] sumsAt(List<State> states, long ticks) {
    long[] sums = new long[4];
    for (Span span : spans(states)) {
      if (span.kind() < 4) {
        sums[span.kind()] += Math.max(0, Math.min(span.to(), ticks) - span.from());
      }
    }
    return sums;
  }

  private static void sums(Lanes lanes, int lane, List<State> states) {
    long end = states.getLast().ticks();
    for (int kind = 0; kind < 4; kind++) {
      assertThat(lanes.sumTicks(lane, kind)).isEqualTo(sumsAt(states, end)[kind]);
    }
    long[] seen = new long[4];
    for (long after : new long[] {0, 1, 1000}) {
      assertThat(lanes.sumsAbout(lane, end + after, seen)).isEqualTo(states.size());
      assertThat(seen).isEqualTo(sumsAt(states, end + after));
    }
    for (int i = LaneStore.BLOCK - 1; i < states.size(); i += LaneStore.BLOCK) {
      long at = states.get(i).ticks();
      lanes.sumsAbout(lane, at, seen);
      assertThat(seen).as("at an entry of the index").isEqualTo(sumsAt(states, at));
    }
    long begin = states.getFirst().ticks();
    assertThat(lanes.sumsAbout(lane, begin - 1, seen)).isZero();
    long[] before = {0, 0, 0, 0};
    int count = 0;
    for (int i = 0; i <= 50; i++) {
      long at = begin + (end - begin) / 50 * i;
      int now = lanes.sumsAbout(lane, at, seen);
      assertThat(now).isGreaterThanOrEqualTo(count);
      assertThat(lanes.countAbout(lane, begin - 1, at)).isEqualTo(now);
      for (int kind = 0; kind < 4; kind++) {
        assertThat(seen[kind]).isGreaterThanOrEqualTo(before[kind]);
      }
      assertThat(seen[0] + seen[1] + seen[2] + seen[3]).isLessThanOrEqualTo(at - begin + 4);
      before = seen.clone();
      count = now;
    }
  }

  @Test
  void timesAtBothEndsOfTheClockAreBorne() {
    try (Arena arena = Arena.ofConfined()) {
      LaneStore store = new LaneStore(arena);
      int lane = store.add();
      store.state(lane, Long.MIN_VALUE, LaneKind.RUNS, -1, 0);
      store.state(lane, Long.MAX_VALUE, LaneKind.WAITS, -1, 255);
      store.state(lane, -1, LaneKind.GONE, 0, 0);
      Lanes lanes = store.seal();
      assertThat(visited(lanes, lane, Long.MIN_VALUE, Long.MAX_VALUE)).isNotEmpty();
      long[] sums = new long[4];
      for (long at : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
        assertThat(lanes.sumsAbout(lane, at, sums)).isBetween(0, 3);
      }
    }
  }

  @Test
  void aLongLaneGoesOnOverManySlabs() {
    try (Arena arena = Arena.ofConfined()) {
      LaneStore store = new LaneStore(arena);
      int lane = store.add();
      int records = 3_000_000;
      for (int i = 0; i < records; i++) {
        store.state(lane, i * (1L << 32), i % 4, -1 - i, i % 256);
      }
      Lanes lanes = store.seal();
      int[] seen = {0};
      lanes.visit(
          lane,
          0,
          Long.MAX_VALUE,
          (from, to, kind, number, reason) -> {
            if (from == seen[0] * (1L << 32) && number == -1 - seen[0]) {
              seen[0]++;
            }
          });
      assertThat(seen[0]).isEqualTo(records);
    }
  }

  /// Memory that ends after some allocations.
  private static final class Little implements Arena {
    private final Arena arena;
    private int left;

    Little(Arena arena, int left) {
      this.arena = arena;
      this.left = left;
    }

    @Override
    public MemorySegment allocate(long size, long alignment) {
      if (left-- <= 0) {
        throw new OutOfMemoryError("no more");
      }
      return arena.allocate(size, alignment);
    }

    @Override
    public MemorySegment.Scope scope() {
      return arena.scope();
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  @Test
  void whatFitsCanBeReadWhereMemoryEnds() {
    for (int allocations = 0; allocations < 4; allocations++) {
      try (Arena arena = Arena.ofConfined()) {
        LaneStore store = new LaneStore(new Little(arena, allocations));
        for (int i = 0; i < 100; i++) {
          store.add();
        }
        for (int i = 0; i < 20_000; i++) {
          store.state(i % 100, i, i % 4, i, i % 200);
          store.state(0, i, LaneKind.RUNS, i, 0);
        }
        assertThat(store.isFull()).isEqualTo(true);
        Lanes lanes = store.seal();
        long[] sums = new long[4];
        for (int lane = 0; lane < lanes.size(); lane++) {
          List<Span> spans = visited(lanes, lane, Long.MIN_VALUE, Long.MAX_VALUE);
          assertThat(spans).hasSize(lanes.count(lane));
          assertThat(visited(lanes, lane, 1000, 2000)).isSubsetOf(spans);
          assertThat(lanes.sumsAbout(lane, Long.MAX_VALUE / 2, sums)).isEqualTo(spans.size());
          for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).from()).isEqualTo(spans.get(i - 1).to());
          }
        }
      }
    }
  }

  @Test
  void aStoreOfFewRecordsTakesLittleMemory() {
    long[] bytes = {0};
    try (Arena arena = Arena.ofConfined()) {
      Arena counted =
          new Arena() {
            @Override
            public MemorySegment allocate(long size, long alignment) {
              bytes[0] += size;
              return arena.allocate(size, alignment);
            }

            @Override
            public MemorySegment.Scope scope() {
              return arena.scope();
            }

            @Override
            public void close() {}
          };
      LaneStore store = new LaneStore(counted);
      store.state(store.add(), 1, LaneKind.RUNS, 1, 0);
      // a trace has four stores for every second, and a hostile one for every 40 bytes
      assertThat(bytes[0]).isLessThan(8 << 10);
    }
  }
}
