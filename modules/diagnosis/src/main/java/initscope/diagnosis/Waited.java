package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import initscope.model.host.OpenFile;
import initscope.model.host.ProcessFacts;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// What the X-ray saw goroutines wait for: the very channel, lock, descriptor or timer, and who could end the wait.
final class Waited {
  private static final int MOST = 4;
  private static final int MOST_WORDS = 8;
  private static final int MOST_LINKS = 32;

  private Waited() {}

  static WaitGraph graph(Scene scene) {
    return scene.incident().go().map(GoRuntime::waits).orElse(WaitGraph.EMPTY);
  }

  /// The objects a goroutine waits for, and who could end that.
  static void link(Scene scene, Goroutine goroutine, Chain chain) {
    WaitGraph graph = graph(scene);
    for (Wait wait : graph.of(goroutine.id()).stream().limit(MOST).toList()) {
      object(scene, wait, chain);
      List<Long> companions = graph.companions(wait);
      if (!companions.isEmpty() && !(wait.object() instanceof WaitObject.Timer)) {
        chain.add(place(wait), "because.wait.companions", names(companions));
      }
    }
    graph.links().stream()
        .filter(l -> l.waiter() == goroutine.id())
        .limit(MOST)
        .forEach(l -> link(l, chain));
  }

  private static void link(Link link, Chain chain) {
    String key = link.relation() == Relation.HOLDS ? "because.link.holds" : "because.link.reaches";
    chain.add(
        link.evidence().stream().findFirst(),
        key,
        Long.toString(link.other()),
        "object." + link.object().word(),
        Long.toHexString(link.object().address()),
        link.why());
  }

  private static void object(Scene scene, Wait wait, Chain chain) {
    String at = Long.toHexString(wait.object().address());
    String g = Long.toString(wait.goroutine());
    Optional<EvidenceRef> place = place(wait);
    switch (wait.object()) {
      case WaitObject.Channel c when c.address() == 0 ->
          chain.add(place, "because.wait.channel.nil", g);
      case WaitObject.Channel c ->
          chain.add(
              place,
              c.closed()
                  ? "because.wait.channel.closed"
                  : c.capacity() == 0 ? "because.wait.channel.none" : "because.wait.channel",
              g,
              at,
              Long.toString(c.queued()),
              Long.toString(c.capacity()));
      case WaitObject.Mutex m ->
          chain.add(
              place,
              m.locked() ? "because.wait.mutex" : "because.wait.mutex.free",
              g,
              at,
              Long.toString(m.waiters()));
      case WaitObject.RwMutex m ->
          chain.add(
              place,
              m.writer() ? "because.wait.rwmutex.writer" : "because.wait.rwmutex",
              g,
              at,
              Long.toString(m.readers()));
      case WaitObject.Once o -> chain.add(place, "because.wait.once", g, at);
      case WaitObject.WaitGroup w ->
          chain.add(place, "because.wait.waitgroup", g, at, Long.toString(w.counter()));
      case WaitObject.Cond c ->
          chain.add(place, "because.wait.cond", g, at, Long.toString(c.waiting()));
      case WaitObject.Semaphore s -> chain.add(place, "because.wait.semaphore", g, at);
      case WaitObject.Descriptor d -> descriptor(scene, wait, d, chain);
      case WaitObject.Timer t -> timer(scene, wait, t, chain);
    }
  }

  private static void descriptor(Scene scene, Wait wait, WaitObject.Descriptor d, Chain chain) {
    if (d.fd().isEmpty()) {
      return;
    }
    String fd = Integer.toString(d.fd().getAsInt());
    String g = Long.toString(wait.goroutine());
    chain.add(place(wait), d.reads() ? "because.wait.fd.read" : "because.wait.fd.write", g, fd);
    OptionalLong left = left(scene, d.deadlineNanos());
    if (left.isPresent()) {
      chain.add(place(wait), "because.wait.fd.deadline", fd, Long.toString(left.getAsLong()));
    }
  }

  private static void timer(Scene scene, Wait wait, WaitObject.Timer t, Chain chain) {
    OptionalLong left = left(scene, OptionalLong.of(t.whenNanos()));
    if (left.isPresent()) {
      chain.add(
          place(wait),
          "because.wait.timer",
          Long.toString(wait.goroutine()),
          Long.toString(left.getAsLong()));
    }
  }

