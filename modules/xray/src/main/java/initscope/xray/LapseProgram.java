package initscope.xray;

import initscope.model.Bytes;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoSymbol;
import initscope.model.host.Mapping;
import initscope.xray.elf.Elf;
import initscope.xray.elf.ElfBinary;
import initscope.xray.elf.Segment;
import initscope.xray.lapse.LapseSample;
import initscope.xray.lapse.Source;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import initscope.xray.memory.SparseMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A Go program made ready for a time-lapse: its init tasks and functions are known, so that a sample reads no more than the tasks'
/// states, goroutine 1 and its stack.
public final class LapseProgram {
  private static final long MAX_BYTES = 64 << 20;
  private static final int MERGE_GAP_BYTES = 512;
  private static final int ROOT_BYTES = 1 << 13;
  private static final int MAX_STACK_BYTES = 1 << 14;
  private static final int SLACK_BYTES = 512;
  private static final int MOST_GOROUTINES = 64;

  private final GoBinary binary;
  private final Reader image;
  private final Functions functions;
  private final List<RawTask> tasks;
  private final List<String> packages;
  private final List<List<String>> names;

  private LapseProgram(GoBinary binary, Reader image, Functions functions, List<RawTask> tasks)
      throws MemoryLostException {
    this.binary = binary;
    this.image = image;
    this.functions = functions;
    this.tasks = tasks.stream().filter(task -> !task.functions().isEmpty()).toList();
    this.names = names();
    this.packages =
        names.stream().map(n -> GoSymbol.packageOf(n.getFirst()).orElse(n.getFirst())).toList();
  }

  /// What opening gave.
  ///
  /// @param program empty where it is refused
  /// @param binary what the executable says
  /// @param refusal why; empty where nothing is refused
  public record Opened(Optional<LapseProgram> program, GoBinary binary, String refusal) {}

  /// What one sample says.
  ///
  /// @param active index of the task whose init runs, -1 for none
  /// @param done number of tasks that are finished
  /// @param first goroutine 1; empty where it was not read
  /// @param stack from {@code base} on to its end; may be empty
  /// @param base address of the stack's first byte that was read
  record Look(
      List<Long> states, int active, int done, Optional<RawG> first, Bytes stack, long base) {
    Look {
      states = List.copyOf(states);
    }
  }

  /// Opens a program. One that is not position independent is read from its file alone, before it runs or while it does; another
  /// also from its memory.
  ///
  /// @param executable its file, by offset
  /// @param process its memory; nothing readable where it does not run yet
  /// @param maps its /proc/PID/maps; empty where it does not run yet
  public static Opened open(Memory executable, Memory process, List<Mapping> maps) {
    GoBinary binary = NoGo.BINARY;
    try {
      Reader file = new Reader(executable, MAX_BYTES);
      ElfBinary elf =
          ElfBinary.read(file)
              .orElseThrow(() -> new Refusal("elf.class", "not a 64 bit little-endian ELF file"));
      binary = elf.go().orElseThrow(() -> new Refusal(GoRuntime.NOT_GO, NoGo.WHY));
      Bytes head = file.start(0, Elf.HEAD_BYTES).orElse(Bytes.EMPTY);
      LapseProgram program = open(binary, elf.elf(), head, executable, process, maps);
      return new Opened(Optional.of(program), binary, "");
    } catch (Refusal refusal) {
      return new Opened(Optional.empty(), binary, refusal.text());
    } catch (MemoryLostException lost) {
      return new Opened(Optional.empty(), binary, "memory.lost: " + lost.getMessage());
    }
  }

