package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.go.Goroutine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Other goroutines that the init waits for, or may wait for.
final class Goroutines {
  private static final int MOST = 5;
  private static final List<String> RESOLVERS =
      List.of("net.", "net/http.", "internal/singleflight.");

  private Goroutines() {}

  static Detail detail(Scene scene, InitAt at, Chain chain) {
    if (at.word().contains("nil chan")) {
      return Detail.of("nil", "");
    }
    if (at.word().equals("select (no cases)")) {
      return Detail.of("empty", "");
    }
    Optional<Waited.Circle> circle = Waited.circle(scene, at);
    if (circle.isPresent()) {
      return circle(scene, at, circle.get(), chain);
    }
    return switch (at.kind()) {
      case LOCK -> lock(scene, at, chain);
      case ONCE -> once(scene, at, chain);
      default -> helpers(scene, at, chain);
    };
  }

  private static Detail circle(Scene scene, InitAt at, Waited.Circle circle, Chain chain) {
    Waited.link(scene, circle, chain);
    boolean inside = at.goroutine().filter(g -> circle.goroutines().contains(g.id())).isPresent();
    if (!inside) {
      for (long id : circle.goroutines().stream().limit(MOST).toList()) {
        Waited.goroutine(scene, id).ifPresent(g -> link(scene, g, at, "because.helper", chain));
      }
    }
    // that the init waits for a circle it is not in follows from who started whom, or can reach
    // what
    return Detail.of(
            circle.proven() ? inside ? "circle" : "behind" : "circle.possible", circle.words())
        .inferredIf(!circle.proven() || !inside || Waited.isShownByCode(scene, circle));
  }

  /// The runtime keeps no holder of a mutex; other goroutines that wait for one are what a deadlock by lock order leaves.
  private static Detail lock(Scene scene, InitAt at, Chain chain) {
    Optional<Goroutine> holder = at.goroutine().flatMap(g -> Waited.holder(scene, g));
    if (holder.isPresent()) {
      link(scene, holder.get(), at, "because.helper", chain);
      return Detail.of("holder", Long.toString(holder.get().id()), caller(holder.get()))
          .inferredIf(true); // by its code: see decision 0022
    }
    List<Goroutine> others =
        others(scene, at).stream()
            .filter(g -> sort(g) == Wait.LOCK || sort(g) == Wait.ONCE)
            .toList();
    for (Goroutine g : others.stream().limit(MOST).toList()) {
      link(scene, g, at, "because.lock.other", chain);
    }
    if (others.isEmpty()) {
      return helpers(scene, at, chain).variant().equals("helper")
          ? Detail.PLAIN
          : Detail.of("alone", "");
    }
    Goroutine first = others.getFirst();
    return Detail.of("deadlock", Long.toString(first.id()), caller(first));
  }

  private static Detail once(Scene scene, InitAt at, Chain chain) {
    List<String> doSlow = List.of("sync.(*Once).doSlow");
    long own = at.frames().stream().filter(f -> f.function().equals(doSlow.getFirst())).count();
    if (own > 1) {
      return Detail.of("self", "");
    }
    Optional<Goroutine> holder = at.goroutine().flatMap(g -> Waited.holder(scene, g));
    List<Goroutine> inside =
        holder
            .map(List::of)
            .orElseGet(
                () ->
                    others(scene, at).stream()
                        .filter(g -> Stacks.hasAny(g.frames(), doSlow) && sort(g) != Wait.ONCE)
                        .toList());
    for (Goroutine g : inside.stream().limit(MOST).toList()) {
      link(scene, g, at, "because.once.other", chain);
    }
    return inside.size() == 1
        ? Detail.of("title", Long.toString(inside.getFirst().id()), caller(inside.getFirst()))
            .inferredIf(holder.isEmpty()) // it may be inside of another Once
        : Detail.PLAIN;
  }

  /// Goroutines the init started, directly or not, and which still live.
  static Detail helpers(Scene scene, InitAt at, Chain chain) {
    List<Goroutine> started = startedBy(scene, at);
    for (Goroutine g : started.stream().limit(MOST).toList()) {
      link(scene, g, at, "because.helper", chain);
    }
    if (at.kind() != Wait.DIAL && started.stream().anyMatch(g -> sort(g) == Wait.DIAL)) {
      Sockets.connecting(scene.incident()).stream()
          .limit(MOST)
          .forEach(held -> Sockets.link(scene.incident(), held, chain));
    }
    if (started.isEmpty()) {
      boolean saysNobody = at.kind() == Wait.WAIT_GROUP || at.kind() == Wait.COND;
      return saysNobody && mayHaveStarted(scene, at) ? Detail.of("left", "") : Detail.PLAIN;
    }
    // the one that does not wait for yet another goroutine is the nearest to the cause
    Goroutine told =
        started.stream()
            .filter(g -> !sort(g).onGoroutines() || onPeer(g))
            .findFirst()
            .orElse(started.getFirst());
    return Detail.of("helper", Long.toString(told.id()), word(told));
  }

  /// Whether a goroutine is left that the init may have started through a function of another package, which has returned.
  private static boolean mayHaveStarted(Scene scene, InitAt at) {
    return others(scene, at).stream()
        .filter(g -> g.createdBy().filter(f -> mayBeCalled(f.function())).isPresent())
        .anyMatch(
            g ->
                g.creatorId().isEmpty()
                    || at.goroutine()
                        .filter(own -> own.id() != g.creatorId().getAsLong())
                        .isEmpty());
  }

