package initscope.layout.trace;

import initscope.gotrace.lane.LaneKind;
import java.util.Arrays;

/// Intervals that do not overlap, such as garbage collections; what lies between them is empty. Number is the interval's place.
final class IntervalSource implements RowSource {
  private final long[] from;
  private final long[] to;
  private final long[] before;

  /// @param from ascending
  /// @param to not after the next one's begin; later ones are cut there
  IntervalSource(long[] from, long[] to) {
    this.from = from.clone();
    this.to = to.clone();
    before = new long[from.length + 1];
    for (int i = 0; i < from.length; i++) {
      long next = i + 1 < from.length ? from[i + 1] : Long.MAX_VALUE;
      this.to[i] = Math.clamp(to[i], from[i], Math.max(from[i], next));
      before[i + 1] = before[i] + this.to[i] - this.from[i];
    }
  }

  int size() {
    return from.length;
  }

  long from(int row) {
    return from[row];
  }

  long to(int row) {
    return to[row];
  }

  /// How long all together.
  long total() {
    return before[from.length];
  }

  /// The place of the longest, -1 for none.
  int longest() {
    int longest = -1;
    for (int i = 0; i < from.length; i++) {
      if (longest < 0 || to[i] - from[i] > to[longest] - from[longest]) {
        longest = i;
      }
    }
    return longest;
  }

  private int firstAfter(long nanos) {
    int found = Arrays.binarySearch(from, nanos);
    int at = found < 0 ? -found - 1 : found;
    while (at < from.length && from[at] <= nanos) {
      at++;
    }
    return at;
  }

  @Override
  public long count(long start, long end) {
    return (long) firstAfter(end) - firstAfter(start);
  }

  @Override
  public void visit(long start, long end, StateSink sink) {
    for (int i = Math.max(0, firstAfter(start) - 1); i < from.length && from[i] < end; i++) {
      if (to[i] > start || (to[i] == from[i] && from[i] >= start)) {
        sink.state(from[i], to[i], LaneKind.RUNS, i, 0, null);
      }
    }
  }

  @Override
  public void sums(long[] moments, long[] sums, long[] counts) {
    for (int i = 0; i < moments.length; i++) {
      int begun = firstAfter(moments[i]);
      long sum = begun == 0 ? 0 : before[begun] - Math.max(0, to[begun - 1] - moments[i]);
      Arrays.fill(sums, i * 4, i * 4 + 4, 0);
      sums[i * 4 + LaneKind.RUNS] = sum;
      counts[i] = begun;
    }
  }
}
