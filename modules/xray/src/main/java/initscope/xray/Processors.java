package initscope.xray;

import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.go.GoProcessor;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The processors of the scheduler: the one slice in .bss that lists things which know their own place in it.
final class Processors {
  private static final int MAX_COUNT = 4096;
  private static final int MAX_CANDIDATES = 256;
  private static final int HEAD_BYTES = 80;
  private static final int MAX_QUEUE = 257;
  private static final int IDLE = 0;
  private static final int EVENT_SHIFT = 61;
  private static final long IDLE_EVENT = 4;
  private static final String STAMP = "p.limiterevent";
  private static final String[] STATUS = {"idle", "running", "syscall", "gcstop", "dead"};

  private final Reader process;
  private final Layout layout;
  private final Goroutines.Evidence evidence;
  private final Optional<Clock> clock;
  private final Map<Long, Long> stampsAfter = new HashMap<>();
  private final List<Module.Slice> candidates = new ArrayList<>();

  /// @param clock the host's, where known
  Processors(
      Reader process,
      Module module,
      Heap heap,
      Goroutines.Evidence evidence,
      Optional<Clock> clock) {
    this.process = process;
    this.layout = module.layout();
    this.evidence = evidence;
    this.clock = clock;
    Bytes bss = AllGs.firstWindow(process, module).orElse(Bytes.EMPTY);
    for (long at = 0; at + 24 <= bss.size() && candidates.size() < MAX_CANDIDATES; at += 8) {
      long address = bss.u64(at);
      long length = bss.u64(at + 8);
      boolean slice = length > 0 && length <= bss.u64(at + 16) && bss.u64(at + 16) <= MAX_COUNT;
      if (slice && WaitObjects.isPointer(address) && heap.holds(address)) {
        candidates.add(new Module.Slice(address, length));
      }
    }
  }

  /// One P: its address and the words that are told of it.
  private record P(long address, Bytes head, Bytes queue, long next, OptionalLong stamp) {}

  /// Addresses of the Ps by their number, as far as they are read; empty where not one list alone fits.
  List<Long> addresses() {
    List<List<Long>> fitting = new ArrayList<>();
    for (Module.Slice slice : candidates) {
      Optional<List<Long>> list = list(slice);
      if (list.isPresent() && !fitting.contains(list.get())) {
        fitting.add(list.get());
      }
    }
    return fitting.size() == 1 ? fitting.getFirst() : List.of();
  }

  /// The elements of a slice if each is a P that says it is this one.
  private Optional<List<Long>> list(Module.Slice slice) {
    Optional<Bytes> first = process.bytes(slice.address(), 8);
    if (first.isEmpty() || !isP(first.get().u64(0), 0)) {
      return Optional.empty();
    }
    Optional<Bytes> all = process.bytes(slice.address(), 8 * slice.length());
    List<Long> list = new ArrayList<>();
    for (int i = 0; all.isPresent() && i < slice.length(); i++) {
      list.add(all.get().u64(8L * i));
    }
    boolean each = all.isPresent();
    for (int i = 0; i < list.size(); i++) {
      each &= isP(list.get(i), i);
    }
    return each ? Optional.of(list) : Optional.empty();
  }

  private boolean isP(long address, int number) {
    return WaitObjects.isPointer(address)
        && process
            .bytes(address, HEAD_BYTES)
            .filter(head -> head.u32(layout.offset("p.id")) == number)
            .filter(head -> head.u32(layout.offset("p.status")) < STATUS.length)
            .filter(head -> isPointerOrNone(head.u64(layout.offset("p.m"))))
            .filter(head -> WaitObjects.isPointer(head.u64(layout.offset("p.mcache"))))
            .isPresent();
  }

  private static boolean isPointerOrNone(long word) {
    return word == 0 || WaitObjects.isPointer(word);
  }

