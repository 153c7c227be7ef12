package initscope.gotrace.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIntMapTest {
  @Test
  void theMapHoldsWhatAnyMapHolds() {
    Random random = new Random(1);
    LongIntMap map = new LongIntMap();
    Map<Long, Integer> plain = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      long key = i % 3 == 0 ? random.nextLong() : random.nextInt(2000) - 1000;
      map.put(key, i);
      plain.put(key, i);
      long gone = random.nextLong(-1000, 1000);
      map.remove(gone);
      plain.remove(gone);
    }
    assertThat(map.size()).isEqualTo(plain.size());
    plain.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    assertThat(map.keys())
        .containsExactlyInAnyOrder(plain.keySet().stream().mapToLong(Long::longValue).toArray());
    assertThat(map.get(5000)).isEqualTo(LongIntMap.ABSENT);
  }

  /// Multiplied by the map's own multiplier these give 0, 1, 2 and so on, of which only the upper bits count.
  @Test
  void numbersChosenToMeetAreHeldToo() {
    long inverse = 0xf1de83e19937733dL;
    LongIntMap map = new LongIntMap();
    for (int i = 0; i < 300_000; i++) {
      map.put(i * inverse, i);
    }
    for (int i = 0; i < 300_000; i += 3) {
      map.remove(i * inverse);
    }
    assertThat(map.size()).isEqualTo(200_000);
    for (int i = 0; i < 300_000; i++) {
      assertThat(map.get(i * inverse)).isEqualTo(i % 3 == 0 ? LongIntMap.ABSENT : i);
    }
  }
}
