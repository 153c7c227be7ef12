package initscope.formats.perfdata;

import java.util.Arrays;
import java.util.function.LongConsumer;

/// Records in the order of time. Each CPU writes its own; perf reads one after the other, and says after each round that nothing older than
/// the newest record of the round before will come: {@code PERF_RECORD_FINISHED_ROUND}. Records of one time keep their order. Source: Linux,
/// tools/perf/util/ordered-events.c.
final class TimeQueue {
  /// More records without the end of a round: the older half goes out.
  private static final int MOST = 1 << 21;

  private final LongConsumer out;
  private long[] times = new long[1 << 10];
  private long[] offsets = new long[1 << 10];
  private int size;
  private long newest;
  private long limit;

  /// @param out told the offsets of records, in order
  TimeQueue(LongConsumer out) {
    this.out = out;
  }

  void add(long time, long offset) {
    if (size == MOST) {
      sort();
      limit = times[size / 2];
      flush();
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
    }
    times[size] = time;
    offsets[size] = offset;
    size++;
    if (size == 1 || Long.compareUnsigned(time, newest) > 0) {
      newest = time;
    }
  }

  /// A round is over.
  void round() {
    sort();
    flush();
    limit = newest;
  }

  /// Nothing comes any more.
  void end() {
    sort();
    emit(size);
  }

  private void flush() {
    int count = 0;
    while (count < size && Long.compareUnsigned(times[count], limit) <= 0) {
      count++;
    }
    emit(count);
  }

  private void emit(int count) {
    for (int i = 0; i < count; i++) {
      out.accept(offsets[i]);
    }
    System.arraycopy(times, count, times, 0, size - count);
    System.arraycopy(offsets, count, offsets, 0, size - count);
    size -= count;
  }

  /// Merges runs that are in order already, two neighbours at a time.
  private void sort() {
    int[] runs = runs();
    int count = runs[runs.length - 1];
    long[] otherTimes = count > 1 ? new long[size] : times;
    long[] otherOffsets = count > 1 ? new long[size] : offsets;
    while (count > 1) {
      int merged = 0;
      for (int run = 0; run < count; run += 2) {
        int middle = run + 1 < count ? runs[run + 1] : size;
        int end = run + 2 < count ? runs[run + 2] : size;
        merge(runs[run], middle, end, otherTimes, otherOffsets);
        runs[merged++] = runs[run];
      }
      count = merged;
      System.arraycopy(otherTimes, 0, times, 0, size);
      System.arraycopy(otherOffsets, 0, offsets, 0, size);
    }
  }

  /// Where runs begin; the last element says how many there are.
  private int[] runs() {
    int[] runs = new int[16];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || Long.compareUnsigned(times[i], times[i - 1]) < 0) {
        if (count + 1 == runs.length) {
          runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[count++] = i;
      }
    }
    runs[runs.length - 1] = count;
    return runs;
  }

  private void merge(int from, int middle, int end, long[] toTimes, long[] toOffsets) {
    int left = from;
    int right = middle;
    for (int i = from; i < end; i++) {
      boolean takesLeft =
          left < middle && (right == end || Long.compareUnsigned(times[left], times[right]) <= 0);
      int taken = takesLeft ? left++ : right++;
      toTimes[i] = times[taken];
      toOffsets[i] = offsets[taken];
    }
  }
}
