package initscope.model.perf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fills {@link SchedEvents}.
final class SchedRows {
  private static final int MAX_WORDS = 1 << 16;

  private int[] samples = new int[64];
  private byte[] kinds = new byte[64];
  private int[] tids = new int[64];
  private int[] others = new int[64];
  private char[] states = new char[64];
  private long[] valuesNanos = new long[64];
  private int[] names = new int[64];
  private final Map<String, Integer> known = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private int size;

  void add(int sample, SchedEvent event) {
    if (size == samples.length) {
      int more = size * 2;
      samples = Arrays.copyOf(samples, more);
      kinds = Arrays.copyOf(kinds, more);
      tids = Arrays.copyOf(tids, more);
      others = Arrays.copyOf(others, more);
      states = Arrays.copyOf(states, more);
      valuesNanos = Arrays.copyOf(valuesNanos, more);
      names = Arrays.copyOf(names, more);
    }
    samples[size] = sample;
    kinds[size] = (byte) event.kind().ordinal();
    tids[size] = event.tid();
    others[size] = event.other();
    states[size] = event.state();
    valuesNanos[size] = event.valueNanos();
    names[size] = word(event.kind() == SchedKind.EXEC ? event.file() : event.comm());
    size++;
  }

  private int word(String text) {
    Integer at = known.get(text);
    if (at != null) {
      return at;
    }
    if (words.size() == MAX_WORDS) {
      return 0;
    }
    known.put(text, words.size());
    words.add(text);
    return words.size() - 1;
  }

  SchedEvents build() {
    return new SchedEvents(
        Arrays.copyOf(samples, size),
        Arrays.copyOf(kinds, size),
        Arrays.copyOf(tids, size),
        Arrays.copyOf(others, size),
        Arrays.copyOf(states, size),
        Arrays.copyOf(valuesNanos, size),
        Arrays.copyOf(names, size),
        words);
  }
}
