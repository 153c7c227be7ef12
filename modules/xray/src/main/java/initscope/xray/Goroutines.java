package initscope.xray;

import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.xray.core.Registers;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// All goroutines: each {@code g}, its thread, its stack; then each {@code g} again, to see what moved meanwhile.
final class Goroutines {
  private static final int MAX_PCS = 200_000;
  private static final int STACKS_PART = 4;
  private static final int STATE_BYTES = 4;

  private final Reader process;
  private final Functions functions;
  private final Layout layout;
  private final XRay.Options options;
  private final Evidence evidence;
  private final Runnable alongside;
  private final Map<Long, RawG> alive = new LinkedHashMap<>();
  private final Map<Long, Bytes> stacks = new LinkedHashMap<>();
  private final List<RawTask> begun;
  private boolean begunEnded;
  private final List<Chunk> roots = new ArrayList<>();
  private final Set<Long> torn = new HashSet<>();
  private final Map<Long, Registers> registers;
  private final Map<Long, ThreadStacks.Place> places = new TreeMap<>();
  private Map<Long, List<Frame>> threadFrames = Map.of();
  private final Waits waiting;
  private final Links links;
  private final Labels labels;
  private final GDetails details;
  private final Settled<StackWalk.Walked> settledWalks;
  private final Settled<List<WaitGraph.Wait>> waited;
  private final Settled<Goroutine> told;
  private final Map<Long, Problem> problems = new LinkedHashMap<>();
  private WaitGraph waits = WaitGraph.EMPTY;

  /// @param begun init tasks that the runtime marks as begun
  /// @param registers of threads that stand still, by thread id; empty for a process that runs
  /// @param alongside wishes for what others need, so that it comes with the same batches
  Goroutines(
      Reader process,
      Functions functions,
      Heap heap,
      List<RawTask> begun,
      XRay.Options options,
      Evidence evidence,
      Map<Long, Registers> registers,
      Runnable alongside) {
    this.process = process;
    this.functions = functions;
    this.layout = functions.module().layout();
    this.begun = List.copyOf(begun);
    this.options = options;
    this.evidence = evidence;
    this.registers = Map.copyOf(registers);
    this.alongside = alongside;
    this.waiting = new Waits(process, layout, heap, evidence);
    this.labels = new Labels(process, layout);
    this.details = new GDetails(process, functions);
    this.settledWalks = new Settled<>(process);
    this.waited = new Settled<>(process);
    this.told = new Settled<>(process);
    this.links = new Links(heap, evidence, new Holders(process, functions));
  }

  /// Where a thing at an address was read.
  interface Evidence {
    /// The place in the raw entry.
    EvidenceRef at(long address, String quote);
  }

  int tornCount() {
    return torn.size();
  }

  /// Frames of the threads whose registers are known.
  Map<Long, List<Frame>> threadFrames() {
    return threadFrames;
  }

  /// Where the threads were that ran goroutines, by goid, where that was not on the goroutine's stack.
  Map<Long, ThreadStacks.Place> places() {
    return places;
  }

  /// Goid of each goroutine by the address of its {@code g}.
  Map<Long, Long> ids() {
    Map<Long, Long> ids = new HashMap<>();
    alive.forEach((address, g) -> ids.put(address, g.id()));
    return ids;
  }

  /// Stacks whose frame pointers tell otherwise than pclntab does.
  List<Problem> problems() {
    return List.copyOf(problems.values());
  }

  /// Threads that goroutines run on or are locked to.
  Set<Long> threads() {
    Set<Long> threads = new HashSet<>();
    for (RawG g : alive.values()) {
      threads.add(g.word("g.m"));
      threads.add(g.word("g.lockedm"));
    }
    threads.remove(0L);
    return threads;
  }

  /// What they wait for, and who could end it.
  WaitGraph waits() {
    return waits;
  }