  /// The Ms that have a P.
  List<Long> threads() {
    return addresses().stream()
        .flatMap(p -> process.bytes(p, HEAD_BYTES).stream())
        .map(head -> head.u64(layout.offset("p.m")))
        .filter(m -> m != 0)
        .toList();
  }

  /// All of them.
  ///
  /// @param threads number of each M by its address
  List<GoProcessor> read(Map<Long, Long> threads) {
    List<GoProcessor> read = new ArrayList<>();
    for (long address : addresses()) {
      Optional<Bytes> head = process.bytes(address, HEAD_BYTES);
      Optional<Bytes> queue = process.bytes(address + layout.offset("p.runqhead"), 8);
      Optional<Bytes> next = process.bytes(address + layout.offset("p.runnext"), 8);
      if (head.isPresent() && queue.isPresent() && next.isPresent()) {
        P p = new P(address, head.get(), queue.get(), next.get().u64(0), stamp(address));
        read.add(processor(p, threads));
      }
    }
    if (read.size() < addresses().size()) {
      // one that is not seen may run
      read.replaceAll(p -> p.withIdle(OptionalLong.empty()));
    }
    return read;
  }

  /// Reads the stamps once more, after all else: where none has changed, nothing has run in between.
  void lookAgain() throws MemoryLostException {
    if (!layout.has(STAMP)) {
      return;
    }
    List<Long> all = addresses();
    int offset = layout.offset(STAMP);
    List<Range> ranges = all.stream().map(p -> new Range(p + offset, 8)).toList();
    List<Chunk> chunks = ranges.isEmpty() ? List.of() : process.again(1, ranges);
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).complete()) {
        stampsAfter.put(all.get(i), chunks.get(i).bytes().u64(0));
      }
    }
  }

  /// What the limiter of garbage collection notes of a P from Go 1.19 on: what it does, in three bits, and since when.
  private OptionalLong stamp(long address) {
    if (!layout.has(STAMP)) {
      return OptionalLong.empty();
    }
    return process
        .bytes(address + layout.offset(STAMP), 8)
        .map(word -> OptionalLong.of(word.u64(0)))
        .orElse(OptionalLong.empty());
  }

  /// Since when it is idle, on the runtime's clock.
  private OptionalLong idleSince(P p) {
    boolean idle = p.head.u32(layout.offset("p.status")) == IDLE;
    long stamp = p.stamp.orElse(0);
    Long after = stampsAfter.get(p.address);
    boolean still = after != null && after == stamp;
    return idle && still && stamp >>> EVENT_SHIFT == IDLE_EVENT
        ? OptionalLong.of(stamp & (1L << EVENT_SHIFT) - 1)
        : OptionalLong.empty();
  }

  private GoProcessor processor(P p, Map<Long, Long> threads) {
    int id = (int) p.head.u32(layout.offset("p.id"));
    String status = STATUS[(int) p.head.u32(layout.offset("p.status"))];
    Long thread = threads.get(p.head.u64(layout.offset("p.m")));
    long queued = (p.queue.u32(4) - p.queue.u32(0) & 0xffff_ffffL) + (p.next != 0 ? 1 : 0);
    List<EvidenceRef> places = new ArrayList<>();
    String name = "p " + Refusal.hex(p.address) + ", id " + id + ", status " + status;
    places.add(evidence.at(p.address, name));
    OptionalLong since = idleSince(p);
    since.ifPresent(
        s ->
            places.add(
                evidence.at(
                    p.address + layout.offset(STAMP), "p " + id + ", idle since " + s + " ns")));
    return new GoProcessor(
        id,
        status,
        thread == null ? OptionalLong.empty() : OptionalLong.of(thread),
        Math.min(queued, MAX_QUEUE), // read while it moves, it may look longer than it can be
        since.isPresent() && clock.filter(c -> c.holds(since.getAsLong())).isPresent()
            ? OptionalLong.of(clock.get().nowNanos() - since.getAsLong())
            : OptionalLong.empty(),
        places);
  }
}
