package initscope.xray;

import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.go.GoBinary;
import initscope.model.go.GoProcessor;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoSymbol;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import initscope.model.go.WaitGraph;
import initscope.model.host.Mapping;
import initscope.xray.core.Registers;
import initscope.xray.elf.Elf;
import initscope.xray.elf.ElfBinary;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import initscope.xray.memory.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads a Go program from outside: every package's init with its state, every goroutine with its stack.
///
/// Breadth first, each level one batch: the executable's skeleton, moduledata, the lists it names, tasks and goroutines,
/// stacks and threads, the goroutines once more, functions, names and lines. Everything read is checked by invariants;
/// one that fails is named in {@link GoRuntime#refusal()} and nothing that rests on it is told.
public final class XRay {
  /// Name of the refusal for a fault of ours: what else was captured must not be lost by it. Tests of hostile bytes fail on it.
  public static final String INTERNAL = "xray.internal";

  private final Reader file;
  private final Reader process;
  private final Memory source;
  private final List<Mapping> maps;
  private final Heap heap;
  private final Options options;
  private final List<Problem> problems = new ArrayList<>();
  private List<InitTask> inits = List.of();
  private List<Goroutine> goroutines = List.of();
  private WaitGraph waits = WaitGraph.EMPTY;
  private List<GoThread> threads = List.of();
  private List<GoProcessor> processors = List.of();
  private long goroutineCount = -1;
  private List<PackageImport> imports = List.of();
  private int tornCount;
  private Map<Long, Registers> registers = Map.of();
  private Map<Long, List<Frame>> threadFrames = Map.of();

  /// Whether the layout is whatever the executable's maker wrote: it may then lead outside of what was read.
  private boolean toldByProgram;

  private XRay(Memory executable, Memory process, List<Mapping> maps, Options options) {
    this.file = new Reader(executable, options.maxBytes());
    this.process = new Reader(process, options.maxBytes());
    this.source = process;
    this.maps = List.copyOf(maps);
    this.heap = new Heap(maps);
    this.options = options;
  }

  /// Limits, and how the evidence is named.
  ///
  /// @param maxGoroutines goroutines read at most
  /// @param maxStacks stacks read at most, as far as a quarter of the bytes goes; goroutine 1's always
  /// @param maxStackBytes bytes of a stack read at most, from its top
  /// @param maxBytes bytes read in all, of the executable and of the process each
  /// @param entry raw entry the process's memory is kept in
  /// @param clock the host's, for how long processors were idle; empty where unknown
  public record Options(
      int maxGoroutines,
      int maxStacks,
      int maxStackBytes,
      long maxBytes,
      String entry,
      Optional<Clock> clock) {
    /// What fits nearly every program.
    public static final Options DEFAULT =
        new Options(100_000, 20_000, 1 << 16, 128L << 20, "raw/xray/memory.sparse");

    /// The same limits for memory kept in another entry.
    public Options in(String other) {
      return new Options(maxGoroutines, maxStacks, maxStackBytes, maxBytes, other, clock);
    }

    /// The same limits for memory that was read at a known time.
    public Options at(Clock time) {
      return new Options(
          maxGoroutines, maxStacks, maxStackBytes, maxBytes, entry, Optional.of(time));
    }

    /// Those of a reading whose time is not known.
    public Options(
        int maxGoroutines, int maxStacks, int maxStackBytes, long maxBytes, String entry) {
      this(maxGoroutines, maxStacks, maxStackBytes, maxBytes, entry, Optional.empty());
    }
  }

  /// A reading and what it cost.
  ///
  /// @param runtime what was read
  /// @param executable traffic with the executable
  /// @param process traffic with the process
  public record Reading(GoRuntime runtime, Traffic executable, Traffic process) {}

  /// Reads a program. Whatever the bytes are, no exception leaves; a memory that is lost midway gives what was read
  /// before, and the refusal {@code memory.lost}.
  ///
  /// @param executable the program's file, addressed by offset
  /// @param process its memory
  /// @param maps its /proc/PID/maps; needed for position independent programs
  public static GoRuntime read(
      Memory executable, Memory process, List<Mapping> maps, Options options) {
    return measure(executable, process, maps, options).runtime();
  }

  /// A reading of a process that stands still.
  ///
  /// @param runtime what was read
  /// @param threads frames of each thread, innermost first; empty for one outside of Go code
  public record Stopped(GoRuntime runtime, Map<Long, List<Frame>> threads) {
    /// Keeps an immutable copy.
    public Stopped {
      threads = Map.copyOf(threads);
    }
  }

  /// Reads a process whose threads stand still, so that what runs has an exact stack.
  ///
  /// @param registers of its threads, by the thread id that the process itself sees
  public static Stopped readStopped(
      Memory executable,
      Memory process,
      List<Mapping> maps,
      Map<Long, Registers> registers,
      Options options) {
    XRay xray = new XRay(executable, process, maps, options);
    xray.registers = Map.copyOf(registers);
    GoRuntime runtime = xray.run();
    return new Stopped(runtime, xray.threadFrames);
  }

