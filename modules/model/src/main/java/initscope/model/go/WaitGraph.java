package initscope.model.go;

import initscope.model.EvidenceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which goroutine waits for what, and which other goroutine could end the wait.
///
/// @param waits one for each goroutine and object; a select has several
/// @param links from a waiting goroutine to one that could let it go on
public record WaitGraph(List<Wait> waits, List<Link> links) {
  /// Nothing known.
  public static final WaitGraph EMPTY = new WaitGraph(List.of(), List.of());

  /// Keeps immutable copies.
  public WaitGraph {
    waits = List.copyOf(waits);
    links = List.copyOf(links);
  }

  /// One goroutine waits for one object.
  ///
  /// @param goroutine goid
  /// @param object what it waits for
  /// @param operation what it wants to do with it: {@code receive}, {@code send}, {@code lock}, {@code rlock}, {@code wait},
  ///     {@code read}, {@code write}, {@code sleep}
  /// @param evidence where that was read
  public record Wait(
      long goroutine, WaitObject object, String operation, List<EvidenceRef> evidence) {
    /// Keeps an immutable copy.
    public Wait {
      evidence = List.copyOf(evidence);
    }
  }

  /// How another goroutine is known to matter.
  public enum Relation {
    /// It has the lock, or runs the function of the Once: only it can let go.
    HOLDS,
    /// It can reach the channel or the lock, so that it may be the one that lets go.
    REACHES
  }

  /// A goroutine that could end another's wait.
  ///
  /// @param waiter goid of the one that waits
  /// @param other goid of the one that could end it
  /// @param object what it is about
  /// @param relation how that is known
  /// @param why the place that shows it: a function of the other goroutine, or a word on its stack
  /// @param evidence where that was read
  public record Link(
      long waiter,
      long other,
      WaitObject object,
      Relation relation,
      String why,
      List<EvidenceRef> evidence) {
    /// Keeps an immutable copy.
    public Link {
      evidence = List.copyOf(evidence);
    }
  }

  /// What a goroutine waits for.
  public List<Wait> of(long goroutine) {
    return waits.stream().filter(wait -> wait.goroutine == goroutine).toList();
  }

  /// Who could let a goroutine go on.
  public List<Link> linksOf(long goroutine) {
    return links.stream().filter(link -> link.waiter == goroutine).toList();
  }

  /// Who else waits for the same object, the given goroutine left out.
  public List<Long> companions(Wait wait) {
    return waits.stream()
        .filter(w -> w.goroutine != wait.goroutine && w.object.address() != 0)
        .filter(w -> w.object.address() == wait.object.address())
        .map(Wait::goroutine)
        .distinct()
        .toList();
  }

  /// Circles of goroutines each of which waits for the next, the last for the first: deadlocks. Every circle begins at its
  /// smallest goid and is told once.
  ///
  /// @param relation only links at least as well known: {@link Relation#HOLDS} gives those that cannot end by themselves
  public List<List<Long>> cycles(Relation relation) {
    Map<Long, Set<Long>> next = new LinkedHashMap<>();
    for (Link link : links) {
      if (link.relation.compareTo(relation) <= 0) {
        next.computeIfAbsent(link.waiter, g -> new LinkedHashSet<>()).add(link.other);
      }
    }
    List<List<Long>> cycles = new ArrayList<>();
    for (Long start : next.keySet()) {
      shortest(start, next).ifPresent(cycles::add);
    }
    return cycles.stream().distinct().toList();
  }

  /// The shortest circle through a goroutine, turned so that its smallest goid stands first.
  private static Optional<List<Long>> shortest(long start, Map<Long, Set<Long>> next) {
    Map<Long, Long> from = new LinkedHashMap<>();
    List<Long> front = new ArrayList<>(List.of(start));
    Set<Long> seen = new HashSet<>();
    while (!front.isEmpty()) {
      List<Long> further = new ArrayList<>();
      for (Long at : front) {
        for (Long to : next.getOrDefault(at, Set.of())) {
          if (to == start) {
            return Optional.of(turned(path(start, at, from)));
          }
          if (seen.add(to)) {
            from.put(to, at);
            further.add(to);
          }
        }
      }
      front = further;
    }
    return Optional.empty();
  }

  private static List<Long> path(long start, long last, Map<Long, Long> from) {
    List<Long> path = new ArrayList<>();
    Long at = last;
    while (at != null && at != start) {
      path.addFirst(at);
      at = from.get(at);
    }
    path.addFirst(start);
    return path;
  }

  private static List<Long> turned(List<Long> circle) {
    int smallest = circle.indexOf(circle.stream().min(Long::compare).orElseThrow());
    List<Long> turned = new ArrayList<>(circle.subList(smallest, circle.size()));
    turned.addAll(circle.subList(0, smallest));
    return List.copyOf(turned);
  }
}
