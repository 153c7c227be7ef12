package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LongestRowTest {
  @Property
  void findsWhatAScanFinds(
      @ForAll @Size(min = 1, max = 60) @LongRange(min = 0, max = 9) long[] durations,
      @ForAll @IntRange(max = 60) int a,
      @ForAll @IntRange(max = 60) int b) {
    int from = Math.min(Math.min(a, b), durations.length);
    int to = Math.min(Math.max(a, b), durations.length);
    int found = new LongestRow(durations).in(from, to);
    if (from == to) {
      assertThat(found).isEqualTo(-1);
      return;
    }
    assertThat(found).isBetween(from, to - 1);
    for (int i = from; i < to; i++) {
      assertThat(durations[found]).isGreaterThanOrEqualTo(durations[i]);
    }
  }
}
