package initscope.gotrace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.testing.Damage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A trace by its headers.
class TraceOutlineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "go1.22-generations.trace",
        "go1.24-allocfree.trace",
        "go1.25-flight.trace",
        "go1.26-generations.trace"
      })
  void tellsThreadsAndTimesOfTheTrace(String name) {
    Bytes bytes = Told.read(Told.RECORDED.resolve(name));
    TraceOutline outline = TraceOutline.of(bytes).orElseThrow();
    GoTrace trace = Told.decode(bytes).value();
    assertThat(outline.generations()).isEqualTo(trace.generations().size());
    assertThat(outline.bytes()).isEqualTo(bytes.size());
    assertThat(outline.rows())
        .extracting(TraceOutline.Row::thread)
        .isSubsetOf(trace.threads())
        .isNotEmpty();
    long duration = trace.endNanos() - trace.startNanos();
    assertThat(outline.durationNanos()).isPositive().isLessThan(duration + 1_000_000);
    for (TraceOutline.Row row : outline.rows()) {
      assertThat(row.bytes())
          .isEqualTo(row.batches().stream().mapToLong(TraceOutline.Batch::bytes).sum())
          .isLessThan(bytes.size());
      assertThat(row.batches())
          .allMatch(b -> b.fromNanos() >= 0 && b.fromNanos() <= b.toNanos())
          .allMatch(b -> b.toNanos() <= outline.durationNanos());
    }
  }

  @Test
  void theFormatBeforeHasNone() {
    assertThat(TraceOutline.of(Told.read(Told.RECORDED.resolve("../v1/small-1.21.trace"))))
        .isEmpty();
    assertThat(TraceOutline.of(Bytes.of("no trace at all"))).isEmpty();
  }

  @Test
  void damageIsBorne() {
    Bytes whole = Told.read(Told.RECORDED.resolve("go1.26-generations.trace"));
    Damage.cuts(whole, 300, TraceOutline::of);
    Damage.flips(whole, 300, 3, TraceOutline::of);
  }
}