  /// As {@link #read}, with the cost.
  public static Reading measure(
      Memory executable, Memory process, List<Mapping> maps, Options options) {
    XRay xray = new XRay(executable, process, maps, options);
    GoRuntime runtime = xray.run();
    return new Reading(runtime, xray.file.traffic(), xray.process.traffic());
  }

  private GoRuntime run() {
    GoBinary binary = NoGo.BINARY;
    try {
      Optional<ElfBinary> elf = ElfBinary.read(file);
      if (elf.isEmpty()) {
        throw new Refusal("elf.class", file.why(0).orElse("not a 64 bit little-endian ELF file"));
      }
      binary = elf.get().go().orElseThrow(() -> new Refusal(GoRuntime.NOT_GO, NoGo.WHY));
      return read(elf.get().elf(), binary);
    } catch (Refusal refusal) {
      return runtime(binary, Optional.of(refusal.text()));
    } catch (MemoryLostException lost) {
      return runtime(binary, Optional.of("memory.lost: " + lost.getMessage()));
    } catch (Layout.UnknownFieldException unknown) {
      return runtime(binary, Optional.of("layout.field: " + unknown.getMessage()));
    } catch (IndexOutOfBoundsException outside) {
      String name = toldByProgram ? "layout.bounds" : INTERNAL;
      return runtime(binary, Optional.of(name + ": " + outside.getMessage()));
    } catch (RuntimeException fault) {
      return runtime(binary, Optional.of(INTERNAL + ": " + fault));
    }
  }

  private GoRuntime runtime(GoBinary binary, Optional<String> refusal) {
    return new GoRuntime(
        binary,
        inits,
        goroutines,
        goroutineCount,
        waits,
        threads,
        processors,
        imports,
        tornCount,
        refusal,
        problems);
  }

  /// Tries the layouts that may fit, and keeps the first whose invariants all hold.
  private GoRuntime read(Elf elf, GoBinary binary) throws Refusal, MemoryLostException {
    LayoutChoice choice = LayoutChoice.of(file, elf, binary);
    Layout first = choice.layouts().getFirst();
    toldByProgram = choice.own().isPresent();
    ModuleFinder finder =
        new ModuleFinder(process, elf, (address, bytes) -> wish(new Module(address, bytes, first)));
    long bias = finder.bias(maps, file.start(0, Elf.HEAD_BYTES).orElse(Bytes.EMPTY));
    choice.own().ifPresent(own -> own.wish(process, bias));
    long address = finder.find(bias);
    Bytes bytes = process.start(address, Module.MAX_SIZE).orElse(Bytes.EMPTY);
    List<Layout> layouts = choice.withWaitReasons(process, bias);
    Agreement fitting = new Agreement();
    Optional<Refusal> last = Optional.empty();
    for (Layout layout : layouts) {
      forget();
      try {
        Refusal.unless(
            bytes.size() >= layout.size("moduledata", Module.MAX_SIZE),
            "moduledata.readable",
            bytes.size() + " bytes");
        read(new Module(address, bytes, layout), finder::confirmed);
        told(layout, address, binary);
        if (layout.from() != Layout.From.POSSIBLE) {
          return runtime(binary, Optional.empty());
        }
        fitting.add(layout, runtime(binary, Optional.empty()));
      } catch (Refusal refusal) {
        last = Optional.of(refusal);
      }
    }
    if (fitting.isEmpty() && last.isPresent()) {
      throw last.get();
    }
    forget();
    return fitting.told(address);
  }

  /// Notes what was read by another layout than the table's for the program's own release.
  private void told(Layout layout, long address, GoBinary binary) {
    switch (layout.from()) {
      case TABLE, POSSIBLE -> {
        // as measured; or told when all have been tried
      }
      case NEAREST ->
          note("xray.layout.nearest", address, binary.goVersion() + " read as " + layout.version());
      case DWARF -> note("xray.layout.dwarf", address, binary.goVersion());
    }
  }

  /// As if no layout had been tried.
  private void forget() {
    problems.clear();
    inits = List.of();
    goroutines = List.of();
    waits = WaitGraph.EMPTY;
    threads = List.of();
    processors = List.of();
    goroutineCount = -1;
    imports = List.of();
    tornCount = 0;
    threadFrames = Map.of();
  }

  private void wish(Module module) {
    if (module.bytes().size() < module.layout().size("moduledata", Module.MAX_SIZE)) {
      return;
    }
    Functions.wish(process, module);
    AllGs.wish(process, module);
    if (module.layout().listsInitTasks()) {
      ListedTasks.wish(process, module);
    } else {
      LinkedTasks.wish(process, module);
    }
  }

