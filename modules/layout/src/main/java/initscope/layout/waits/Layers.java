package initscope.layout.waits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Which layer a node stands in: one further right than everything that leads to it. Edges that close a circle do not count.
final class Layers {
  private final WaitPicture picture;
  private final List<List<Integer>> out = new ArrayList<>();
  private final boolean[] back;
  private final int[] layer;
  private final List<List<Integer>> components = new ArrayList<>();

  Layers(WaitPicture picture) {
    this.picture = picture;
    int size = picture.nodes().size();
    back = new boolean[picture.edges().size()];
    layer = new int[size];
    for (int i = 0; i < size; i++) {
      out.add(new ArrayList<>());
    }
    for (int i = 0; i < picture.edges().size(); i++) {
      out.get(picture.edges().get(i).from()).add(i);
    }
    List<Integer> order = finished();
    for (int node : order.reversed()) {
      for (int edge : out.get(node)) {
        int to = picture.edges().get(edge).to();
        if (!back[edge]) {
          layer[to] = Math.max(layer[to], layer[node] + 1);
        }
      }
    }
    pull();
    join();
  }

  /// What nobody waits for stands next to what it leads to, so that no long edge runs behind other nodes.
  private void pull() {
    boolean[] entered = new boolean[layer.length];
    for (int i = 0; i < back.length; i++) {
      entered[picture.edges().get(i).to()] |= !back[i];
    }
    for (int node = 0; node < layer.length; node++) {
      if (!entered[node]) {
        layer[node] =
            out.get(node).stream()
                .filter(e -> !back[e])
                .mapToInt(e -> layer[picture.edges().get(e).to()] - 1)
                .min()
                .orElse(layer[node]);
      }
    }
  }

  /// Depth first from each node in the picture's order; marks edges that lead back. Nodes in the order they were left.
  private List<Integer> finished() {
    int size = picture.nodes().size();
    int[] state = new int[size];
    int[] child = new int[size];
    List<Integer> left = new ArrayList<>();
    for (int start = 0; start < size; start++) {
      Deque<Integer> path = new ArrayDeque<>();
      if (state[start] == 0) {
        state[start] = 1;
        path.push(start);
      }
      while (!path.isEmpty()) {
        int at = path.peek();
        if (child[at] == out.get(at).size()) {
          state[at] = 2;
          left.add(at);
          path.pop();
          continue;
        }
        int edge = out.get(at).get(child[at]++);
        int to = picture.edges().get(edge).to();
        if (state[to] == 1) {
          back[edge] = true;
        } else if (state[to] == 0) {
          state[to] = 1;
          path.push(to);
        }
      }
    }
    return left;
  }

  private void join() {
    int[] root = new int[picture.nodes().size()];
    Arrays.setAll(root, i -> i);
    for (WaitPicture.Edge edge : picture.edges()) {
      int a = root(root, edge.from());
      int b = root(root, edge.to());
      root[Math.max(a, b)] = Math.min(a, b);
    }
    List<List<Integer>> byRoot = new ArrayList<>();
    for (int i = 0; i < root.length; i++) {
      byRoot.add(new ArrayList<>());
      byRoot.get(root(root, i)).add(i);
    }
    byRoot.stream().filter(c -> !c.isEmpty()).forEach(components::add);
  }

  private static int root(int[] root, int node) {
    int at = node;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  int of(int node) {
    return layer[node];
  }

  List<List<Integer>> components() {
    return components;
  }

  boolean hasBackEdge(List<Integer> component) {
    return component.stream().anyMatch(n -> out.get(n).stream().anyMatch(e -> back[e]));
  }
}