  /// Reads the goroutines of a list, and their stacks.
  List<Goroutine> read(AllGs list) throws Refusal, MemoryLostException {
    alive.putAll(LiveGs.read(process, layout, list));
    readStacks();
    lookAgain();
    check();
    StackWalk walk = new StackWalk(functions);
    ThreadStacks still = new ThreadStacks(process, functions, walk, registers);
    Set<Long> pcs = new LinkedHashSet<>();
    if (!registers.isEmpty()) {
      still.collect(pcs, MAX_PCS);
      process.fetch();
      still.collect(pcs, MAX_PCS);
    }
    stacks.forEach((g, stack) -> walk.collect(alive(g), stack, pcs, MAX_PCS));
    List<Goroutine> goroutines;
    do {
      alongside.run();
      pcs.forEach(walk::lookUp);
      alive.values().forEach(details::creator);
      boolean settled = !process.wishing();
      threadFrames = still.frames();
      Map<Long, StackWalk.Walked> walks = walks(walk);
      List<RunningStack.Slot> callers = callers(settled, walks);
      goroutines =
          alive.values().stream()
              .map(g -> told.of(g.address(), settles(g), () -> goroutine(g, walks, callers, still)))
              .toList();
      waits = graph(walks);
    } while (process.fetch());
    return goroutines;
  }

  private void readStacks() throws MemoryLostException {
    Map<Long, RawG> chosen = new LinkedHashMap<>();
    first().ifPresent(g -> chosen.put(g.address(), g));
    long left = options.maxBytes() / STACKS_PART; // the rest is for what names their functions
    for (RawG g : alive.values()) {
      left -= stackBytes(g);
      if (chosen.size() >= options.maxStacks() || left < 0) {
        break;
      }
      chosen.put(g.address(), g);
    }
    for (RawG g : chosen.values()) {
      process.start(g.sp(), stackBytes(g));
    }
    chosen.values().forEach(waiting::wish);
    for (RawG g : alive.values()) {
      details.thread(g);
    }
    Optional<Range> root = first().flatMap(g -> RunningStack.root(g, apart(g)));
    root.ifPresent(range -> process.wish(range.address(), range.length()));
    alongside.run();
    process.fetch();
    for (RawG g : chosen.values()) {
      Bytes none = Bytes.EMPTY;
      stacks.put(
          g.address(),
          stackBytes(g) > 0 ? process.start(g.sp(), stackBytes(g)).orElse(none) : none);
    }
    stacks.forEach((g, stack) -> waiting.wish(alive(g), stack));
    root.or(this::savedRoot)
        .ifPresent(
            range ->
                process
                    .bytes(range.address(), range.length())
                    .ifPresent(bytes -> roots.add(Chunk.of(range, bytes))));
  }

  /// The root's end of goroutine 1's stack, as far as it was read with the rest.
  private Optional<Range> savedRoot() {
    return first()
        .flatMap(
            g -> {
              long used = stacks.getOrDefault(g.address(), Bytes.EMPTY).size();
              boolean whole = used > 0 && g.sp() + used == g.stackHigh();
              return whole ? RunningStack.root(g, used) : Optional.empty();
            });
  }

  /// How much of a stack is used and not read with the rest: all of one that runs, and the root's end of one that is very deep.
  private long apart(RawG g) {
    return g.status() == RawG.RUNNING
        ? g.stackHigh() - g.stackLow()
        : stackBytes(g) > 0 ? g.stackHigh() - g.sp() - stackBytes(g) : 0;
  }

  private Optional<RawG> first() {
    return alive.values().stream().filter(g -> g.id() == 1).findFirst();
  }

  private long stackBytes(RawG g) {
    boolean walkable = g.isSaved() || g.status() == RawG.SYSCALL;
    long used = g.stackHigh() - g.sp();
    boolean inside = Long.compareUnsigned(g.sp(), g.stackLow()) > 0 && used > 0;
    return walkable && inside ? Math.min(used, options.maxStackBytes()) : 0;
  }

  private void lookAgain() throws MemoryLostException {
    int size = RawG.bytesOf(layout);
    List<Range> ranges =
        new ArrayList<>(stacks.keySet().stream().map(g -> new Range(g, size)).toList());
    roots.forEach(chunk -> ranges.add(chunk.range()));
    int states = ranges.size();
    begun.forEach(task -> ranges.add(new Range(task.address(), STATE_BYTES)));
    List<Chunk> chunks = process.again(1, ranges);
    for (Chunk chunk : chunks.subList(0, stacks.size())) {
      RawG before = alive(chunk.address());
      RawG now = new RawG(chunk.address(), chunk.bytes(), layout);
      // what an earlier file has no stack of is not read twice either
      boolean unread = chunk.bytes().isEmpty() && before.isSaved() && !shown(before);
      if (!unread && (!chunk.complete() || !before.agrees(now))) {
        torn.add(chunk.address());
      }
      if (before.id() == 1 && chunk.complete() && !before.onSameStack(now)) {
        roots.clear();
      }
    }
    if (!roots.isEmpty()) {
      roots.add(chunks.get(states - 1));
    }
    begunEnded =
        chunks.subList(states, chunks.size()).stream()
            .anyMatch(chunk -> chunk.complete() && chunk.bytes().u32(0) != 1);
  }

