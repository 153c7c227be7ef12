package initscope.layout.flame;

import java.util.Arrays;

/// Puts stacks into a tree, one after another. Nodes are numbered as they appear; node 0 is the root.
final class FlameTreeBuilder {
  /// Most nodes; of what lies deeper than these the weight stays with the last frame that has one.
  static final int MAX_NODES = 1 << 21;

  private static final int NONE = -1;

  int[] function = new int[1024];
  int[] parent = new int[1024];
  int[] sample = new int[1024];
  long[] weight = new long[1024];
  long[] self = new long[1024];
  long[] start = new long[1024];
  int size;
  boolean cut;

  /// Finds the child of a node by its function: open addressing over numbers of nodes.
  private int[] children = new int[4096];

  /// The nodes of the stack before, root first, where the order is that of time.
  private int[] open = new int[64];

  private int opened;

  FlameTreeBuilder(int rootFunction) {
    Arrays.fill(children, NONE);
    node(NONE, rootFunction, 0, 0);
    open[0] = 0;
    opened = 1;
  }

  /// Adds a stack below whatever has the same callers.
  ///
  /// @param from the first frame, {@code to} is not one any more; backwards where {@code to} lies before it
  /// @return the node of the last frame
  int add(IntLists frames, int from, int to, long itsWeight, int itsSample) {
    int at = 0;
    weight[0] += itsWeight;
    int step = to >= from ? 1 : -1;
    for (int i = from; i != to; i += step) {
      int next = child(at, frames.value(i), itsSample);
      if (next == NONE) {
        break;
      }
      at = next;
      weight[at] += itsWeight;
    }
    self[at] += itsWeight;
    return at;
  }

  private int child(int at, int wanted, int itsSample) {
    int mask = children.length - 1;
    int slot = hash(at, wanted) & mask;
    while (children[slot] != NONE) {
      int known = children[slot];
      if (parent[known] == at && function[known] == wanted) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    int made = node(at, wanted, itsSample, 0);
    if (made != NONE) {
      children[slot] = made;
      if (size * 2 > children.length) {
        grow();
      }
    }
    return made;
  }

  private void grow() {
    children = new int[children.length * 2];
    Arrays.fill(children, NONE);
    int mask = children.length - 1;
    for (int node = 1; node < size; node++) {
      int slot = hash(parent[node], function[node]) & mask;
      while (children[slot] != NONE) {
        slot = (slot + 1) & mask;
      }
      children[slot] = node;
    }
  }

  private static int hash(int at, int wanted) {
    int hash = at * 0x9e3779b1 + wanted * 0x85ebca6b;
    return hash ^ hash >>> 15;
  }

  /// Adds the stack that was seen next: what it has in common with the one before goes on, the rest begins now.
  ///
  /// @return the node of the last frame
  int addNext(IntLists frames, int from, int to, long itsWeight, int itsSample) {
    long now = weight[0];
    weight[0] += itsWeight;
    int step = to >= from ? 1 : -1;
    int depth = 1;
    int at = 0;
    for (int i = from; i != to; i += step) {
      boolean goesOn = depth < opened && function[open[depth]] == frames.value(i);
      int next = goesOn ? open[depth] : node(at, frames.value(i), itsSample, now);
      if (next == NONE) {
        break;
      }
      if (!goesOn) {
        opened = depth;
        if (depth == open.length) {
          open = Arrays.copyOf(open, depth * 2);
        }
        open[opened++] = next;
      }
      at = next;
      weight[at] += itsWeight;
      depth++;
    }
    opened = depth;
    self[at] += itsWeight;
    return at;
  }

  private int node(int itsParent, int itsFunction, int itsSample, long itsStart) {
    if (size == MAX_NODES) {
      cut = true;
      return NONE;
    }
    if (size == function.length) {
      function = Arrays.copyOf(function, size * 2);
      parent = Arrays.copyOf(parent, size * 2);
      sample = Arrays.copyOf(sample, size * 2);
      weight = Arrays.copyOf(weight, size * 2);
      self = Arrays.copyOf(self, size * 2);
      start = Arrays.copyOf(start, size * 2);
    }
    function[size] = itsFunction;
    parent[size] = itsParent;
    sample[size] = itsSample;
    start[size] = itsStart;
    return size++;
  }
}
