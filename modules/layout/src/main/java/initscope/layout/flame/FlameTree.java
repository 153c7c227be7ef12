package initscope.layout.flame;

import initscope.layout.Symbols;
import initscope.layout.Viewport;
import initscope.model.Frame;
import initscope.model.Selection;
import java.util.Arrays;
import java.util.OptionalInt;

/// Stacks merged into a tree, in columns: node i of every column is node i. Node 0 is the root and stands for everything; a parent
/// comes before its children, and the children of a node lie one after another, by start, in the columns as on the axis.
public final class FlameTree {
  private static final int NONE = -1;

  private final FlameStacks stacks;
  private final Frame root;
  private final boolean widestFirst;
  private final int[] functions;
  private final long[] starts;
  private final long[] weights;
  private final long[] selves;
  private final int[] parents;
  private final int[] depths;
  private final int[] firstChildren;
  private final int[] samples;

  /// The node of the last frame of each stack, or of each sample where the order is that of time.
  private final int[] leaves;

  private final boolean leavesBySample;
  private final int deepest;
  private final boolean cut;

  private FlameTree(
      FlameStacks stacks, Frame root, FlameTreeBuilder made, FlameOrder order, int[] leaves) {
    this.stacks = stacks;
    this.root = root;
    widestFirst = order == FlameOrder.LEFT_HEAVY;
    cut = made.cut;
    int size = made.size;
    int[] old = new int[size];
    FlameSiblings siblings = new FlameSiblings(stacks, made, order);
    functions = new int[size];
    starts = new long[size];
    weights = new long[size];
    selves = new long[size];
    parents = new int[size];
    depths = new int[size];
    firstChildren = new int[size + 1];
    samples = new int[size];
    parents[0] = NONE;
    int next = 1;
    for (int node = 0; node < size; node++) {
      int was = old[node];
      functions[node] = made.function[was];
      weights[node] = made.weight[was];
      selves[node] = made.self[was];
      samples[node] = made.sample[was];
      firstChildren[node] = next;
      long start = starts[node];
      for (int child : siblings.below(was)) {
        old[next] = child;
        parents[next] = node;
        depths[next] = depths[node] + 1;
        starts[next] = widestFirst ? start : made.start[child];
        start += made.weight[child];
        next++;
      }
    }
    firstChildren[size] = next;
    deepest = depths[size - 1];
    leavesBySample = order == FlameOrder.TIME;
    this.leaves = renumbered(leaves, old);
  }

  private static int[] renumbered(int[] leaves, int[] old) {
    int[] place = new int[old.length];
    for (int node = 0; node < old.length; node++) {
      place[old[node]] = node;
    }
    return Arrays.stream(leaves).map(l -> l < 0 ? NONE : place[l]).toArray();
  }

  /// The tree of all stacks that count.
  static FlameTree of(ShapedStacks shaped, FlameQuery query, String rootName) {
    FlameTreeBuilder made = new FlameTreeBuilder(NONE);
    FlameStacks stacks = shaped.of();
    boolean time = query.order() == FlameOrder.TIME;
    int[] leaves = new int[time ? stacks.samples() : stacks.stacks()];
    Arrays.fill(leaves, NONE);
    IntLists lists = shaped.shapes();
    for (int sample = 0; sample < stacks.samples(); sample++) {
      int stack = stacks.stackOf(sample);
      int place = time ? sample : stack;
      if (shaped.counts(stack) && leaves[place] == NONE) {
        boolean back = query.inverted();
        int from = back ? lists.end(stack) - 1 : lists.begin(stack);
        int to = back ? lists.begin(stack) - 1 : lists.end(stack);
        leaves[place] =
            time
                ? made.addNext(lists, from, to, stacks.weightOf(sample), sample)
                : made.add(lists, from, to, shaped.weight(stack), sample);
      }
    }
    return new FlameTree(stacks, Frame.of(rootName), made, query.order(), leaves);
  }

  /// What a function calls: the stacks below its outermost call.
  static FlameTree callees(ShapedStacks shaped, String function) {
    return half(shaped, function, true);
  }

  /// Who calls a function: the stacks above its outermost call, nearest caller first.
  static FlameTree callers(ShapedStacks shaped, String function) {
    return half(shaped, function, false);
  }

