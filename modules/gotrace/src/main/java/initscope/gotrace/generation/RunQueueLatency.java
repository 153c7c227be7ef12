package initscope.gotrace.generation;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import java.io.IOException;

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

  void write(ColumnWriter out) throws IOException {
    out.longs(counts, counts.length);
    out.number(longest);
    out.number(longestSince);
    out.number(longestRow);
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @param goroutines how many rows there are
  static RunQueueLatency read(ColumnReader in, int goroutines) throws DamagedIndexException {
    RunQueueLatency latency = new RunQueueLatency();
    System.arraycopy(in.longs(latency.counts.length), 0, latency.counts, 0, latency.counts.length);
    latency.longest = in.number();
    latency.longestSince = in.number();
    long row = in.number();
    DamagedIndexException.require(row >= -1 && row < goroutines, "a goroutine");
    latency.longestRow = (int) row;
    return latency;
  }
}
