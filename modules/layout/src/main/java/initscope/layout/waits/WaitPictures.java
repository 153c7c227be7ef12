package initscope.layout.waits;

import initscope.layout.Symbols;
import initscope.layout.Words;
import initscope.layout.goroutines.OwnFrames;
import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Kind;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A wait graph becomes a picture. What stands alike is put together, so that ten thousand goroutines are a few nodes; what is not
/// asked for is left out and counted.
public final class WaitPictures {
  /// So many that stand alike are still drawn one by one.
  private static final int FEW = 3;

  /// More nodes than this nobody can read.
  private static final int MOST_NODES = 240;

  private final RawGraph graph;
  private final Map<Long, Goroutine> goroutines;
  private final Wanted wanted;
  private final Words words;
  private final WaitWords objects;
  private final List<WaitPicture.Node> nodes = new ArrayList<>();
  private final Map<Integer, Integer> shownAs = new HashMap<>();
  private final OwnFrames own = new OwnFrames();
  private int leftOut;

  /// What the user wants to see.
  ///
  /// @param everything every component; else that of goroutine 1, those with a circle, and that of the focus
  /// @param focus a goroutine that is never put together with others
  /// @param expanded keys of nodes that were taken apart
  public record Wanted(boolean everything, OptionalLong focus, Set<String> expanded) {
    /// What is shown first.
    public static final Wanted DEFAULT = new Wanted(false, OptionalLong.empty(), Set.of());

    /// Keeps an immutable copy.
    public Wanted {
      expanded = Set.copyOf(expanded);
    }
  }

  private WaitPictures(
      WaitIndex index,
      Map<Long, Goroutine> goroutines,
      Wanted wanted,
      Words words,
      WaitWords objects) {
    graph = new RawGraph(index);
    this.goroutines = goroutines;
    this.wanted = wanted;
    this.words = words;
    this.objects = objects;
  }

  /// The picture.
  ///
  /// @param goroutines by id; those without an entry are shown by their id alone
  public static WaitPicture of(
      WaitIndex index,
      Map<Long, Goroutine> goroutines,
      Wanted wanted,
      Words words,
      WaitWords objects) {
    return new WaitPictures(index, goroutines, wanted, words, objects).build();
  }