  private void read(Module module, Plugins.Check check) throws Refusal, MemoryLostException {
    module.check();
    wish(module);
    process.fetch();
    boolean listed = module.layout().listsInitTasks();
    AllGs.wishLists(process, module, heap);
    if (listed) {
      ListedTasks.wishTasks(process, module);
    }
    Functions functions = Functions.of(process, module);
    functions.add(Plugins.read(process, module, check));
    AllGs.wishLists(process, module, heap);
    // its wishes come after those for goroutines: a capture of before may lack some of their bytes,
    // and what lies behind a hole in a wish is given up
    Scheduler scheduler = new Scheduler(process, module, heap, this::evidence, options.clock());
    List<RawTask> tasks =
        listed ? ListedTasks.read(process, functions) : LinkedTasks.shaped(process, functions);
    ImportChain chain =
        new ImportChain(process, functions, this::evidence, ImportChain.MAX_CODE_BYTES);
    try {
      readGoroutines(functions, tasks, scheduler, chain);
    } finally {
      List<RawTask> ordered = listed ? tasks : LinkedTasks.inOrder(process, functions, tasks);
      inits = InitStates.asSeen(tasks(ordered, functions), goroutines, listed);
    }
    Optional<InitInProgress> running = InitInProgress.of(inits, goroutines).stream().findFirst();
    if (running.isPresent()) {
      imports = chain.to(running.get().task().packagePath());
    }
  }

  private void readGoroutines(
      Functions functions, List<RawTask> tasks, Scheduler scheduler, ImportChain chain)
      throws Refusal, MemoryLostException {
    AllGs all = AllGs.find(process, functions.module(), heap, options.maxGoroutines());
    if (all.equals(AllGs.NONE)) {
      noneYet(functions.module(), tasks);
      return;
    }
    List<RawTask> begun = tasks.stream().filter(task -> task.state() == 1).toList();
    Runnable alongside =
        () -> {
          wishNames(tasks, functions);
          scheduler.wish();
          if (!begun.isEmpty()) {
            chain.wish(); // last: a capture of before has these bytes or has not, others must not
            // lose theirs by it
          }
        };
    Goroutines reading =
        new Goroutines(
            process, functions, heap, begun, options, this::evidence, registers, alongside);
    goroutines = reading.read(all);
    goroutineCount = all.count();
    waits = reading.waits();
    tornCount = reading.tornCount();
    threadFrames = reading.threadFrames();
    reading
        .places()
        .forEach(
            (goroutine, place) ->
                note(
                    "xray.thread." + place.name().toLowerCase(Locale.ROOT),
                    0,
                    "goroutine " + goroutine));
    problems.addAll(reading.problems());
    scheduler.read(reading);
    goroutines = scheduler.since(goroutines);
    threads = scheduler.threads();
    processors = scheduler.processors();
  }

  /// The runtime lists goroutine 1 before it begins any init, so that none is listed only of a program that has begun none.
  private void noneYet(Module module, List<RawTask> tasks) throws Refusal {
    boolean begun = tasks.isEmpty() || tasks.stream().anyMatch(task -> task.state() != 0);
    boolean measured = module.layout().exact();
    Refusal.unless(
        measured && !begun,
        "allgs.found",
        "no list in .bss, and " + (begun ? "inits have begun" : "the layout was not measured"));
    goroutineCount = 0;
    note("xray.goroutines.none", module.word("bss"), "no list of goroutines in .bss");
  }

  private static void wishNames(List<RawTask> tasks, Functions functions) {
    tasks.forEach(task -> task.functions().forEach(functions::name));
  }

  private List<InitTask> tasks(List<RawTask> tasks, Functions functions)
      throws MemoryLostException {
    List<InitTask> named;
    do {
      named = new ArrayList<>();
      for (int i = 0; i < tasks.size(); i++) {
        if (!tasks.get(i).functions().isEmpty()) {
          named.add(task(i, tasks.get(i), functions));
        }
      }
    } while (process.fetch());
    return named;
  }

  private InitTask task(int order, RawTask task, Functions functions) {
    List<String> names =
        task.functions().stream()
            .map(entry -> functions.name(entry).orElse(InitTask.UNNAMED))
            .toList();
    InitTask.State state =
        switch ((int) task.state()) {
          case 0 -> InitTask.State.WAITING;
          case 1 -> InitTask.State.RUNNING;
          default -> InitTask.State.DONE;
        };
    return new InitTask(
        OptionalInt.of(order),
        GoSymbol.packageOf(names.getFirst()).orElse(names.getFirst()),
        state,
        names,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(
            evidence(
                task.address(),
                "init task " + Refusal.hex(task.address()) + ", state " + task.state())),
        task.plugin());
  }

  private EvidenceRef evidence(long address, String quote) {
    OptionalLong offset = source.entryOffset(address);
    return offset.isPresent()
        ? EvidenceRef.at(options.entry(), offset.getAsLong(), quote)
        : EvidenceRef.whole(options.entry(), quote);
  }

  private void note(String id, long address, String quote) {
    problems.add(new Problem(id, Problem.Effect.NOTE, address, quote));
  }
}
