package initscope.layout;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Stacks merged into a tree, in columns: node i of every column is node i. Node 0 is the root and stands for everything; a parent
/// comes before its children, and the children of a node lie one after another by start.
public final class FlameTree {
  private final List<Frame> frames = new ArrayList<>();
  private final List<Selection> selects = new ArrayList<>();
  private final List<int[]> children = new ArrayList<>();
  private long[] starts = new long[16];
  private long[] weights = new long[16];
  private int[] parents = new int[16];
  private int[] depths = new int[16];
  private int deepest;

  private FlameTree() {}

  /// Merges the stacks of a profile.
  public static FlameTree of(Profile profile, FlameOrder order, String rootName) {
    Building root = new Building(Frame.of(rootName), Selection.NONE);
    for (Profile.Sample sample : profile.samples()) {
      root.add(sample.stack(), 0, sample, order);
    }
    return flatten(root, order);
  }

  /// What a function calls: the stacks below its outermost call.
  public static FlameTree callees(Profile profile, String function) {
    Building root = new Building(Frame.of(function), Selection.NONE);
    for (Profile.Sample sample : profile.samples()) {
      int at = index(sample.stack(), function);
      if (at >= 0) {
        root.add(sample.stack(), at + 1, sample, FlameOrder.LEFT_HEAVY);
      }
    }
    return flatten(root, FlameOrder.LEFT_HEAVY);
  }

  /// Who calls a function: the stacks above its outermost call, nearest caller first.
  public static FlameTree callers(Profile profile, String function) {
    Building root = new Building(Frame.of(function), Selection.NONE);
    for (Profile.Sample sample : profile.samples()) {
      int at = index(sample.stack(), function);
      if (at >= 0) {
        root.add(sample.stack().subList(0, at).reversed(), 0, sample, FlameOrder.LEFT_HEAVY);
      }
    }
    return flatten(root, FlameOrder.LEFT_HEAVY);
  }

  private static int index(List<Frame> stack, String function) {
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).function().equals(function)) {
        return i;
      }
    }
    return -1;
  }

  private static final class Building {
    private final Frame frame;
    private final Selection selects;
    private final Map<String, Building> byName = new LinkedHashMap<>();
    private final List<Building> inOrder = new ArrayList<>();
    private long weight;

    Building(Frame frame, Selection selects) {
      this.frame = frame;
      this.selects = selects;
    }

    void add(List<Frame> stack, int from, Profile.Sample sample, FlameOrder order) {
      Building at = this;
      at.weight += sample.weight();
      for (int i = from; i < stack.size(); i++) {
        at = at.child(stack.get(i), sample.selects(), order);
        at.weight += sample.weight();
      }
    }

    private Building child(Frame next, Selection chosen, FlameOrder order) {
      Building known = byName.get(next.function());
      if (known != null && (order == FlameOrder.LEFT_HEAVY || inOrder.getLast() == known)) {
        return known;
      }
      Building added = new Building(next, chosen);
      byName.put(next.function(), added);
      inOrder.add(added);
      return added;
    }
  }

  /// Without recursion: a recursive program's stack may be thousands of frames deep.
  private static FlameTree flatten(Building root, FlameOrder order) {
    FlameTree tree = new FlameTree();
    List<Building> pending = new ArrayList<>();
    pending.add(root);
    tree.put(root, -1, 0, 0);
    for (int i = 0; i < pending.size(); i++) {
      List<Building> kids = new ArrayList<>(pending.get(i).inOrder);
      if (order == FlameOrder.LEFT_HEAVY) {
        kids.sort(
            Comparator.<Building>comparingLong(b -> -b.weight)
                .thenComparing(b -> b.frame.function()));
      }
      int[] indexes = new int[kids.size()];
      long start = tree.starts[i];
      for (int k = 0; k < kids.size(); k++) {
        indexes[k] = tree.put(kids.get(k), i, start, tree.depths[i] + 1);
        pending.add(kids.get(k));
        start += kids.get(k).weight;
      }
      tree.children.set(i, indexes);
    }
    return tree;
  }

  private int put(Building node, int parent, long start, int depth) {
    int index = frames.size();
    if (index == starts.length) {
      starts = Arrays.copyOf(starts, index * 2);
      weights = Arrays.copyOf(weights, index * 2);
      parents = Arrays.copyOf(parents, index * 2);
      depths = Arrays.copyOf(depths, index * 2);
    }
    frames.add(node.frame);
    selects.add(node.selects);
    children.add(new int[0]);
    starts[index] = start;
    weights[index] = node.weight;
    parents[index] = parent;
    depths[index] = depth;
    deepest = Math.max(deepest, depth);
    return index;
  }

  /// Number of nodes.
  public int size() {
    return frames.size();
  }

  /// Depth of the deepest node; the root's is 0.
  public int deepest() {
    return deepest;
  }

  /// The frame of a node.
  public Frame frame(int node) {
    return frames.get(node);
  }

  /// What choosing a node chooses.
  public Selection selects(int node) {
    Selection chosen = selects.get(node).withFunction(frames.get(node).function());
    String path = Symbols.packageOf(frames.get(node).function());
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

  /// Parent, -1 for the root.
  public int parent(int node) {
    return parents[node];
  }

  /// Distance from the root.
  public int depth(int node) {
    return depths[node];
  }

  /// Nodes below, by start. Not to be changed.
  int[] children(int node) {
    return children.get(node);
  }

  /// The nodes of a stack, root excluded, as far as they are in the tree.
  public List<Integer> path(List<Frame> stack) {
    List<Integer> path = new ArrayList<>();
    int at = 0;
    for (Frame frame : stack) {
      int next = -1;
      for (int child : children(at)) {
        if (frames.get(child).function().equals(frame.function())) {
          next = child;
          break;
        }
      }
      if (next < 0) {
        break;
      }
      path.add(next);
      at = next;
    }
    return path;
  }

  /// The node below at a position among its siblings, counted from the widest; empty where there are fewer.
  public OptionalInt child(int node, int position) {
    int[] below = children(node);
    return position >= 0 && position < below.length
        ? OptionalInt.of(below[position])
        : OptionalInt.empty();
  }

  /// Position of a node among its siblings.
  public int position(int node) {
    int[] siblings = parents[node] < 0 ? new int[] {node} : children(parents[node]);
    for (int i = 0; i < siblings.length; i++) {
      if (siblings[i] == node) {
        return i;
      }
    }
    return 0;
  }

  /// The whole axis of weights.
  public Viewport whole() {
    return new Viewport(0, Math.max(1, weights[0]));
  }
}
