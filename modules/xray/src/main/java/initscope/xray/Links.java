package initscope.xray;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.go.WaitGraph;
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
import java.util.Set;

/// Who could end a wait: who holds a lock, and else who can reach what is waited for, by a word on its stack or an address in the code of
/// its functions.
final class Links {
  private static final int MAX_OBJECTS = 512;
  private static final int MAX_OTHERS = 16;
  private static final int MAX_LINKS = 4096;

  private final Heap heap;
  private final Goroutines.Evidence evidence;
  private final Holders holders;
  private final Map<Long, Set<Code.Operand>> operands = new HashMap<>();

  Links(Heap heap, Goroutines.Evidence evidence, Holders holders) {
    this.heap = heap;
    this.evidence = evidence;
    this.holders = holders;
  }

  /// One goroutine that matters to an object.
  private record Found(long other, WaitGraph.Relation relation, String why, EvidenceRef place) {}

  /// All links between the goroutines of some stacks, as far as what they need is read.
  List<WaitGraph.Link> of(List<WaitGraph.Wait> waits, List<Holders.Stack> stacks) {
    Map<Long, WaitObject> objects = new LinkedHashMap<>();
    ordered(waits).stream()
        .map(WaitGraph.Wait::object)
        .filter(Links::isLinked)
        .limit(MAX_LINKS)
        .forEach(
            object -> {
              if (objects.size() < MAX_OBJECTS) {
                objects.putIfAbsent(object.address(), object);
              }
            });
    if (objects.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Found>> reaches = reaches(objects, stacks);
    Map<Long, List<Found>> found = new HashMap<>();
    Map<Long, Set<Long>> same = waiters(waits);
    Map<Long, List<Holders.Stack>> lockers = lockers(objects, stacks);
    List<Holders.Stack> runners = stacks.stream().filter(Holders::runsOnce).toList();
    Map<Long, Set<Long>> unlockers = unlockers(objects, stacks);
    objects.forEach(
        (address, object) -> {
          List<Found> held =
              held(
                      object,
                      objects,
                      object instanceof WaitObject.Once
                          ? runners
                          : lockers.getOrDefault(address, List.of()),
                      same)
                  .stream()
                  .filter(
                      f -> Set.of(f.other).containsAll(unlockers.getOrDefault(address, Set.of())))
                  .toList();
          found.put(
              address,
              held.isEmpty()
                  ? others(
                      reaches.getOrDefault(address, List.of()),
                      same.getOrDefault(address, Set.of()))
                  : held);
        });
    return links(ordered(waits), objects, found);
  }

  /// Stacks that may hold each mutex: with many of both, not every one can be asked of every other.
  private Map<Long, List<Holders.Stack>> lockers(
      Map<Long, WaitObject> objects, List<Holders.Stack> stacks) {
    Map<Long, List<Holders.Stack>> lockers = new HashMap<>();
    for (Holders.Stack stack : stacks) {
      if (holders.locks(stack)) {
        for (long mutex : holders.mayHold(stack, objects.keySet())) {
          lockers.computeIfAbsent(mutex, m -> new ArrayList<>()).add(stack);
        }
      }
    }
    return lockers;
  }

  /// Goroutines that may unlock what they did not lock, by the mutex: a mutex may be let go by another than who took it, who then holds
  /// it no longer for certain, nor waits for himself if he waits for it again.
  private Map<Long, Set<Long>> unlockers(
      Map<Long, WaitObject> objects, List<Holders.Stack> stacks) {
    Map<Long, Set<Long>> unlockers = new HashMap<>();
    for (Holders.Stack stack : stacks) {
      for (long mutex : holders.unlocksForOthers(stack)) {
        if (objects.containsKey(mutex)) {
          unlockers.computeIfAbsent(mutex, m -> new HashSet<>()).add(stack.g().id());
        }
      }
    }
    return unlockers;
  }

  /// Goroutine 1's first.
  private static List<WaitGraph.Wait> ordered(List<WaitGraph.Wait> waits) {
    return waits.stream()
        .sorted(Comparator.comparing((WaitGraph.Wait wait) -> wait.goroutine() != 1))
        .toList();
  }

  /// Whether another goroutine could end a wait for it.
  private static boolean isLinked(WaitObject object) {
    return switch (object) {
      case WaitObject.Descriptor d -> false;
      case WaitObject.Timer t -> false;
      default -> object.address() != 0;
    };
  }

  /// Without those that wait for it themselves, and not too many.
  private static List<Found> others(List<Found> reaches, Set<Long> waiters) {
    return reaches.stream()
        .filter(found -> !waiters.contains(found.other))
        .limit(MAX_OTHERS)
        .toList();
  }

  /// Goroutines that wait for each object.
  private static Map<Long, Set<Long>> waiters(List<WaitGraph.Wait> waits) {
    Map<Long, Set<Long>> same = new HashMap<>();
    for (WaitGraph.Wait wait : waits) {
      same.computeIfAbsent(wait.object().address(), a -> new HashSet<>()).add(wait.goroutine());
    }
    return same;
  }

  private static List<WaitGraph.Link> links(
      List<WaitGraph.Wait> waits, Map<Long, WaitObject> objects, Map<Long, List<Found>> found) {
    List<WaitGraph.Link> links = new ArrayList<>();
    for (WaitGraph.Wait wait : waits) {
      WaitObject object = objects.get(wait.object().address());
      if (object == null) {
        continue;
      }
      for (Found other : found.getOrDefault(object.address(), List.of())) {
        boolean itself =
            other.other == wait.goroutine() && other.relation != WaitGraph.Relation.HOLDS;
        if (!itself && links.size() < MAX_LINKS) {
          links.add(
              new WaitGraph.Link(
                  wait.goroutine(),
                  other.other,
                  object,
                  other.relation,
                  other.why,
                  List.of(other.place)));
        }
      }
    }
    return links;
  }

  /// Who is shown to hold an object; nobody where more do than can.
  private List<Found> held(
      WaitObject object,
      Map<Long, WaitObject> objects,
      List<Holders.Stack> stacks,
      Map<Long, Set<Long>> same) {
    Set<Long> waiters = same.getOrDefault(object.address(), Set.of());
    return switch (object) {
      case WaitObject.Once once when !once.done() -> onlyOne(onceHolders(once, objects, stacks), 1);
      case WaitObject.Mutex mutex when mutex.locked() ->
          onlyOne(mutexHolders(mutex.address(), LockSites.Act.LOCK, stacks, waiters), 1);
      case WaitObject.RwMutex rw when rw.readers() > 0 ->
          onlyOne(
              mutexHolders(rw.address(), LockSites.Act.READ_LOCK, stacks, waiters), rw.readers());
      case WaitObject.RwMutex rw ->
          onlyOne(mutexHolders(rw.address(), LockSites.Act.LOCK, stacks, waiters), 1);
      default -> List.of();
    };
  }

  private static List<Found> onlyOne(List<Found> found, long most) {
    return found.size() <= most ? found : List.of();
  }

  private List<Found> onceHolders(
      WaitObject.Once once, Map<Long, WaitObject> objects, List<Holders.Stack> stacks) {
    Set<Long> onces = new HashSet<>();
    objects.values().stream()
        .filter(WaitObject.Once.class::isInstance)
        .forEach(o -> onces.add(o.address()));
    List<Found> found = new ArrayList<>();
    for (Holders.Stack stack : stacks) {
      holders
          .runsOnce(stack, once.address(), onces)
          .ifPresent(call -> found.add(holder(stack, call)));
    }
    return found;
  }

  private List<Found> mutexHolders(
      long address, LockSites.Act act, List<Holders.Stack> stacks, Set<Long> waiters) {
    List<Found> found = new ArrayList<>();
    for (Holders.Stack stack : stacks) {
      holders
          .holds(stack, address, act, waiters.contains(stack.g().id()))
          .ifPresent(call -> found.add(holder(stack, call)));
    }
    return found;
  }

  private Found holder(Holders.Stack stack, Activation call) {
    return new Found(
        stack.g().id(),
        WaitGraph.Relation.HOLDS,
        call.name(),
        evidence.at(
            call.low(),
            "frame of " + place(call) + " on the stack of goroutine " + stack.g().id()));
  }

  private static String place(Activation call) {
    Frame frame = call.frames().getLast();
    return frame.function()
        + frame.file().map(file -> " at " + file + ":" + frame.line().orElse(0)).orElse("");
  }

  private Map<Long, List<Found>> reaches(
      Map<Long, WaitObject> objects, List<Holders.Stack> stacks) {
    Map<Long, List<Found>> reaches = new HashMap<>();
    for (Holders.Stack stack : stacks) {
      Set<Long> seen = new HashSet<>();
      for (Activation call : stack.calls()) {
        onStack(stack, call, objects.keySet(), seen, reaches);
      }
      for (Activation call : stack.calls()) {
        inCode(stack, call, objects.keySet(), seen, reaches);
      }
    }
    return reaches;
  }

  private void onStack(
      Holders.Stack stack,
      Activation call,
      Set<Long> objects,
      Set<Long> seen,
      Map<Long, List<Found>> into) {
    for (long at = call.low(); at < call.high(); at += 8) {
      long word = stack.word(at);
      if (objects.contains(word) && seen.add(word)) {
        String why = "stack word in " + call.name();
        into.computeIfAbsent(word, w -> new ArrayList<>())
            .add(
                new Found(
                    stack.g().id(),
                    WaitGraph.Relation.REACHES,
                    why,
                    evidence.at(at, why + ": " + Refusal.hex(word))));
      }
    }
  }

  private void inCode(
      Holders.Stack stack,
      Activation call,
      Set<Long> objects,
      Set<Long> seen,
      Map<Long, List<Found>> into) {
    if (call.name().startsWith("runtime.")) {
      return;
    }
    for (Code.Operand operand : operands(call.function())) {
      Optional<Long> address = holders.address(operand);
      if (address.isPresent() && objects.contains(address.get()) && seen.add(address.get())) {
        into.computeIfAbsent(address.get(), w -> new ArrayList<>())
            .add(
                new Found(
                    stack.g().id(),
                    WaitGraph.Relation.REACHES,
                    call.name(),
                    evidence.at(
                        operand.address(),
                        call.name() + " names " + Refusal.hex(operand.address()))));
      }
    }
  }

  /// Variables that a function's code names.
  private Set<Code.Operand> operands(Func function) {
    Set<Code.Operand> known = operands.get(function.entry());
    if (known == null) {
      Optional<Code> code = holders.codes().of(function);
      if (code.isEmpty()) {
        return Set.of();
      }
      known = new LinkedHashSet<>(code.get().operands());
      known.removeIf(operand -> !heap.isWritable(operand.address()));
      operands.put(function.entry(), known);
    }
    return known;
  }
}
