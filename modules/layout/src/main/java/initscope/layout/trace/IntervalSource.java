package initscope.layout.trace;

import initscope.gotrace.lane.LaneKind;
import java.util.Arrays;

/// Intervals that do not overlap, such as garbage collections; what lies between them is empty. Number is the interval's place.
final class IntervalSource implements RowSource {
  private final long[] from;
  private final long[] to;
  private final int low;
  private final int high;
  private final long[] before;

  /// @param from ascending
  /// @param to not after the next one's begin; later ones are cut there
  IntervalSource(long[] from, long[] to) {
    this(from, to, new long[from.length + 1], 0, from.length);
    for (int i = 0; i < from.length; i++) {
      before[i + 1] = before[i] + to(i) - from[i];
    }
  }

  /// A stretch of columns that many rows share; they are not copied.
  ///
  /// @param before how long all intervals before each last together, those of other rows too; one more than there are
  /// @param low the first interval of this row
  /// @param high the first that is not
  IntervalSource(long[] from, long[] to, long[] before, int low, int high) {
    this.from = from;
    this.to = to;
    this.before = before;
    this.low = low;
    this.high = high;
  }

  int size() {
    return high - low;
  }

  long from(int row) {
    return from[row];
  }

  long to(int row) {
    long next = row + 1 < high ? from[row + 1] : Long.MAX_VALUE;
    return Math.clamp(to[row], from[row], Math.max(from[row], next));
  }

  /// The place of the longest, -1 for none.
  int longest() {
    int longest = -1;
    for (int i = low; i < high; i++) {
      if (longest < 0 || to(i) - from[i] > to(longest) - from[longest]) {
        longest = i;
      }
    }
    return longest;
  }

  private int firstAfter(long nanos) {
    int begin = low;
    int end = high;
    while (begin < end) {
      int middle = (begin + end) >>> 1;
      if (from[middle] <= nanos) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }

  @Override
  public long count(long start, long end) {
    return (long) firstAfter(end) - firstAfter(start);
  }

  @Override
  public void visit(long start, long end, StateSink sink) {
    for (int i = Math.max(low, firstAfter(start) - 1); i < high && from[i] < end; i++) {
      long ends = to(i);
      if (ends > start || (ends == from[i] && from[i] >= start)) {
        sink.state(from[i], ends, LaneKind.RUNS, i, 0, null);
      }
    }
  }

  @Override
  public void sums(long[] moments, long[] sums, long[] counts) {
    for (int i = 0; i < moments.length; i++) {
      int begun = firstAfter(moments[i]);
      long last = begun == low ? 0 : Math.max(0, to(begun - 1) - moments[i]);
      long sum = before[begun] - before[low] - last;
      Arrays.fill(sums, i * 4, i * 4 + 4, 0);
      sums[i * 4 + LaneKind.RUNS] = sum;
      counts[i] = (long) begun - low;
    }
  }
}
