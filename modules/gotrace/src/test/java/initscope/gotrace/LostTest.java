package initscope.gotrace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;
import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Times in which events are missing.
class LostTest {
  /// What was told last, and over which time nothing is known.
  private record Lost(long from, long to, int lastKind, int reason) {}

  private static final class Collected implements TraceTrack.Visitor {
    private final List<Lost> lost = new ArrayList<>();
    private int told;

    @Override
    public void span(long from, long to, int kind, int number, int reason, Generation in) {
      assertThat(kind).isLessThanOrEqualTo(LaneKind.WAITS);
      told++;
    }

    @Override
    public void lost(long from, long to, int last, int number, int reason, Generation in) {
      lost.add(new Lost(from, to, last, reason));
    }
  }

  private static GoTrace cut() {
    byte[] whole = Told.read(Told.RECORDED.resolve("go1.26.trace")).toArray();
    return Told.decode(Bytes.of(Arrays.copyOf(whole, whole.length * 3 / 5))).value();
  }

  @Test
  void whatWasToldLastIsToldWithIt() {
    GoTrace trace = cut();
    assertThat(trace.lost())
        .singleElement()
        .satisfies(l -> assertThat(l.toNanos()).isEqualTo(trace.endNanos()));
    int lost = 0;
    for (int row = 0; row < trace.goroutines().size(); row++) {
      TraceTrack track = trace.goroutine(row);
      Collected all = new Collected();
      track.visit(trace.startNanos(), trace.endNanos(), all);
      for (Lost one : all.lost) {
        assertThat(one.lastKind()).isBetween(0, LaneKind.WAITS);
        assertThat(one.from()).isGreaterThanOrEqualTo(trace.lost().getFirst().fromNanos());
        Collected within = new Collected();
        long middle = one.from() + (one.to() - one.from()) / 2;
        track.visit(middle, middle, within);
        assertThat(within.lost).contains(one);
        lost++;
      }
    }
    assertThat(lost).isPositive();
  }

  @Test
  void aWholeTraceHasNone() {
    GoTrace trace = Told.decode(Told.read(Told.RECORDED.resolve("go1.26.trace"))).value();
    assertThat(trace.lost()).isEmpty();
  }
}
