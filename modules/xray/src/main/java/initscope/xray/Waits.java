package initscope.xray;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitObject;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What each goroutine waits for.
///
/// The function it parked in tells the kind. A channel's waiter is linked to its goroutine; a semaphore's, a condition's and a
/// descriptor's are known by a word in the frames of the runtime that points to what points back to the goroutine.
final class Waits {
  private static final int MAX_CASES = 256;

  /// Bytes of a stack whose words are looked up before its functions' names are known.
  private static final int AHEAD_BYTES = 640;

  /// How far beyond the frame of a function its arguments may have been put.
  private static final int ARGUMENT_BYTES = 32;

  private static final int CANDIDATE_BYTES = 104;

  private final Reader process;
  private final Layout layout;
  private final Heap heap;
  private final Goroutines.Evidence evidence;
  private final WaitObjects objects;
  private final SyncLayout sync;

  Waits(Reader process, Layout layout, Heap heap, Goroutines.Evidence evidence) {
    this.process = process;
    this.layout = layout;
    this.heap = heap;
    this.evidence = evidence;
    this.objects = new WaitObjects(process, layout);
    this.sync = new SyncLayout(layout);
  }

  WaitObjects objects() {
    return objects;
  }

  /// Wishes for what a goroutine names itself.
  void wish(RawG g) {
    if (g.status() == RawG.WAITING) {
      wish(g.wordOrZero("g.waiting"), "sudog");
      wish(g.wordOrZero("g.timer"), "timer");
    }
  }

  /// Wishes for what the words of its stack point to, where one of them is what it waits for.
  void wish(RawG g, Bytes stack) {
    if (g.status() != RawG.WAITING) {
      return;
    }
    String reason = layout.waitReason(g.waitReason()).orElse("sync.");
    boolean polls = reason.equals("IO wait");
    if (polls || reason.startsWith("sync.") || reason.startsWith("semacquire")) {
      int size = polls ? layout.size("polldesc", 0) : CANDIDATE_BYTES;
      words(g, stack, AHEAD_BYTES).forEach(word -> process.start(word, size));
    }
  }

  private void wish(long address, String type) {
    if (WaitObjects.isPointer(address)) {
      process.start(address, layout.size(type, 0));
    }
  }