  private static LapseProgram open(
      GoBinary binary, Elf elf, Bytes head, Memory file, Memory process, List<Mapping> maps)
      throws Refusal, MemoryLostException {
    List<Layout> layouts = Layouts.load().candidates(binary.goVersion(), binary.machine());
    Refusal.unless(
        !layouts.isEmpty(), "layout.known", binary.goVersion() + " on " + binary.machine());
    boolean moves = elf.positionIndependent();
    List<Segment> loads = elf.loads();
    long bias = 0;
    if (moves) {
      Refusal.unless(!maps.isEmpty(), "maps.executable", "it does not run yet");
      bias = new ModuleFinder(new Reader(process, MAX_BYTES), elf, (a, b) -> {}).bias(maps, head);
    }
    Memory asked = moves ? process : SparseMemory.of(List.of());
    Reader image = new Reader(new ImageMemory(file, loads, bias, asked), MAX_BYTES);
    long address = new ModuleFinder(image, elf, (a, b) -> {}).find(bias);
    Bytes bytes = image.start(address, Module.MAX_SIZE).orElse(Bytes.EMPTY);
    Refusal last = new Refusal("layout.known", binary.goVersion());
    for (Layout layout : layouts) {
      try {
        return open(binary, image, new Module(address, bytes, layout));
      } catch (Refusal refusal) {
        last = refusal;
      }
    }
    throw last;
  }

  private static LapseProgram open(GoBinary binary, Reader image, Module module)
      throws Refusal, MemoryLostException {
    Refusal.unless(
        module.bytes().size() >= module.layout().size("moduledata", Module.MAX_SIZE),
        "moduledata.readable",
        module.bytes().size() + " bytes");
    module.check();
    Functions.wish(image, module);
    boolean listed = module.layout().listsInitTasks();
    if (listed) {
      ListedTasks.wish(image, module);
    } else {
      LinkedTasks.wish(image, module);
    }
    Functions functions = Functions.of(image, module);
    List<RawTask> tasks =
        listed
            ? ListedTasks.read(image, functions)
            : LinkedTasks.inOrder(image, functions, LinkedTasks.shaped(image, functions));
    Refusal.unless(!tasks.isEmpty(), "inittasks.found", "none");
    return new LapseProgram(binary, image, functions, tasks);
  }

  private List<List<String>> names() throws MemoryLostException {
    List<List<String>> all;
    do {
      all = new ArrayList<>();
      for (RawTask task : tasks) {
        all.add(task.functions().stream().map(f -> functions.name(f).orElse("??")).toList());
      }
    } while (image.fetch());
    return all;
  }

  /// What the executable says.
  public GoBinary binary() {
    return binary;
  }

