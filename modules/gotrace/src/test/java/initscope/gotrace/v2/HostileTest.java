package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.gotrace.facts.TraceFacts;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Traces made to use up memory or time. Each is small; what it may cost is bounded.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileTest {
  private static final int FULL = 60_000;

  private static List<String> ids(Decoded<GoTrace> seen) {
    return seen.problems().stream().map(Problem::id).distinct().toList();
  }

  private static Decoded<GoTrace> decode(Bytes bytes) {
    Decoded<GoTrace> seen = Told.decode(bytes);
    TraceFacts.of(seen.value(), 0, new EventLocator(Bytes.EMPTY));
    return seen;
  }

  @Test
  void aBatchThatClaimsMuchGetsWhatIsThere() {
    byte[] whole = new WireBytes(22).tables(1).batch(1, 7, 0).build().toArray();
    whole[whole.length - 1] = (byte) 0xff; // a length of which the rest is missing
    assertThat(ids(decode(Bytes.of(whole)))).contains("gotrace.batch.header");
    byte[] claims = java.util.Arrays.copyOf(whole, whole.length + 3);
    claims[whole.length - 1] = (byte) 0x80;
    claims[whole.length] = (byte) 0x80;
    claims[whole.length + 1] = 4; // 65536, and one byte is there
    assertThat(ids(decode(Bytes.of(claims)))).contains("gotrace.batch.cut");
  }

  @Test
  void manyGenerationsOfNothingAreBounded() {
    WireBytes trace = new WireBytes(22);
    for (int generation = 1; generation <= 300_000; generation++) {
      trace.event(EventType.PROC_STATUS, 1, 0, 2).batch(generation, 7, generation);
    }
    Decoded<GoTrace> seen = decode(trace.build());
    assertThat(seen.problems()).hasSize(Problem.MAX_PROBLEMS + 1);
    assertThat(seen.value().generations()).hasSize(20_000);
  }

  @Test
  void manyEmptyBatchesOfManyThreadsAreBounded() {
    WireBytes trace = new WireBytes(22).tables(1);
    for (int i = 0; i < 1_000_000; i++) {
      trace.batch(1, i, 0);
    }
    assertThat(decode(trace.build()).value().generations()).hasSize(1);
  }

  private static Decoded<GoTrace> goroutines(int count, LongUnaryOperator id) {
    WireBytes trace = new WireBytes(22).tables(1);
    for (int i = 0; i < count; i++) {
      trace.event(EventType.GO_STATUS, 1, id.applyAsLong(i), -1, 4);
      if (trace.batchSize() > FULL) {
        trace.batch(1, 7, 0);
      }
    }
    return decode(trace.batch(1, 7, 0).build());
  }

  @Test
  void goroutineNumbersMayBeAnything() {
    Decoded<GoTrace> seen = goroutines(200_000, i -> i * 0x2545f4914f6cdd1dL);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().goroutines().size()).isEqualTo(200_000);
  }

  /// The inverse of the multiplier spreads nothing: every number lands in the same place of a table.
  @Test
  void numbersChosenAgainstTheTableDoNotMakeItSlow() {
    long inverse = 0xf1de83e19937733dL;
    assertThat(inverse * 0x9e3779b97f4a7c15L).isEqualTo(1);
    Decoded<GoTrace> seen = goroutines(400_000, i -> i * inverse);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().goroutines().size()).isEqualTo(400_000);
  }

  @Test
  void textsLongerThanTheirBatchAreRefused() {
    for (long length : new long[] {1, 1024, 1025, 1L << 40, -1}) {
      WireBytes trace = new WireBytes(22).tables(1);
      trace.event(EventType.STRINGS).event(EventType.STRING, 1, length).batch(1, -1, 0);
      assertThat(ids(decode(trace.build()))).containsExactly("gotrace.strings.damaged");
    }
  }

  @Test
  void stacksOfMoreFramesThanThereCanBeAreRefused() {
    for (long frames : new long[] {1, 128, 129, 1L << 40, -1}) {
      WireBytes trace = new WireBytes(22).tables(1);
      trace.event(EventType.STACKS).event(EventType.STACK, 1, frames).batch(1, -1, 0);
      assertThat(ids(decode(trace.build()))).containsExactly("gotrace.stacks.damaged");
    }
  }

  @Test
  void numbersLongerThan64BitsAreRefused() {
    WireBytes trace = new WireBytes(22).tables(1);
    trace.raw((byte) EventType.PROC_STATUS, (byte) 1);
    for (int i = 0; i < 20; i++) {
      trace.raw((byte) 0xff);
    }
    trace.raw((byte) 1, (byte) 2);
    assertThat(ids(decode(trace.batch(1, 7, 0).build()))).hasSize(1);
  }

  @Test
  void aFrequencyOfAnyKindIsBorne() {
    for (long frequency : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      WireBytes trace = new WireBytes(22);
      trace.event(EventType.FREQUENCY, frequency).batch(1, -1, 0);
      trace.event(EventType.PROC_STATUS, 1, 0, 2).event(EventType.PROC_START, -1, 0, 1);
      trace.event(EventType.GO_STATUS, 5, 1, 7, 2).batch(1, 7, 0);
      GoTrace seen = decode(trace.build()).value();
      seen.goroutine(0).visit(Long.MIN_VALUE, Long.MAX_VALUE, (f, t, k, n, r, g) -> {});
      assertThat(seen.goroutines().size()).isEqualTo(1);
    }
  }

  @Test
  void regionsWithinRegionsWithoutEndAreBounded() {
    WireBytes trace = new WireBytes(22).tables(1);
    trace.event(EventType.PROC_STATUS, 1, 0, 1).event(EventType.GO_STATUS, 1, 1, 7, 2);
    for (int i = 0; i < 1_000_000; i++) {
      trace.event(EventType.USER_REGION_BEGIN, 1, 0, 0, 0);
      if (trace.batchSize() > FULL) {
        trace.batch(1, 7, 0);
      }
    }
    Decoded<GoTrace> seen = decode(trace.batch(1, 7, 0).build());
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().generations().getFirst().rangeLanes().count(0)).isEqualTo(1_000_000);
  }
}
