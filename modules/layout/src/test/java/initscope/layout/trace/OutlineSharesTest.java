package initscope.layout.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import initscope.gotrace.TraceOutline;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineSharesTest {
  private static TraceOutline.Row row(TraceOutline.Batch... batches) {
    return new TraceOutline.Row(1, 0, List.of(batches));
  }

  @Test
  void aBatchCountsEvenlyOverItsTime() {
    double[] shares = OutlineShares.of(row(new TraceOutline.Batch(50, 250, 200)), 400, 4);
    assertThat(shares).containsExactly(new double[] {50, 100, 50, 0}, within(1e-6));
  }

  @Test
  void nothingIsLostAtTheEdges() {
    TraceOutline.Row row =
        row(
            new TraceOutline.Batch(0, 0, 7),
            new TraceOutline.Batch(400, 400, 11),
            new TraceOutline.Batch(399, 400, 13));
    double[] shares = OutlineShares.of(row, 400, 3);
    assertThat(Arrays.stream(shares).sum()).isCloseTo(31, within(1e-3));
    assertThat(shares[0]).isCloseTo(7, within(1e-6));
    assertThat(shares[2]).isCloseTo(24, within(1e-3));
  }

  @Test
  void aTraceOfOneMomentHasOneColumn() {
    assertThat(OutlineShares.of(row(new TraceOutline.Batch(0, 0, 5)), 0, 2)[0]).isEqualTo(5);
    assertThat(OutlineShares.most(new double[][] {{0, 3}, {5, 0}})).isEqualTo(5);
    assertThat(OutlineShares.most(new double[0][])).isEqualTo(1);
  }
}