  /// How long until a moment, from when the process was read; empty where it has passed or nobody knows.
  private static OptionalLong left(Scene scene, OptionalLong when) {
    OptionalLong now =
        scene.incident().process().map(ProcessFacts::observedNanos).orElse(OptionalLong.empty());
    if (when.isEmpty() || now.isEmpty() || when.getAsLong() <= now.getAsLong()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(when.getAsLong() - now.getAsLong());
  }

  /// How long until the timer a goroutine sleeps on fires.
  static OptionalLong sleepsFor(Scene scene, Goroutine goroutine) {
    return graph(scene).of(goroutine.id()).stream()
        .map(Wait::object)
        .filter(WaitObject.Timer.class::isInstance)
        .map(WaitObject.Timer.class::cast)
        .map(t -> left(scene, OptionalLong.of(t.whenNanos())))
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /// The open file whose descriptor a parked goroutine's poller watches.
  static Optional<OpenFile> file(Scene scene, Goroutine goroutine) {
    OptionalInt fd =
        graph(scene).of(goroutine.id()).stream()
            .map(Wait::object)
            .filter(WaitObject.Descriptor.class::isInstance)
            .map(o -> ((WaitObject.Descriptor) o).fd())
            .filter(OptionalInt::isPresent)
            .findFirst()
            .orElse(OptionalInt.empty());
    return fd.isPresent() ? Sockets.file(scene.incident(), fd.getAsInt()) : Optional.empty();
  }

  /// The goroutine that is known to hold what another waits for.
  static Optional<Goroutine> holder(Scene scene, Goroutine waiter) {
    return graph(scene).links().stream()
        .filter(l -> l.waiter() == waiter.id() && l.relation() == Relation.HOLDS)
        .flatMap(l -> goroutine(scene, l.other()).stream())
        .findFirst();
  }

  static Optional<Goroutine> goroutine(Scene scene, long id) {
    return scene.incident().goroutines().stream().filter(g -> g.id() == id).findFirst();
  }

  /// A circle of waiting goroutines.
  ///
  /// @param goroutines each waits for the next, the last for the first
  /// @param proven whether every link is known rather than possible
  record Circle(List<Long> goroutines, boolean proven) {
    Circle {
      goroutines = List.copyOf(goroutines);
    }

    /// {@code 1 → 18 → 1}; of a long one its begin, and how many more there are.
    String words() {
      String begin =
          goroutines.stream().limit(MOST_WORDS).map(g -> g + " → ").collect(Collectors.joining());
      int more = goroutines.size() - MOST_WORDS;
      return begin + (more > 0 ? "+" + more + " → " : "") + goroutines.getFirst();
    }
  }

  /// Every circle, the proven first, each once.
  static List<Circle> circles(Scene scene) {
    WaitGraph graph = graph(scene);
    List<List<Long>> proven = graph.cycles(Relation.HOLDS);
    Set<Circle> all = new LinkedHashSet<>();
    proven.forEach(c -> all.add(new Circle(c, true)));
    for (List<Long> circle : graph.cycles(Relation.REACHES)) {
      if (!proven.contains(circle)) {
        all.add(new Circle(circle, false));
      }
    }
    return List.copyOf(all);
  }

  /// Whether a holder in a circle is known by what its code shows: all but the one that runs the function of a Once.
  static boolean isShownByCode(Scene scene, Circle circle) {
    List<Long> all = circle.goroutines();
    return graph(scene).links().stream()
        .filter(l -> l.relation() == Relation.HOLDS && !(l.object() instanceof WaitObject.Once))
        .anyMatch(
            l -> {
              int from = all.indexOf(l.waiter());
              return from >= 0 && all.get((from + 1) % all.size()) == l.other();
            });
  }

  /// The circle that a goroutine is in, or waits for, directly or through others: those it could be let go by, and those it started.
  static Optional<Circle> circle(Scene scene, InitAt at) {
    List<Circle> circles = circles(scene);
    if (circles.isEmpty() || at.goroutine().isEmpty()) {
      return Optional.empty();
    }
    Set<Long> family = family(scene, at);
    return circles.stream()
        .filter(c -> c.goroutines().stream().anyMatch(family::contains))
        .findFirst();
  }

  private static Set<Long> family(Scene scene, InitAt at) {
    Set<Long> family = new LinkedHashSet<>();
    Deque<Long> open = new ArrayDeque<>();
    at.goroutine().ifPresent(g -> open.add(g.id()));
    Goroutines.startedBy(scene, at).forEach(g -> open.add(g.id()));
    List<Link> links = graph(scene).links();
    while (!open.isEmpty()) {
      long next = open.removeFirst();
      if (family.add(next)) {
        links.stream().filter(l -> l.waiter() == next).forEach(l -> open.add(l.other()));
      }
    }
    return family;
  }

  /// The links of a circle, each with its place.
  static void link(Scene scene, Circle circle, Chain chain) {
    for (int i = 0; i < Math.min(circle.goroutines().size(), MOST_LINKS); i++) {
      long from = circle.goroutines().get(i);
      long to = circle.goroutines().get((i + 1) % circle.goroutines().size());
      Optional<Goroutine> waiter = goroutine(scene, from);
      graph(scene).links().stream()
          .filter(l -> l.waiter() == from && l.other() == to)
          .min(Comparator.comparing(Link::relation))
          .ifPresent(
              l ->
                  chain.add(
                      waiter.flatMap(Places::goroutine).or(() -> l.evidence().stream().findFirst()),
                      l.relation() == Relation.HOLDS
                          ? "because.circle.holds"
                          : "because.circle.reaches",
                      Long.toString(from),
                      waiter.map(Goroutines::caller).orElse("?"),
                      "object." + l.object().word(),
                      Long.toHexString(l.object().address()),
                      Long.toString(to),
                      l.why()));
    }
  }

  private static Optional<EvidenceRef> place(Wait wait) {
    return wait.evidence().stream().findFirst();
  }

  private static String names(List<Long> goroutines) {
    String text =
        goroutines.stream().limit(6).map(String::valueOf).collect(Collectors.joining(", "));
    return goroutines.size() > 6 ? text + " +" + (goroutines.size() - 6) : text;
  }
}