  /// Where goroutine 1 is; empty while the runtime has not made it yet.
  ///
  /// @param process the live memory
  /// @param maps of the process, so that no arguments are taken for goroutines
  public Optional<Long> findFirst(Memory process, List<Mapping> maps) throws MemoryLostException {
    Reader reader = new Reader(process, MAX_BYTES);
    Layout layout = functions.module().layout();
    int size = RawG.bytesOf(layout);
    try {
      AllGs all = AllGs.find(reader, functions.module(), new Heap(maps), MOST_GOROUTINES);
      all.pointers().forEach(g -> reader.start(g, size));
      reader.fetch();
      for (long g : all.pointers()) {
        Optional<Bytes> bytes = reader.bytes(g, size);
        if (bytes.isPresent() && isFirst(new RawG(g, bytes.get(), layout))) {
          return Optional.of(g);
        }
      }
    } catch (Refusal notYet) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isFirst(RawG g) {
    return g.id() == 1
        && g.saved("gobuf.g") == g.address()
        && Long.compareUnsigned(g.stackLow(), g.stackHigh()) < 0;
  }

  /// Places of the process's memory that the next sample reads: states of tasks that are not known to be done, goroutine 1, and the
  /// part of its stack that was used last.
  ///
  /// @param g address of goroutine 1; 0 while it is not known
  /// @param last the sample before; empty for the first
  public List<Range> wanted(long g, Optional<LapseSample> last) {
    Optional<Look> before = last.map(this::look);
    List<Range> ranges = new ArrayList<>(states(before));
    if (g != 0) {
      ranges.add(new Range(g, RawG.bytesOf(functions.module().layout())));
      before.flatMap(Look::first).ifPresent(first -> stack(first, ranges));
    }
    return ranges;
  }

  /// Neighbours together, as they are always asked for, so that an answer can be compared with the one before.
  private List<Range> states(Optional<Look> before) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparing((Integer i) -> tasks.get(i).address(), Long::compareUnsigned));
    List<Range> ranges = new ArrayList<>();
    long from = 0;
    long end = 0;
    boolean needed = false;
    for (int i : order) {
      long address = tasks.get(i).address();
      if (end == 0 || address - end > MERGE_GAP_BYTES || address + 8 - from > 1 << 16) {
        if (needed) {
          ranges.add(new Range(from, (int) (end - from)));
        }
        from = address;
        needed = false;
      }
      end = address + 8;
      needed |= before.isEmpty() || before.get().states().get(i) != 2;
    }
    if (needed) {
      ranges.add(new Range(from, (int) (end - from)));
    }
    return ranges;
  }

  /// Its root's end, and its top where that lies deeper.
  private static void stack(RawG first, List<Range> ranges) {
    long low = first.stackLow();
    long high = first.stackHigh();
    if (Long.compareUnsigned(low, high) >= 0 || (low & 7) != 0 || (high & 7) != 0) {
      return;
    }
    long most = Math.min(high - low, ROOT_BYTES);
    long root = high - most;
    long sp = first.sp() & -8L;
    boolean inside = first.status() != RawG.RUNNING && sp - low > 0 && high - sp > 0;
    if (inside && sp >= root) {
      // a round number, so that the same question is asked again while it moves a little
      root = Math.max(root, (sp - SLACK_BYTES) & -1024L);
    } else if (inside) {
      root = Math.max(Math.max(low, (sp - SLACK_BYTES) & -1024L), high - MAX_STACK_BYTES);
    }
    if (Range.fits(root, high - root) && high > root) {
      ranges.add(new Range(root, (int) (high - root)));
    }
  }

  /// What a sample says. Tasks it did not ask for were done in the one before.
  Look look(LapseSample sample) {
    List<Chunk> chunks = sample.of(Source.MEMORY);
    SparseMemory memory = SparseMemory.of(chunks);
    List<Long> states = new ArrayList<>();
    int active = -1;
    int done = 0;
    for (int i = 0; i < tasks.size(); i++) {
      Bytes word = memory.read(List.of(new Range(tasks.get(i).address(), 4))).getFirst().bytes();
      long state = word.size() == 4 ? word.u32(0) : 2;
      states.add(state);
      active = state == 1 && active < 0 ? i : active;
      done += state == 2 ? 1 : 0;
    }
    Layout layout = functions.module().layout();
    int size = RawG.bytesOf(layout);
    Optional<RawG> first =
        chunks.stream()
            .filter(chunk -> chunk.complete() && chunk.requested() == size)
            .map(chunk -> new RawG(chunk.address(), chunk.bytes(), layout))
            .filter(LapseProgram::isFirst)
            .findFirst();
    Optional<Chunk> stack =
        first.flatMap(
            g ->
                chunks.stream()
                    .filter(c -> c.complete() && c.address() + c.requested() == g.stackHigh())
                    .findFirst());
    return new Look(
        states,
        active,
        done,
        first,
        stack.map(Chunk::bytes).orElse(Bytes.EMPTY),
        stack.map(Chunk::address).orElse(0L));
  }

  /// Package whose init runs in a sample, and how many of all are done: for progress.
  public String progress(LapseSample sample) {
    Look look = look(sample);
    String now = look.active() < 0 ? "" : packages.get(look.active()) + ", ";
    return now + look.done() + " of " + tasks.size() + " inits done";
  }

  /// Whether every package init is done: the runtime goes on to {@code main.main}.
  public boolean done(LapseSample sample) {
    return !sample.gone() && look(sample).done() == tasks.size();
  }

  List<RawTask> tasks() {
    return tasks;
  }

  List<String> packages() {
    return packages;
  }

  List<String> functionNames(int task) {
    return names.get(task);
  }

  Functions functions() {
    return functions;
  }

  Reader image() {
    return image;
  }
}
