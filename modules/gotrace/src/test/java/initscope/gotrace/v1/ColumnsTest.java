package initscope.gotrace.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void sideEventsAreSortedAndEqualOnesKeepTheirOrder() {
    SideEvents events = new SideEvents(V1Type.CPU_SAMPLE);
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      events.add(random.nextInt(100), 0, i, 0, 0, 0);
    }
    int[] order = events.order();
    for (int i = 1; i < order.length; i++) {
      long before = events.keys.get(order[i - 1]);
      long after = events.keys.get(order[i]);
      assertThat(before < after || (before == after && order[i - 1] < order[i])).isTrue();
    }
    assertThat(new SideEvents(V1Type.CPU_SAMPLE).order()).isEmpty();
  }

  @Test
  void rowsOfGoroutinesThatEndedAreUsedAgain() {
    Goroutines goroutines = new Goroutines();
    int first = goroutines.row(7);
    for (long g = 100; g < 10_100; g++) {
      int row = goroutines.row(g);
      goroutines.orders[row] = Transitions.RUNNING;
      goroutines.sequences[row] = 5;
      assertThat(goroutines.isRowOf(row, g)).isTrue();
      goroutines.end(row, g);
      assertThat(goroutines.row(g)).isEqualTo(Goroutines.ENDED);
    }
    assertThat(goroutines.rows()).isLessThan(10);
    assertThat(goroutines.row(7)).isEqualTo(first);
    int fresh = goroutines.row(99_999);
    assertThat(goroutines.orders[fresh]).isEqualTo(Transitions.DEAD);
    assertThat(goroutines.sequences[fresh]).isZero();
  }

  @Test
  void regionsAreUsedAgain() {
    Regions regions = new Regions();
    int outer = regions.begin(0, 1, 10);
    int inner = regions.begin(outer, 1, 11);
    assertThat(regions.ends(inner, 1, 11)).isTrue();
    assertThat(regions.ends(inner, 1, 10)).isFalse();
    assertThat(regions.drop(inner)).isEqualTo(outer);
    assertThat(regions.begin(outer, 2, 12)).isEqualTo(inner);
    regions.dropAll(inner);
    assertThat(regions.begin(0, 3, 13)).isIn(inner, outer);
  }
}
