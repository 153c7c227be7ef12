package initscope.layout.flame;

import java.util.Arrays;

/// The children of each node of a tree that was built, in the order in which they are drawn.
final class FlameSiblings {
  private final FlameStacks stacks;
  private final FlameTreeBuilder made;
  private final FlameOrder order;

  /// Where the children of each node begin in {@link #all}.
  private final int[] begins;

  private final int[] all;

  FlameSiblings(FlameStacks stacks, FlameTreeBuilder made, FlameOrder order) {
    this.stacks = stacks;
    this.made = made;
    this.order = order;
    begins = new int[made.size + 2];
    all = new int[made.size];
    for (int node = 1; node < made.size; node++) {
      begins[made.parent[node] + 2]++;
    }
    for (int node = 2; node < begins.length; node++) {
      begins[node] += begins[node - 1];
    }
    // begins[p + 1] moves from the first to after the last child of p while they are put in
    for (int node = 1; node < made.size; node++) {
      all[begins[made.parent[node] + 1]++] = node;
    }
  }

  /// The children: as they appeared, or the widest first and equals by name.
  int[] below(int node) {
    int[] children = Arrays.copyOfRange(all, begins[node], begins[node + 1]);
    if (order == FlameOrder.LEFT_HEAVY && children.length > 1) {
      sort(children, children.clone(), 0, children.length);
    }
    return children;
  }

  /// Merge sort, for lack of one for numbers with an order of one's own.
  private void sort(int[] out, int[] in, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(in, out, from, middle);
    sort(in, out, middle, to);
    int a = from;
    int b = middle;
    for (int i = from; i < to; i++) {
      out[i] = b >= to || (a < middle && compare(in[a], in[b]) <= 0) ? in[a++] : in[b++];
    }
  }

  private int compare(int a, int b) {
    int byWeight = Long.compare(made.weight[b], made.weight[a]);
    return byWeight != 0
        ? byWeight
        : Integer.compare(stacks.rank(made.function[a]), stacks.rank(made.function[b]));
  }
}