  /// Whether an init task that was marked as begun was seen to have ended: where no stack tells which init runs, nothing else does.
  private boolean outrun(RawG g, StackWalk.Walked walked) {
    return g.id() == 1 && begunEnded && walked.frames().isEmpty();
  }

  private boolean shown(RawG g) {
    return !stacks.getOrDefault(g.address(), Bytes.EMPTY).isEmpty();
  }

  /// What must hold of every goroutine that did not move while it was read.
  private void check() throws Refusal {
    int owners = 0;
    int strangers = 0;
    GInvariants invariants = new GInvariants(functions);
    for (RawG g : stacks.keySet().stream().map(this::alive).toList()) {
      if (torn.contains(g.address())) {
        continue;
      }
      invariants.check(g);
      Optional<RawM> m = details.thread(g);
      if (m.isPresent()) {
        m.get().check(g);
      }
      if (g.status() == RawG.RUNNING || g.status() == RawG.SYSCALL) {
        m = m.filter(t -> g.word("g.m") != 0);
        owners += m.isPresent() ? 1 : 0;
        if (m.isPresent() && m.get().currentG() != g.address()) {
          strangers += switched(m.get()) ? 0 : 1;
          torn.add(g.address());
        }
      }
    }
    Refusal.unless(owners == 0 || strangers < owners, "m.curg", strangers + " of " + owners);
  }

  /// Whether a thread had left one goroutine and was between two, or with another, when it was read.
  private boolean switched(RawM m) {
    return m.currentG() == 0 || alive.containsKey(m.currentG());
  }

  /// Whether it runs, or ran while it was read.
  private boolean moves(RawG g) {
    return g.status() == RawG.RUNNING || torn.contains(g.address());
  }

  /// Callers of goroutine 1 as its stack's root tells them; empty where a walk from its registers tells all.
  ///
  /// @param settled whether all that the walk needs is known
  private List<RunningStack.Slot> callers(boolean settled, Map<Long, StackWalk.Walked> walks) {
    Optional<RawG> first = first();
    if (roots.size() < 2 || first.isEmpty()) {
      return List.of();
    }
    RawG g = first.get();
    boolean saved = !moves(g) && apart(g) == 0;
    // one that goes from one system call to the next is seen at the same place twice, though its
    // stack moved
    boolean broken = settled && !walked(g, walks).complete();
    if (saved && !broken) {
      return List.of();
    }
    return RunningStack.callers(
        functions,
        begun,
        roots.getFirst().address(),
        roots.getFirst().bytes(),
        roots.getLast().bytes());
  }

  /// Whether what is told of it rests on its own stack alone: goroutine 1 has its callers as well, one that runs its thread.
  private boolean settles(RawG g) {
    boolean alone = g.id() != 1 && g.status() != RawG.RUNNING;
    return alone
        && (settledWalks.has(g.address())
            || stacks.getOrDefault(g.address(), Bytes.EMPTY).isEmpty());
  }

  private Map<Long, StackWalk.Walked> walks(StackWalk walk) {
    Map<Long, StackWalk.Walked> walks = new HashMap<>();
    stacks.forEach(
        (g, stack) -> {
          if (!stack.isEmpty()) {
            walks.put(g, settledWalks.of(g, true, () -> walk.walk(alive(g), stack)));
          }
        });
    return walks;
  }

  private static StackWalk.Walked walked(RawG g, Map<Long, StackWalk.Walked> walks) {
    return walks.getOrDefault(g.address(), StackWalk.Walked.NONE);
  }

  private WaitGraph graph(Map<Long, StackWalk.Walked> walks) {
    List<WaitGraph.Wait> found = waits(walks);
    List<Holders.Stack> still = new ArrayList<>();
    stacks.forEach(
        (g, stack) -> {
          if (!torn.contains(g)) {
            still.add(new Holders.Stack(alive(g), stack, walked(alive(g), walks).calls()));
          }
        });
    return new WaitGraph(found, links.of(found, still));
  }