  private static FlameTree half(ShapedStacks shaped, String name, boolean below) {
    FlameStacks stacks = shaped.of();
    OptionalInt function = stacks.function(name);
    FlameTreeBuilder made = new FlameTreeBuilder(function.orElse(NONE));
    int[] leaves = new int[stacks.stacks()];
    Arrays.fill(leaves, NONE);
    IntLists lists = shaped.shapes();
    for (int sample = 0; sample < stacks.samples() && function.isPresent(); sample++) {
      int stack = stacks.stackOf(sample);
      if (shaped.counts(stack) && leaves[stack] == NONE) {
        // merged recursion may have left the function out: then nothing is told of above and below
        int at = shaped.outermost(stack, function.getAsInt()).orElse(NONE);
        int from = at < 0 ? 0 : below ? at + 1 : at - 1;
        int to = at < 0 ? 0 : below ? lists.end(stack) : lists.begin(stack) - 1;
        leaves[stack] = made.add(lists, from, to, shaped.weight(stack), sample);
      }
    }
    return new FlameTree(stacks, Frame.of(name), made, FlameOrder.LEFT_HEAVY, leaves);
  }

  /// What the tree was made of.
  public FlameStacks stacks() {
    return stacks;
  }

  /// Number of nodes.
  public int size() {
    return functions.length;
  }

  /// Depth of the deepest node; the root's is 0.
  public int deepest() {
    return deepest;
  }

  /// Whether there were more frames than a tree may have; the weight of those left out is with their callers.
  public boolean cut() {
    return cut;
  }

  /// The function of a node, -1 for a root that is none.
  public int function(int node) {
    return functions[node];
  }

  /// The frame of a node.
  public Frame frame(int node) {
    return functions[node] < 0 ? root : stacks.frame(functions[node]);
  }

  /// What choosing a node chooses.
  public Selection selects(int node) {
    if (functions[node] < 0) {
      return Selection.NONE;
    }
    String function = stacks.frame(functions[node]).function();
    Selection chosen =
        stacks.profile().samples().get(samples[node]).selects().withFunction(function);
    String path = Symbols.packageOf(function);
    return path.isEmpty() ? chosen : chosen.withPackage(path);
  }

  /// Where a node begins on the axis of weights.
  public long start(int node) {
    return starts[node];
  }

  /// Weight of a node with all below it.
  public long weight(int node) {
    return weights[node];
  }

  /// Weight of a node without what is below it.
  public long self(int node) {
    return selves[node];
  }

  /// Parent, -1 for the root.
  public int parent(int node) {
    return parents[node];
  }

  /// Distance from the root.
  public int depth(int node) {
    return depths[node];
  }

  /// The first node below; those after it up to {@link #endOfChildren} are its siblings.
  public int firstChild(int node) {
    return firstChildren[node];
  }

  /// The node after the last one below.
  public int endOfChildren(int node) {
    return firstChildren[node + 1];
  }

  /// Whether siblings stand by weight, without gaps between them.
  boolean widestFirst() {
    return widestFirst;
  }

  /// The last node from {@code low} on, before {@code high}, that begins at or before a place; {@code low} where none does.
  int lastAtOrBefore(long place, int low, int high) {
    int from = low;
    int to = high - 1;
    while (from < to) {
      int middle = (from + to + 1) >>> 1;
      if (starts[middle] <= place) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  /// The node of the last frame of a sample's stack; empty where the stack does not count.
  public OptionalInt leaf(int sample) {
    int leaf = leaves[leavesBySample ? sample : stacks.stackOf(sample)];
    return leaf < 0 ? OptionalInt.empty() : OptionalInt.of(leaf);
  }

  /// The node below at a position among its siblings, counted from the left; empty where there are fewer.
  public OptionalInt child(int node, int position) {
    int count = endOfChildren(node) - firstChild(node);
    return position >= 0 && position < count
        ? OptionalInt.of(firstChild(node) + position)
        : OptionalInt.empty();
  }

  /// Position of a node among its siblings.
  public int position(int node) {
    return node == 0 ? 0 : node - firstChild(parents[node]);
  }

  /// The widest node of a function, the leftmost of equals; empty where it has none.
  public OptionalInt widest(int function) {
    int widest = NONE;
    for (int node = 0; node < functions.length; node++) {
      if (functions[node] == function && (widest < 0 || weights[node] > weights[widest])) {
        widest = node;
      }
    }
    return widest < 0 ? OptionalInt.empty() : OptionalInt.of(widest);
  }

  /// The whole axis of weights.
  public Viewport whole() {
    return new Viewport(0, Math.max(1, weights[0]));
  }
}
