package initscope.layout.waits;

import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Relation;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The whole graph before anything is put together: a node for each goroutine and each object, circles and components known.
final class RawGraph {
  /// One node.
  ///
  /// @param goroutine goid, or -1 for an object
  /// @param object the object of an object's node
  record Node(long goroutine, Optional<WaitObject> object) {}

  /// One edge.
  record Edge(int from, int to, Relation relation, String label) {}

  private record Pair(int object, int other) {}

  final List<Node> nodes = new ArrayList<>();
  final List<Edge> edges = new ArrayList<>();
  final List<List<Edge>> out = new ArrayList<>();
  final List<List<Edge>> in = new ArrayList<>();
  private final Map<Object, Integer> byIdentity = new HashMap<>();
  private final Map<Pair, Relation> joined = new LinkedHashMap<>();
  private int[] certain = {};
  private int[] possible = {};
  private int[] component = {};

  RawGraph(WaitIndex index) {
    // goroutines by id, so that the picture does not depend on the order in which memory was read
    TreeSet<Long> ids = new TreeSet<>();
    index.graph().waits().forEach(w -> ids.add(w.goroutine()));
    index.graph().links().forEach(l -> ids.add(l.waiter()));
    for (long id : ids) {
      add(id, index);
    }
    joined.forEach((pair, relation) -> connect(new Edge(pair.object, pair.other, relation, "")));
    circles();
    components();
  }

  private void add(long id, WaitIndex index) {
    int waiter = goroutine(id);
    Map<Integer, Edge> edgesOut = new LinkedHashMap<>();
    for (Wait wait : index.of(id)) {
      int object = object(wait.object(), id);
      edgesOut.putIfAbsent(object, new Edge(waiter, object, Relation.WAITS, wait.operation()));
    }
    for (Link link : index.enders(id)) {
      int object = object(link.object(), id);
      edgesOut.putIfAbsent(object, new Edge(waiter, object, Relation.WAITS, ""));
      int other = goroutine(link.other());
      boolean holds = link.relation() == initscope.model.go.WaitGraph.Relation.HOLDS;
      join(object, other, holds ? Relation.HELD : Relation.REACHED);
    }
    edgesOut.values().forEach(this::connect);
  }

  /// Several waiters tell the same of an object; what is surest is kept.
  private void join(int object, int other, Relation relation) {
    joined.merge(new Pair(object, other), relation, (a, b) -> a == Relation.HELD ? a : b);
  }

  private void connect(Edge edge) {
    edges.add(edge);
    out.get(edge.from).add(edge);
    in.get(edge.to).add(edge);
  }

  private int goroutine(long id) {
    return node(id, new Node(id, Optional.empty()));
  }

  private int object(WaitObject object, long waiter) {
    Object identity = object.address() == 0 ? List.of(waiter, object) : List.of(object.address());
    return node(identity, new Node(-1, Optional.of(object)));
  }

  private int node(Object identity, Node node) {
    return byIdentity.computeIfAbsent(
        identity,
        k -> {
          nodes.add(node);
          out.add(new ArrayList<>());
          in.add(new ArrayList<>());
          return nodes.size() - 1;
        });
  }

  /// A goroutine in a select goes on when one of several waits ends: only those that wait for one thing close a certain circle.
  private void circles() {
    certain = Circles.of(next(e -> isSure(e)));
    possible = Circles.of(next(e -> true));
  }

  private boolean isSure(Edge edge) {
    return switch (edge.relation) {
      case HELD -> true;
      case WAITS -> out.get(edge.from).size() == 1;
      case REACHED -> false;
    };
  }

  private List<List<Integer>> next(java.util.function.Predicate<Edge> counts) {
    List<List<Integer>> next = new ArrayList<>();
    for (List<Edge> edgesOut : out) {
      next.add(edgesOut.stream().filter(counts).map(Edge::to).toList());
    }
    return next;
  }

  /// Whether an edge lies on a circle.
  Circle circle(Edge edge) {
    if (isSure(edge) && certain[edge.from] == certain[edge.to]) {
      return Circle.CERTAIN;
    }
    return possible[edge.from] == possible[edge.to] ? Circle.POSSIBLE : Circle.NONE;
  }

  /// The strongest of a node's edges.
  Circle circle(int node) {
    Circle strongest = Circle.NONE;
    for (Edge edge : out.get(node)) {
      Circle circle = circle(edge);
      if (circle.compareTo(strongest) > 0) {
        strongest = circle;
      }
    }
    return strongest;
  }

  private void components() {
    component = new int[nodes.size()];
    java.util.Arrays.fill(component, -1);
    int count = 0;
    for (int i = 0; i < nodes.size(); i++) {
      if (component[i] < 0) {
        flood(i, count++);
      }
    }
  }

  private void flood(int start, int number) {
    List<Integer> front = new ArrayList<>(List.of(start));
    component[start] = number;
    while (!front.isEmpty()) {
      int at = front.removeLast();
      for (Edge edge : out.get(at)) {
        reach(edge.to, number, front);
      }
      for (Edge edge : in.get(at)) {
        reach(edge.from, number, front);
      }
    }
  }

  private void reach(int node, int number, List<Integer> front) {
    if (component[node] < 0) {
      component[node] = number;
      front.add(node);
    }
  }

  /// Number of the component a node is in.
  int component(int node) {
    return component[node];
  }

  /// Node of a goroutine.
  Optional<Integer> node(long goroutine) {
    return Optional.ofNullable(byIdentity.get(goroutine));
  }
}