  private List<WaitGraph.Wait> waits(Map<Long, StackWalk.Walked> walks) {
    List<WaitGraph.Wait> found = new ArrayList<>();
    stacks.forEach(
        (g, stack) -> {
          if (!torn.contains(g)) {
            List<Activation> calls = walked(alive(g), walks).calls();
            found.addAll(
                waited.of(g, settledWalks.has(g), () -> waiting.of(alive(g), stack, calls)));
          }
        });
    return found;
  }

  private Goroutine goroutine(
      RawG g,
      Map<Long, StackWalk.Walked> walks,
      List<RunningStack.Slot> callers,
      ThreadStacks still) {
    boolean known = g.id() == 1 && !callers.isEmpty();
    boolean runs = known && (moves(g) || apart(g) == 0);
    StackWalk.Walked walked = walked(g, walks);
    if (runs) {
      walked = new StackWalk.Walked(frames(callers), List.of(), true);
    } else if (known && !walked.complete()) {
      walked = walked.above(frames(callers));
    }
    Optional<ThreadStacks.Told> exact = exact(g, still);
    if (exact.isPresent()) {
      walked = exact.get().walked();
    }
    long parent = layout.has("g.parentgoid") ? g.word("g.parentgoid") : 0;
    OptionalLong tid =
        details.thread(g).map(RawM::threadId).map(OptionalLong::of).orElse(OptionalLong.empty());
    String status = RawG.word(g.status());
    List<EvidenceRef> places = new ArrayList<>();
    places.add(
        evidence.at(
            g.address(),
            "g " + Refusal.hex(g.address()) + ", goid " + g.id() + ", status " + status));
    if (known && exact.isEmpty()) {
      callers.forEach(slot -> places.add(evidence(slot)));
    }
    return new Goroutine(
        g.id(),
        status,
        g.status() == RawG.WAITING ? layout.waitReason(g.waitReason()) : Optional.empty(),
        OptionalLong.empty(), // g.waitsince tells the start of an earlier collection
        g.word("g.lockedm") != 0,
        tid,
        walked.frames(),
        details.creator(g),
        parent > 0 ? OptionalLong.of(parent) : OptionalLong.empty(),
        exact.isEmpty() && (runs || torn.contains(g.address()) || outrun(g, walked)),
        !walked.complete() || disagrees(g, walked),
        details.startedAt(g),
        stacks.containsKey(g.address()) ? labels.of(g) : Map.of(),
        places);
  }

  /// What the thread that runs it tells, where it stands still.
  private Optional<ThreadStacks.Told> exact(RawG g, ThreadStacks still) {
    if (g.status() != RawG.RUNNING) {
      return Optional.empty();
    }
    Optional<ThreadStacks.Told> told = details.thread(g).flatMap(m -> still.of(g, m.threadId()));
    told.ifPresent(
        t -> {
          if (t.place() != ThreadStacks.Place.GOROUTINE) {
            places.put(g.id(), t.place());
          }
        });
    return told.filter(t -> !t.walked().frames().isEmpty());
  }

  private boolean disagrees(RawG g, StackWalk.Walked walked) {
    Bytes stack = stacks.getOrDefault(g.address(), Bytes.EMPTY);
    Optional<String> said =
        functions.module().layout().arm64() || torn.contains(g.address())
            ? Optional.empty()
            : FramePointers.disagreement(g, stack, walked.calls());
    said.ifPresent(
        text ->
            problems.put(
                g.address(),
                new Problem("xray.stack.framepointers", Problem.Effect.NOTE, g.address(), text)));
    return said.isPresent();
  }

  private EvidenceRef evidence(RunningStack.Slot slot) {
    return evidence.at(
        slot.address(),
        "stack word "
            + Refusal.hex(slot.pc())
            + " at "
            + Refusal.hex(slot.address())
            + ", in "
            + functions.name(slot.function()).orElse("??"));
  }

  private List<Frame> frames(List<RunningStack.Slot> callers) {
    return callers.stream().flatMap(slot -> functions.frames(slot.at()).stream()).toList();
  }

  private RawG alive(long address) {
    RawG g = alive.get(address);
    if (g == null) {
      throw new IllegalStateException("goroutine never read");
    }
    return g;
  }
}
