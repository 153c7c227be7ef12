package initscope.xray.lapse;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.go.TimeLapse.Moment;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Made-up links and hosts, of which the truth is known.
class LapseClockTest {
  private static final long MILLI = 1_000_000L;
  private static final long TICK = 10 * MILLI;

  /// The true times of the memory reads, beside the samples.
  private record Made(List<LapseSample> samples, List<Long> truth) {}

  private static Made made(Random random, boolean timer, long suspended) {
    long offset = 3_600_000 * MILLI + random.nextInt(1_000_000_000);
    List<LapseSample> samples = new ArrayList<>();
    List<Long> truth = new ArrayList<>();
    long sent = 0;
    for (int i = 0; i < 200; i++) {
      sent += 50 * MILLI + random.nextInt(5_000_000);
      long there = sent + MILLI + random.nextInt(20_000_000);
      long memory = there + 30_000 + random.nextInt(200_000);
      long after = memory + 30_000 + random.nextInt(100_000);
      long received = after + MILLI + random.nextInt(20_000_000);
      Map<Source, List<Chunk>> chunks = new EnumMap<>(Source.class);
      long up = (there + offset) / TICK;
      text(chunks, Source.UPTIME, String.format(Locale.ROOT, "%d.%02d 1.00\n", up / 100, up % 100));
      if (timer) {
        text(chunks, Source.CLOCK, "\nnow at " + (there + 5000 + offset - suspended) + " nsecs");
        text(chunks, Source.CLOCK_AFTER, "\nnow at " + (after + offset - suspended) + " nsecs");
      }
      samples.add(new LapseSample(sent, received, 5, -1, chunks));
      truth.add(memory + offset);
    }
    return new Made(samples, truth);
  }

  private static void text(Map<Source, List<Chunk>> chunks, Source source, String text) {
    int length = (int) Bytes.of(text).size();
    chunks.put(source, List.of(Chunk.of(new Range(0, length), Bytes.of(text))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everySampleLiesWithinItsBound(long seed) {
    for (boolean timer : new boolean[] {false, true}) {
      Made made = made(new Random(seed), timer, 0);
      LapseClock clock = LapseClock.of(made.samples());
      assertThat(clock.source()).isEqualTo(timer ? "timer_list" : "uptime");
      for (int i = 0; i < made.truth().size(); i++) {
        Moment moment = clock.moments().get(i);
        assertThat(Math.abs(moment.nanos() - made.truth().get(i)))
            .isLessThanOrEqualTo(moment.boundNanos() + 1);
      }
      assertThat(clock.boundNanos()).isLessThan(timer ? MILLI : 25 * MILLI);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void aHostThatWasSuspendedIsPutOnTheAxisOfUptime(long seed) {
    long suspended = 7_200_000 * MILLI;
    Made made = made(new Random(seed), true, suspended);
    LapseClock clock = LapseClock.of(made.samples());
    for (int i = 0; i < made.truth().size(); i++) {
      long wrong = Math.abs(clock.moments().get(i).nanos() - made.truth().get(i));
      assertThat(wrong).isLessThan(5 * TICK);
    }
  }
}
