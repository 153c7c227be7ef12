package initscope.xray;

import initscope.model.Bytes;
import initscope.model.go.GoThread;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The threads of the runtime. Each {@code m} is linked to the one made before it, down to the first; the newest is found as a word in .bss
/// that points to one, from which all others are reached.
final class Threads {
  private static final int MAX_HEADS = 256;
  private static final int PAGE = 8192;
  private static final int MAX_THREADS = 20_000;
  private static final long MAX_ID = 1 << 22;

  /// How often a chain is followed by one more thread, each a round trip.
  private static final int MAX_STEPS = 12;

  private final Reader process;
  private final Layout layout;
  private final Goroutines.Evidence evidence;
  private final Set<Long> heads = new LinkedHashSet<>();
  private final Set<Long> known = new LinkedHashSet<>();
  private final Map<Long, Bytes> seen = new HashMap<>();
  private int steps;

  Threads(Reader process, Module module, Heap heap, Goroutines.Evidence evidence) {
    this.process = process;
    this.layout = module.layout();
    this.evidence = evidence;
    Bytes bss = AllGs.firstWindow(process, module).orElse(Bytes.EMPTY);
    int alignment = alignment();
    for (long at = 0; at + 8 <= bss.size() && heads.size() < MAX_HEADS; at += 8) {
      long word = bss.u64(at);
      boolean aligned =
          (word & (alignment - 1) & ~8) == 0 && (word & (PAGE - 1)) + bytesOf() <= PAGE;
      if (aligned && WaitObjects.isPointer(word) && heap.holds(word)) {
        heads.add(word);
      }
    }
  }

  /// What the addresses of objects of that size have in common, but for the 8 bytes that the allocator may put before them.
  private int alignment() {
    return layout.size("m", 0) <= 1024 ? 1024 : 256;
  }

  private int bytesOf() {
    int end = 0;
    for (String field : List.of("alllink", "lockedg", "procid", "curg", "incgo", "p")) {
      end = Math.max(end, layout.offset("m." + field) + 8);
    }
    return end;
  }

  /// Threads that are known from elsewhere: those of goroutines and of Ps.
  void add(long m) {
    if (WaitObjects.isPointer(m)) {
      known.add(m);
    }
  }

  /// One that is read already, or is wished for if it may still be.
  private Optional<Bytes> read(long address) {
    Bytes bytes = seen.get(address);
    if (bytes != null || steps > MAX_STEPS) {
      return Optional.ofNullable(bytes);
    }
    Optional<Bytes> read = process.bytes(address, bytesOf()).filter(this::isM);
    read.ifPresent(m -> seen.put(address, m));
    return read;
  }

  private boolean isM(Bytes m) {
    boolean flags = true;
    for (String field : List.of("spinning", "blocked", "incgo")) {
      flags &= m.at(layout.offset("m." + field)) <= 1;
    }
    boolean pointers = WaitObjects.isPointer(m.u64(layout.offset("m.g0")));
    for (String field : List.of("alllink", "curg", "lockedg", "p")) {
      long word = m.u64(layout.offset("m." + field));
      pointers &= word == 0 || WaitObjects.isPointer(word);
    }
    long id = m.u64(layout.offset("m.id"));
    long thread = m.u64(layout.offset("m.procid"));
    return flags && pointers && id >= 0 && id < MAX_ID && thread >= 0 && thread < MAX_ID;
  }

  /// One more step along all chains.
  void wish() {
    steps++;
    heads.forEach(this::chain);
    known.forEach(this::chain);
  }

  /// Addresses from one thread to the first ever made, as far as they are read.
  private Set<Long> chain(long head) {
    Set<Long> chain = new LinkedHashSet<>();
    long at = head;
    while (at != 0 && chain.size() < MAX_THREADS && !chain.contains(at)) {
      Optional<Bytes> m = read(at);
      if (m.isEmpty()) {
        break;
      }
      chain.add(at);
      at = m.get().u64(layout.offset("m.alllink"));
    }
    return chain;
  }

  /// The longest chain that ends at the first thread and holds all that are known from elsewhere; else those only.
  private Set<Long> all() {
    Set<Long> longest = new LinkedHashSet<>();
    for (long head : heads) {
      Set<Long> chain = chain(head);
      if (chain.size() > longest.size() && chain.containsAll(known)) {
        longest = chain;
      }
    }
    return longest.isEmpty() ? known : longest;
  }

  /// Number of each thread by its address.
  Map<Long, Long> ids() {
    Map<Long, Long> ids = new HashMap<>();
    for (long m : all()) {
      read(m).ifPresent(bytes -> ids.put(m, bytes.u64(layout.offset("m.id"))));
    }
    return ids;
  }

  /// All of them, the first made first.
  ///
  /// @param goids goid of each goroutine by its address
  /// @param processors addresses of the Ps by their number
  List<GoThread> read(Map<Long, Long> goids, List<Long> processors) {
    Map<Long, GoThread> threads = new LinkedHashMap<>();
    for (long m : all()) {
      read(m)
          .ifPresent(
              bytes -> {
                GoThread thread = thread(m, bytes, goids, processors);
                threads.putIfAbsent(thread.id(), thread);
              });
    }
    List<GoThread> sorted = new ArrayList<>(threads.values());
    sorted.sort((a, b) -> Long.compare(a.id(), b.id()));
    return sorted;
  }

  private GoThread thread(long address, Bytes m, Map<Long, Long> goids, List<Long> processors) {
    long id = m.u64(layout.offset("m.id"));
    long thread = m.u64(layout.offset("m.procid"));
    int processor = processors.indexOf(m.u64(layout.offset("m.p")));
    return new GoThread(
        id,
        thread > 0 ? OptionalLong.of(thread) : OptionalLong.empty(),
        goid(m, "curg", goids),
        goid(m, "lockedg", goids),
        processor >= 0 ? OptionalInt.of(processor) : OptionalInt.empty(),
        m.at(layout.offset("m.spinning")) != 0,
        m.at(layout.offset("m.blocked")) != 0,
        m.at(layout.offset("m.incgo")) != 0,
        List.of(
            evidence.at(
                address, "m " + Refusal.hex(address) + ", id " + id + ", thread " + thread)));
  }

  private OptionalLong goid(Bytes m, String field, Map<Long, Long> goids) {
    Long goid = goids.get(m.u64(layout.offset("m." + field)));
    return goid == null ? OptionalLong.empty() : OptionalLong.of(goid);
  }
}
