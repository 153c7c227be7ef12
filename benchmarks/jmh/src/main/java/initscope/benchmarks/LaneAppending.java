package initscope.benchmarks;

import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.LaneStore;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One state at the end of a lane, with what its memory costs. Lanes take turns as goroutines on a few processors do: each is made ready,
/// runs, and waits with a reason.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LaneAppending {
  private static final int STATES = 300_000;
  private static final int EACH = 3;

  /// How many lanes take turns: within the processor's nearest memory, and beyond it.
  @Param({"16", "10000"})
  public int lanes;

  /// No lane yet.
  public LaneAppending() {}

  /// Appends states to new lanes.
  @Benchmark
  @OperationsPerInvocation(STATES)
  public long state() {
    try (Arena arena = Arena.ofConfined()) {
      LaneStore store = new LaneStore(arena);
      for (int lane = 0; lane < lanes; lane++) {
        store.add();
      }
      long ticks = 0;
      for (int turn = 0; turn < STATES / EACH; turn++) {
        int lane = turn % lanes;
        store.state(lane, ticks += 40, LaneKind.WAITS_TO_RUN, turn & 0xff, 1);
        store.state(lane, ticks += 700, LaneKind.RUNS, turn & 3, 0);
        store.state(lane, ticks += 9_000, LaneKind.WAITS, turn & 0xfff, 5);
      }
      return store.since(0);
    }
  }
}