  /// Words of a stack, from its saved end, that may point to what the runtime allocated.
  private Set<Long> words(RawG g, Bytes stack, long bytes) {
    Set<Long> words = new LinkedHashSet<>();
    for (long at = 0; at + 8 <= Math.min(bytes, stack.size()); at += 8) {
      long word = stack.u64(at);
      boolean own =
          Long.compareUnsigned(word, g.stackLow()) >= 0
              && Long.compareUnsigned(word, g.stackHigh()) < 0;
      if (WaitObjects.isPointer(word) && !own && word != g.address() && heap.isWritable(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /// What a goroutine waits for, as far as it is read; several for a select.
  List<WaitGraph.Wait> of(RawG g, Bytes stack, List<Activation> calls) {
    if (g.status() != RawG.WAITING) {
      return List.of();
    }
    for (Activation call : calls) {
      switch (call.name()) {
        case "runtime.chanrecv" -> {
          return channels(g, "receive");
        }
        case "runtime.chansend" -> {
          return channels(g, "send");
        }
        case "runtime.selectgo" -> {
          return channels(g, "");
        }
        case "time.Sleep" -> {
          return waits(g, objects.sleep(g.wordOrZero("g.timer"), g.address()), "sleep");
        }
        case "runtime.semacquire1" -> {
          return semaphore(g, words(g, stack, above(g, call)), calls);
        }
        case "runtime.notifyListWait", "sync.runtime_notifyListWait" -> {
          return condition(g, words(g, stack, AHEAD_BYTES), stack, above(g, call));
        }
        case "runtime.netpollblock", "internal/poll.runtime_pollWait" -> {
          return descriptor(g, words(g, stack, AHEAD_BYTES));
        }
        default -> {
          if (!call.name().startsWith("runtime.") && !call.name().contains(".runtime_")) {
            return List.of();
          }
        }
      }
    }
    return List.of();
  }

  private static long above(RawG g, Activation call) {
    return call.high() - g.sp() + ARGUMENT_BYTES;
  }

  private List<WaitGraph.Wait> waits(RawG g, Optional<WaitObject> object, String operation) {
    return object.map(o -> List.of(wait(g, o, operation))).orElse(List.of());
  }

  private WaitGraph.Wait wait(RawG g, WaitObject object, String operation) {
    return new WaitGraph.Wait(
        g.id(),
        object,
        operation,
        object.address() == 0
            ? List.of()
            : List.of(evidence.at(object.address(), WaitQuote.of(object))));
  }

  /// @param operation empty for a select, each case of which has its own
  private List<WaitGraph.Wait> channels(RawG g, String operation) {
    List<WaitGraph.Wait> waits = new ArrayList<>();
    long at = g.wordOrZero("g.waiting");
    if (at == 0 && !operation.isEmpty()) {
      boolean nil =
          layout.waitReason(g.waitReason()).filter(r -> r.endsWith("(nil chan)")).isPresent();
      return nil ? waits(g, objects.channel(0), operation) : List.of();
    }
    for (int i = 0; at != 0 && i < MAX_CASES; i++) {
      Optional<Bytes> sudog = sudog(at, g);
      if (sudog.isEmpty()) {
        break;
      }
      long channel = sudog.get().u64(layout.offset("sudog.c"));
      if (channel == 0) {
        break;
      }
      String does =
          operation.isEmpty()
              ? objects.sends(channel).orElse(false) ? "send" : "receive"
              : operation;
      waits.addAll(waits(g, objects.channel(channel), does));
      if (does.equals("receive")) {
        waits.addAll(waits(g, objects.timerOf(channel), does));
      }
      at = sudog.get().u64(layout.offset("sudog.waitlink"));
    }
    return waits;
  }

  /// A waiter that belongs to a goroutine.
  private Optional<Bytes> sudog(long address, RawG g) {
    return WaitObjects.isPointer(address)
        ? process
            .bytes(address, layout.size("sudog", 0))
            .filter(bytes -> bytes.u64(layout.offset("sudog.g")) == g.address())
        : Optional.empty();
  }

  private List<WaitGraph.Wait> semaphore(RawG g, Set<Long> words, List<Activation> calls) {
    Set<Long> semaphores = new LinkedHashSet<>();
    for (long word : words) {
      sudog(word, g)
          .filter(bytes -> bytes.u64(layout.offset("sudog.c")) == 0)
          .map(bytes -> bytes.u64(layout.offset("sudog.elem")))
          .filter(address -> address != 0)
          .ifPresent(semaphores::add);
    }
    if (semaphores.size() != 1) {
      return List.of();
    }
    long semaphore = semaphores.iterator().next();
    List<String> callers =
        calls.stream()
            .flatMap(call -> call.frames().stream())
            .map(Frame::function)
            .filter(name -> !name.startsWith("runtime.") && !name.contains(".runtime_"))
            .limit(8)
            .toList();
    return waits(
        g,
        owner(semaphore, callers).or(() -> Optional.of(new WaitObject.Semaphore(semaphore))),
        operation(callers));
  }

  /// What a semaphore is part of, by the functions that wait for it.
  private Optional<WaitObject> owner(long semaphore, List<String> callers) {
    String inner = callers.isEmpty() ? "" : callers.getFirst();
    return switch (inner) {
      case "sync.(*Mutex).lockSlow", "internal/sync.(*Mutex).lockSlow" -> {
        long mutex = semaphore - sync.mutexSemaphore();
        String user = lockUser(callers);
        yield switch (user) {
          case "sync.(*Once).doSlow" -> objects.onceOf(mutex);
          case "sync.(*RWMutex).Lock" -> objects.rwMutex(mutex - sync.rwMutex("w"));
          default -> objects.mutex(mutex);
        };
      }
      case "sync.(*RWMutex).RLock" -> objects.rwMutex(semaphore - sync.rwMutex("readersem"));
      case "sync.(*RWMutex).Lock" -> objects.rwMutex(semaphore - sync.rwMutex("writersem"));
      case "sync.(*WaitGroup).Wait" -> objects.waitGroupOf(semaphore);
      default -> Optional.empty();
    };
  }

  /// Who locks a mutex.
  private static String lockUser(List<String> callers) {
    return callers.stream()
        .skip(1)
        .filter(name -> !name.endsWith("sync.(*Mutex).Lock"))
        .findFirst()
        .orElse("");
  }

  private static String operation(List<String> callers) {
    String inner = callers.isEmpty() ? "" : callers.getFirst();
    return switch (inner) {
      case "sync.(*Mutex).lockSlow", "internal/sync.(*Mutex).lockSlow" ->
          lockUser(callers).equals("sync.(*Once).doSlow") ? "wait" : "lock";
      case "sync.(*RWMutex).RLock" -> "rlock";
      case "sync.(*RWMutex).Lock" -> "lock";
      default -> "wait";
    };
  }

  private List<WaitGraph.Wait> condition(RawG g, Set<Long> words, Bytes stack, long above) {
    Set<Long> tickets = new LinkedHashSet<>();
    for (long word : words(g, stack, above)) {
      sudog(word, g).map(bytes -> bytes.u32(layout.offset("sudog.ticket"))).ifPresent(tickets::add);
    }
    Set<WaitObject> found = new LinkedHashSet<>();
    for (long ticket : tickets) {
      words.forEach(word -> objects.cond(word, ticket).ifPresent(found::add));
    }
    return found.size() == 1 ? waits(g, Optional.of(found.iterator().next()), "wait") : List.of();
  }

  private List<WaitGraph.Wait> descriptor(RawG g, Set<Long> words) {
    for (long word : words) {
      Optional<WaitObject> found = objects.descriptor(word, g.address());
      if (found.isPresent()) {
        boolean reads = ((WaitObject.Descriptor) found.get()).reads();
        return waits(g, found, reads ? "read" : "write");
      }
    }
    return List.of();
  }
}
