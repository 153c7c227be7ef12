package initscope.gotrace.generation;

/// How long goroutines that were ready waited for a P, in one generation: a histogram by powers of two of ticks, and the longest.
public final class RunQueueLatency {
  private final long[] counts = new long[64];
  private long longest = -1;
  private long longestSince;
  private int longestRow = -1;

  RunQueueLatency() {}

  void add(int row, long since, long ticks) {
    counts[64 - Long.numberOfLeadingZeros(ticks) & 63]++;
    if (ticks > longest) {
      longest = ticks;
      longestSince = since;
      longestRow = row;
    }
  }

  /// How many waits were of less than {@code 1 << bucket} ticks and not counted in a lower bucket.
  public long count(int bucket) {
    return counts[bucket];
  }

  /// The longest in ticks, -1 where there was none.
  public long longestTicks() {
    return longest;
  }

  /// When it began.
  public long longestSince() {
    return longestSince;
  }

  /// Row of the goroutine, -1 where there was none.
  public int longestRow() {
    return longestRow;
  }
}
