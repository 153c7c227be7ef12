package initscope.diagnosis.units;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Rings in a graph of names. Takes time and memory in proportion to the graph, and for the rings of the first {@value #MOST_RINGS} knots to at most
/// {@value #MOST_TRIED} times each knot.
final class Rings {
  private static final int MOST_TRIED = 64;
  private static final int MOST_RINGS = 100;

  private final Map<String, Set<String>> edges;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> low = new HashMap<>();
  private final Deque<String> stack = new ArrayDeque<>();
  private final Set<String> onStack = new HashSet<>();
  private final List<Set<String>> knots = new ArrayList<>();

  Rings(Map<String, Set<String>> edges) {
    this.edges = edges;
  }

  private record Visit(String name, Iterator<String> next) {}

  /// A shortest ring of each knot of more than one name, in an order that does not depend on that of the graph.
  List<List<String>> shortest() {
    for (String name : new TreeSet<>(edges.keySet())) {
      if (!index.containsKey(name)) {
        visit(name);
      }
    }
    List<List<String>> rings = new ArrayList<>();
    for (Set<String> knot : knots.stream().limit(MOST_RINGS).toList()) {
      List<String> best = List.of();
      for (String start : new TreeSet<>(knot).stream().limit(MOST_TRIED).toList()) {
        List<String> ring = from(start, knot);
        best = best.isEmpty() || ring.size() < best.size() ? ring : best;
      }
      rings.add(best);
    }
    return rings;
  }

  /// Tarjan's strongly connected components, without recursion: a chain of units may be long.
  private void visit(String root) {
    Deque<Visit> visits = new ArrayDeque<>();
    enter(root, visits);
    while (!visits.isEmpty()) {
      Visit visit = visits.peek();
      if (visit.next().hasNext()) {
        String next = visit.next().next();
        if (!index.containsKey(next)) {
          enter(next, visits);
        } else if (onStack.contains(next)) {
          low.merge(visit.name(), index.getOrDefault(next, 0), Math::min);
        }
      } else {
        visits.pop();
        leave(visit.name());
        if (!visits.isEmpty()) {
          low.merge(visits.peek().name(), low.getOrDefault(visit.name(), 0), Math::min);
        }
      }
    }
  }

  private void enter(String name, Deque<Visit> visits) {
    int number = index.size();
    index.put(name, number);
    low.put(name, number);
    stack.push(name);
    onStack.add(name);
    visits.push(new Visit(name, new TreeSet<>(edges.getOrDefault(name, Set.of())).iterator()));
  }

  private void leave(String name) {
    if (!low.getOrDefault(name, -1).equals(index.getOrDefault(name, -1))) {
      return;
    }
    Set<String> knot = new HashSet<>();
    String popped;
    do {
      popped = stack.pop();
      onStack.remove(popped);
      knot.add(popped);
    } while (!popped.equals(name));
    if (knot.size() > 1) {
      knots.add(knot);
    }
  }

  /// The shortest way from a name back to it.
  private List<String> from(String start, Set<String> knot) {
    Map<String, String> cameFrom = new LinkedHashMap<>();
    Deque<String> todo = new ArrayDeque<>(List.of(start));
    while (!todo.isEmpty()) {
      String at = todo.poll();
      for (String next : new TreeSet<>(edges.getOrDefault(at, Set.of()))) {
        if (next.equals(start) && !at.equals(start)) {
          return back(start, at, cameFrom);
        }
        if (knot.contains(next) && !next.equals(start) && cameFrom.putIfAbsent(next, at) == null) {
          todo.add(next);
        }
      }
    }
    return List.of(start);
  }

  private static List<String> back(String start, String last, Map<String, String> cameFrom) {
    List<String> ring = new ArrayList<>();
    for (String at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
      ring.addFirst(at);
    }
    ring.addFirst(start);
    return ring;
  }
}
