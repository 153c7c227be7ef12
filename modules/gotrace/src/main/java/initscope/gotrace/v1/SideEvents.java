package initscope.gotrace.v1;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import java.util.Arrays;

/// Events of one type that stand in the file out of their order and are merged as a sequence of their own: CPU samples,
/// and the exits of system calls in the 1.5 format.
final class SideEvents {
  final int type;
  final LongColumn keys = new LongColumn();
  final LongColumn ticks = new LongColumn();
  final LongColumn offsets = new LongColumn();
  final IntColumn ps = new IntColumn();
  final LongColumn gs = new LongColumn();
  final IntColumn stacks = new IntColumn();

  SideEvents(int type) {
    this.type = type;
  }

  /// Whether more of them are not worth their memory: samples of a core for eleven hours.
  boolean isFull() {
    return size() >= 1 << 22;
  }

  int size() {
    return keys.size();
  }

  /// @param key what the events are merged by: ticks, in the 1.5 format the sequence
  void add(long key, long tick, long offset, int p, long g, int stack) {
    keys.add(key);
    ticks.add(tick);
    offsets.add(offset);
    ps.add(p);
    gs.add(g);
    stacks.add(stack);
  }

  /// Rows by key, equal keys in the order of the file.
  int[] order() {
    int count = size();
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> i);
    int[] from = rows;
    int[] to = new int[count];
    for (long width = 1; width < count; width *= 2) {
      for (long start = 0; start < count; start += 2 * width) {
        merge(
            from,
            to,
            (int) start,
            (int) Math.min(start + width, count),
            (int) Math.min(start + 2 * width, count));
      }
      int[] other = from;
      from = to;
      to = other;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft =
          left < middle && (right >= end || keys.get(from[left]) <= keys.get(from[right]));
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }
}