  private WaitPicture build() {
    Map<Integer, List<Integer>> components = new LinkedHashMap<>();
    for (int i = 0; i < graph.nodes.size(); i++) {
      components.computeIfAbsent(graph.component(i), c -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> ordered = new ArrayList<>(components.values());
    ordered.sort(
        Comparator.<List<Integer>>comparingInt(this::rank)
            .thenComparingInt(c -> -c.size())
            .thenComparingInt(List::getFirst));
    boolean any = !ordered.isEmpty() && rank(ordered.getFirst()) < 3;
    List<Integer> shown = new ArrayList<>();
    for (List<Integer> component : ordered) {
      if (wanted.everything || !any || rank(component) < 3) {
        shown.addAll(component);
      } else {
        leftOut += goroutinesIn(component);
      }
    }
    place(groups(shown));
    return new WaitPicture(nodes, edges(), leftOut);
  }

  private int goroutinesIn(List<Integer> some) {
    return (int) some.stream().filter(n -> graph.nodes.get(n).goroutine() >= 0).count();
  }

  /// 0 with goroutine 1, 1 with a deadlock, 2 with the focus, 3 other.
  private int rank(List<Integer> component) {
    int rank = 3;
    for (int node : component) {
      long goroutine = graph.nodes.get(node).goroutine();
      if (goroutine == 1) {
        return 0;
      }
      if (graph.circle(node) == Circle.CERTAIN) {
        rank = 1;
      } else if (isFocus(goroutine)) {
        rank = Math.min(rank, 2);
      }
    }
    return rank;
  }

  private boolean isFocus(long goroutine) {
    return wanted.focus.isPresent() && wanted.focus.getAsLong() == goroutine;
  }

  /// Nodes that stand alike, in the order of their first ones.
  private List<Group> groups(List<Integer> shown) {
    Map<String, List<Integer>> alike = new LinkedHashMap<>();
    for (int node : shown) {
      alike.computeIfAbsent(likeness(node), k -> new ArrayList<>()).add(node);
    }
    List<Group> groups = new ArrayList<>();
    alike.forEach(
        (key, members) -> {
          if (members.size() <= FEW || wanted.expanded.contains(key)) {
            members.forEach(m -> groups.add(new Group("n" + identity(m), List.of(m))));
          } else {
            groups.add(new Group(key, members));
          }
        });
    return groups;
  }

  private record Group(String key, List<Integer> members) {}

  private String identity(int node) {
    RawGraph.Node one = graph.nodes.get(node);
    return one.goroutine() >= 0 ? "g" + one.goroutine() : "o" + node;
  }

  /// Equal for nodes with the same neighbours, and for pairs of a goroutine and an object of its own where code and kind are equal.
  private String likeness(int node) {
    long goroutine = graph.nodes.get(node).goroutine();
    if (goroutine == 1 || isFocus(goroutine) || graph.circle(node) == Circle.CERTAIN) {
      return identity(node);
    }
    Optional<Integer> waiter = ownWaiter(node);
    if (waiter.isPresent()) {
      RawGraph.Edge edge = graph.out.get(waiter.get()).getFirst();
      long id = graph.nodes.get(waiter.get()).goroutine();
      WaitObject object = graph.nodes.get(edge.to()).object().orElseThrow();
      boolean alone = id == 1 || isFocus(id);
      return (goroutine >= 0 ? "pg " : "po ")
          + (alone ? identity(node) : object.word() + " " + edge.label() + " " + code(id));
    }
    StringBuilder key = new StringBuilder(goroutine >= 0 ? "g " + code(goroutine) : "o" + node);
    for (RawGraph.Edge edge : graph.out.get(node)) {
      key.append(" >").append(edge.to()).append(edge.label());
    }
    for (RawGraph.Edge edge : graph.in.get(node)) {
      key.append(" <").append(edge.from()).append(edge.relation());
    }
    return key.toString();
  }

  /// The goroutine of a component that is nothing but a goroutine and an object.
  private Optional<Integer> ownWaiter(int node) {
    boolean object = graph.nodes.get(node).goroutine() < 0;
    List<RawGraph.Edge> toObject = object ? graph.in.get(node) : graph.out.get(node);
    if (toObject.size() != 1) {
      return Optional.empty();
    }
    RawGraph.Edge edge = toObject.getFirst();
    boolean pair =
        graph.in.get(edge.from()).isEmpty()
            && graph.out.get(edge.from()).size() == 1
            && graph.in.get(edge.to()).size() == 1
            && graph.out.get(edge.to()).isEmpty();
    return pair ? Optional.of(edge.from()) : Optional.empty();
  }

  private String code(long goroutine) {
    return Optional.ofNullable(goroutines.get(goroutine))
        .flatMap(own::of)
        .map(f -> Symbols.brief(f.function()))
        .orElse("");
  }

  private void place(List<Group> groups) {
    for (Group group : groups) {
      if (nodes.size() >= MOST_NODES) {
        leftOut += goroutinesIn(group.members);
        continue;
      }
      group.members.forEach(m -> shownAs.put(m, nodes.size()));
      nodes.add(node(group));
    }
  }

  private WaitPicture.Node node(Group group) {
    RawGraph.Node first = graph.nodes.get(group.members.getFirst());
    int count = group.members.size();
    Circle circle = graph.circle(group.members.getFirst());
    if (first.goroutine() >= 0) {
      List<Long> ids = group.members.stream().map(m -> graph.nodes.get(m).goroutine()).toList();
      return new WaitPicture.Node(
          group.key,
          count == 1 ? Kind.GOROUTINE : Kind.GOROUTINES,
          count == 1 ? "goroutine " + ids.getFirst() : words.say("row.goroutines", count),
          code(ids.getFirst()),
          circle,
          ids.stream().anyMatch(this::isTorn),
          ids,
          Optional.empty());
    }
    WaitObject object = first.object().orElseThrow();
    return new WaitPicture.Node(
        group.key,
        count == 1 ? Kind.OBJECT : Kind.OBJECTS,
        count == 1
            ? objects.name(object)
            : words.say("waits.objects", count, words.say("object." + object.word())),
        count == 1 ? objects.facts(object) : words.say("waits.objects.each"),
        circle,
        false,
        List.of(),
        Optional.of(object));
  }

  private boolean isTorn(long goroutine) {
    return Optional.ofNullable(goroutines.get(goroutine)).filter(Goroutine::torn).isPresent();
  }

  private List<WaitPicture.Edge> edges() {
    Set<List<Object>> seen = new HashSet<>();
    Set<WaitPicture.Edge> edges = new LinkedHashSet<>();
    for (RawGraph.Edge edge : graph.edges) {
      Integer from = shownAs.get(edge.from());
      Integer to = shownAs.get(edge.to());
      if (from != null && to != null && seen.add(List.of(from, to, edge.relation()))) {
        edges.add(
            new WaitPicture.Edge(from, to, edge.relation(), edge.label(), graph.circle(edge)));
      }
    }
    return List.copyOf(edges);
  }
}
