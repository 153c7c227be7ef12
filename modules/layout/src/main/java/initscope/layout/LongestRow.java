package initscope.layout;

import java.util.Arrays;

/// Level of detail for one lane of non-overlapping spans: which row to draw where many fall on one pixel column. A segment tree of
/// 8 bytes a row; asking costs O(log rows), so that a picture costs its width and not its data.
final class LongestRow {
  private final long[] durationNanos;
  private final int[] tree;
  private final int rows;

  /// Builds the index over the durations; the array is kept, not copied.
  LongestRow(long[] durationNanos) {
    this.durationNanos = durationNanos;
    rows = durationNanos.length;
    tree = new int[2 * rows];
    Arrays.setAll(tree, i -> i - rows);
    for (int i = rows - 1; i > 0; i--) {
      tree[i] = longer(tree[2 * i], tree[2 * i + 1]);
    }
  }

  /// The longest row of {@code from} (included) to {@code to} (not included), -1 when there is none. Of equals, any.
  int in(int from, int to) {
    int best = -1;
    for (int l = from + rows, r = to + rows; l < r; l >>= 1, r >>= 1) {
      if ((l & 1) == 1) {
        best = longer(best, tree[l++]);
      }
      if ((r & 1) == 1) {
        best = longer(best, tree[--r]);
      }
    }
    return best;
  }

  private int longer(int a, int b) {
    return a < 0 || durationNanos[b] > durationNanos[a] ? b : a;
  }
}