  /// Whether an init can have called a function: not the runtime's own start, nor the init of another package.
  private static boolean mayBeCalled(String function) {
    return !function.startsWith("runtime.") && GoSymbol.initPackage(function).isEmpty();
  }

  /// Whether a goroutine waits for the same kind of thing that is not there for the init: which it neither started, nor waits for by a
  /// channel that this one can reach, nor was started beside one that can, as net/http starts a reader and a writer for a connection.
  ///
  /// @param single whether there is but one such thing, so that two starts at one place cannot be of two
  static boolean othersAlso(Scene scene, InitAt at, boolean single) {
    Set<Long> own = new HashSet<>();
    startedBy(scene, at).forEach(g -> own.add(g.id()));
    at.goroutine()
        .ifPresent(g -> Waited.graph(scene).linksOf(g.id()).forEach(l -> own.add(l.other())));
    List<Goroutine> known =
        scene.incident().goroutines().stream().filter(g -> own.contains(g.id())).toList();
    return others(scene, at).stream()
        .filter(g -> !own.contains(g.id()) && sort(g) == at.kind())
        .anyMatch(g -> known.stream().noneMatch(k -> startedTogether(g, k, single)));
  }

  private static boolean startedTogether(Goroutine a, Goroutine b, boolean single) {
    Optional<String> place = a.createdBy().map(Frame::function);
    boolean ids = a.creatorId().isPresent() && b.creatorId().isPresent();
    return place.isPresent()
        && place.equals(b.createdBy().map(Frame::function))
        && (ids ? a.creatorId().equals(b.creatorId()) : single);
  }

  private static boolean onPeer(Goroutine g) {
    return switch (sort(g)) {
      case DNS, DIAL, READ, CHILD -> true;
      default -> false;
    };
  }

  private static void link(Scene scene, Goroutine g, InitAt at, String key, Chain chain) {
    String by = g.createdBy().map(Frame::function).orElse("?");
    chain.add(Places.goroutine(g), key, Long.toString(g.id()), word(g), caller(g), by);
    ownPlace(g, at)
        .filter(f -> f.file().isPresent() && !caller(g).startsWith(f.function() + " "))
        .ifPresent(
            f -> chain.add(Places.goroutine(g), "because.place", f.function(), Stacks.place(f)));
    Waited.link(scene, g, chain);
  }

  /// Innermost frame of another goroutine in the code of the package that waits for it.
  private static Optional<Frame> ownPlace(Goroutine g, InitAt at) {
    return g.frames().stream()
        .filter(f -> GoSymbol.packageOf(f.function()).filter(at.packagePath()::equals).isPresent())
        .findFirst();
  }

  private static List<Goroutine> others(Scene scene, InitAt at) {
    return scene.incident().goroutines().stream()
        .filter(g -> at.goroutine().filter(own -> own.id() == g.id()).isEmpty())
        .toList();
  }

  static List<Goroutine> startedBy(Scene scene, InitAt at) {
    Set<Long> family = new HashSet<>();
    Deque<Goroutine> open = new ArrayDeque<>(at.goroutine().stream().toList());
    List<Goroutine> found = new ArrayList<>();
    List<Goroutine> others = others(scene, at);
    while (!open.isEmpty() && found.size() < 64) {
      Goroutine parent = open.removeFirst();
      family.add(parent.id());
      for (Goroutine g : others) {
        if (!family.contains(g.id()) && child(g, parent, at)) {
          family.add(g.id());
          found.add(g);
          open.addLast(g);
        }
      }
    }
    return found;
  }

  /// Go 1.21 and later say which goroutine ran the go statement; before, only its function is known.
  private static boolean child(Goroutine g, Goroutine parent, InitAt at) {
    String by = g.createdBy().map(Frame::function).orElse("");
    if (by.startsWith("runtime.") || by.isEmpty()) {
      return false;
    }
    // what resolves a name goes on after the function that started it has returned
    boolean resolver =
        (at.kind() == Wait.DNS || at.kind() == Wait.DIAL) && Stacks.startsWithAny(by, RESOLVERS);
    if (g.creatorId().isPresent()) {
      return g.creatorId().getAsLong() == parent.id() && (resolver || inInit(by, parent, at));
    }
    boolean own = GoSymbol.packageOf(by).filter(at.packagePath()::equals).isPresent();
    return own || resolver;
  }

  /// What main started in the init of an earlier package is no part of this one, unless its function still is on the stack.
  private static boolean inInit(String by, Goroutine parent, InitAt at) {
    boolean main = at.goroutine().filter(g -> g.id() == parent.id()).isPresent();
    return !main
        || GoSymbol.packageOf(by).filter(at.packagePath()::equals).isPresent()
        || parent.frames().stream().anyMatch(f -> samePackage(f.function(), by));
  }

  private static boolean samePackage(String a, String b) {
    Optional<String> one = GoSymbol.packageOf(a);
    return one.isPresent() && one.equals(GoSymbol.packageOf(b));
  }

  static Wait sort(Goroutine g) {
    return Waits.of(word(g), g.frames());
  }

  private static String word(Goroutine g) {
    return g.status().equals("waiting") ? g.waitReason().orElse("waiting") : g.status();
  }

  static String caller(Goroutine g) {
    return Stacks.caller(g.frames())
        .map(f -> f.file().isPresent() ? f.function() + " (" + Stacks.place(f) + ")" : f.function())
        .orElse("?");
  }
}
