package initscope.xray;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The functions of a module by address: names, stack sizes, files, lines and inlined calls, from pclntab.
///
/// What is not read yet is wished for from the {@link Reader} and missing in the answer: ask again after a fetch.
final class Functions {
  private static final int NAME_BYTES = 256;
  private static final int MAX_TEXT = 4096;
  private static final int MAX_INLINED = 64;
  private static final int MAX_COPIES = 4096;
  private static final int BOGUS_LINE = 1;
  private static final int[] WINDOWS = {1024, 1 << 13, 1 << 16, 1 << 20};

  private final Reader process;
  private final Module module;
  private final Layout layout;
  private final FuncTab table;
  private final long text; // asked of every word that may be an address of code
  private final long textEnd;
  private final Map<Long, List<Frame>> located = new HashMap<>();
  private final List<Functions> plugins = new ArrayList<>();

  private Functions(Reader process, Module module, FuncTab table) {
    this.process = process;
    this.module = module;
    this.layout = module.layout();
    this.table = table;
    this.text = module.text();
    this.textEnd = module.word("etext");
  }

  /// Wishes for the table of entries, and for the small tables that save a round trip later.
  static void wish(Reader process, Module module) {
    process.start(module.slice("ftab").address(), FuncTab.bytesOf(module));
    for (String small : new String[] {"cutab", "filetab"}) {
      Module.Slice slice = module.slice(small);
      long bytes = small.equals("cutab") ? 4 * slice.length() : slice.length();
      if (bytes > 0 && bytes <= 1 << 18) {
        process.wish(slice.address(), bytes);
      }
    }
  }

  /// Reads the table of entries and checks that it is in order.
  static Functions of(Reader process, Module module) throws Refusal, MemoryLostException {
    Module.Slice rows = module.slice("ftab");
    process.start(rows.address(), FuncTab.bytesOf(module));
    process.fetch();
    Bytes table = process.bytes(rows.address(), FuncTab.bytesOf(module)).orElse(Bytes.EMPTY);
    return new Functions(process, module, FuncTab.of(module, table));
  }

  /// The program's own module.
  Module module() {
    return module;
  }

  /// How many functions the program's own module has.
  int count() {
    return table.count();
  }

  /// Adds what other modules hold: from now on all addresses are looked up in all of them.
  void add(List<Functions> others) {
    plugins.addAll(others);
  }

  /// The modules loaded after the program's own, as {@link Functions} of each alone.
  List<Functions> plugins() {
    return List.copyOf(plugins);
  }

  /// Whether an address is code of any module.
  boolean isText(long pc) {
    return holding(pc).module.isText(pc);
  }

  /// The module whose code an address is; the program's own where it is no one's.
  private Functions holding(long pc) {
    if (!plugins.isEmpty() && !module.isText(pc)) {
      for (Functions plugin : plugins) {
        if (plugin.module.isText(pc)) {
          return plugin;
        }
      }
    }
    return this;
  }

  /// Whether a function begins there.
  boolean isEntry(long pc) {
    Functions holding = holding(pc);
    if (holding != this) {
      return holding.isEntry(pc);
    }
    OptionalInt index = index(pc);
    return index.isPresent() && table.entry(index.getAsInt()) == pc;
  }

  /// The function that holds an address.
  Optional<Func> at(long pc) {
    Functions holding = holding(pc);
    if (holding != this) {
      return holding.at(pc);
    }
    OptionalInt index = index(pc);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    long offset = table.offset(index.getAsInt());
    Module.Slice rows = module.slice("pclntable");
    return process
        .start(rows.address() + offset, Math.min(Func.BYTES, rows.after(offset)))
        .filter(bytes -> bytes.size() >= layout.size("_func", 40))
        .map(bytes -> new Func(table.entry(index.getAsInt()), bytes, layout));
  }

  /// Whether an address is an instruction of a Go function, whose table of lines says how far its code goes. Other code that a linker put
  /// between has no such table. Empty where it is not read yet, or no function begins before it.
  Optional<Boolean> holds(long pc) {
    Optional<Func> function = at(pc);
    if (function.isEmpty()) {
      return Optional.empty();
    }
    long lines = function.get().lineTable();
    PcTable.Answer answer =
        lines == 0 ? PcTable.Answer.NONE : answer(lines, function.get().entry(), pc);
    return answer.decided() ? Optional.of(answer.value().isPresent()) : Optional.empty();
  }

  /// Address after a function's last instruction, padding included.
  long end(Func function) {
    OptionalInt index = index(function.entry());
    return index.isEmpty() ? function.entry() : entry(index.getAsInt() + 1);
  }

  /// Instructions at an address.
  Optional<Bytes> code(long address, int length) {
    return isText(address) ? process.bytes(address, length) : Optional.empty();
  }

  /// The name of the function that holds an address, as the linker spells it.
  Optional<String> name(long pc) {
    return at(pc).flatMap(this::name);
  }

  Optional<String> name(Func function) {
    Functions holding = holding(function.entry());
    return holding.text(holding.module.slice("funcnametab"), function.nameOffset(), NAME_BYTES);
  }

  /// How far the stack pointer is below the return address at an instruction.
  OptionalInt stackDelta(Func function, long pc) {
    return holding(function.entry()).value(function.stackTable(), function.entry(), pc);
  }

  /// The frames at an instruction, innermost inlined call first; empty where unknown or not read yet.
  List<Frame> frames(long pc) {
    Functions holding = holding(pc);
    if (holding != this) {
      return holding.frames(pc);
    }
    List<Frame> known = located.get(pc);
    if (known == null) {
      known = locate(pc);
      if (!known.isEmpty()) {
        located.put(pc, known);
      }
    }
    return known;
  }

  /// The function as a whole with the line at an instruction, as a go statement is told.
  Optional<Frame> outermost(long pc) {
    List<Frame> frames = frames(pc);
    return frames.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Frame(
                frames.getLast().function(),
                frames.getFirst().file(),
                frames.getFirst().line(),
                pc,
                false));
  }

  private List<Frame> locate(long pc) {
    Optional<Func> function = at(pc);
    if (function.isEmpty()) {
      return List.of();
    }
    Func f = function.get();
    Optional<String> name = name(f);
    List<Frame> frames = new ArrayList<>();
    long here = pc;
    boolean complete = name.isPresent();
    for (int depth = 0; depth < MAX_INLINED; depth++) {
      OptionalInt line = line(f, here);
      Optional<String> file = file(f, here);
      complete &= line.isPresent() && file.isPresent();
      Inlined call = inlined(f, here);
      complete &= !call.missing;
      // the place is that of the innermost inlined call: without knowing that, it is no one's
      frames.add(
          new Frame(
              call.name.or(() -> name).orElse("??"),
              call.missing ? Optional.empty() : file,
              call.missing ? OptionalInt.empty() : line,
              here,
              call.name.isPresent()));
      if (call.name.isEmpty() || call.parent == here) {
        break;
      }
      here = call.parent;
    }
    boolean settled = complete || !process.wishing();
    return name.isPresent() && settled ? List.copyOf(frames) : List.of();
  }

  /// @param missing what it needs is not read yet
  private record Inlined(Optional<String> name, long parent, boolean missing) {
    static final Inlined NONE = new Inlined(Optional.empty(), 0, false);
    static final Inlined MISSING = new Inlined(Optional.empty(), 0, true);
  }

  private Inlined inlined(Func f, long pc) {
    long calls = f.inlinedCalls(module);
    if (f.inlinedTable() == 0 || calls == 0) {
      return Inlined.NONE;
    }
    int size = layout.size("inlinedcall", 16);
    process.start(calls, 16L * size);
    OptionalInt index = value(f.inlinedTable(), f.entry(), pc);
    if (index.isEmpty()) {
      return Inlined.MISSING;
    }
    return index.getAsInt() < 0 || index.getAsInt() > 1 << 20
        ? Inlined.NONE
        : inlinedAt(f, index.getAsInt());
  }

  private Inlined inlinedAt(Func f, int index) {
    int size = layout.size("inlinedcall", 16);
    Optional<Bytes> call = process.bytes(f.inlinedCalls(module) + (long) size * index, size);
    if (call.isEmpty()) {
      return Inlined.MISSING;
    }
    String named = layout.has("inlinedcall.nameoff") ? "nameoff" : "func_";
    int nameAt = layout.offset("inlinedcall." + named);
    long parent = f.entry() + call.get().u32(layout.offset("inlinedcall.parentpc"));
    Optional<String> name = text(module.slice("funcnametab"), call.get().u32(nameAt), NAME_BYTES);
    return new Inlined(name, parent, name.isEmpty());
  }

  /// What the compiler copied into a function: a place of each copy, or where it would have been called if nothing of it is left, and
  /// the name of what was copied; as far as it is known.
  Map<Long, String> copied(Func f) {
    Map<Long, String> copied = new LinkedHashMap<>();
    if (f.inlinedTable() == 0 || f.inlinedCalls(module) == 0) {
      return copied;
    }
    Module.Slice tables = module.slice("pctab");
    long most = Math.min(WINDOWS[0], tables.after(f.inlinedTable()));
    Optional<Bytes> table = process.start(tables.address() + f.inlinedTable(), most);
    if (table.isEmpty()) {
      return copied;
    }
    Map<Integer, Long> places = PcTable.firstPlaces(table.get(), f.entry(), layout.arm64() ? 4 : 1);
    int last = places.keySet().stream().mapToInt(i -> i).max().orElse(-1);
    for (int index = 0; index <= Math.min(last, MAX_COPIES); index++) {
      Inlined call = inlinedAt(f, index);
      long place = places.getOrDefault(index, call.parent);
      call.name.ifPresent(name -> copied.put(place, name));
    }
    return copied;
  }

  private Optional<String> file(Func f, long pc) {
    OptionalInt number = value(f.fileTable(), f.entry(), pc);
    if (number.isEmpty() || number.getAsInt() < 0) {
      return Optional.empty();
    }
    Module.Slice units = module.slice("cutab");
    long index = f.unitOffset() + number.getAsInt();
    if (units.after(index) == 0) {
      return Optional.empty();
    }
    return process
        .bytes(units.address() + 4 * index, 4)
        .filter(offset -> offset.u32(0) != 0xffff_ffffL)
        .flatMap(offset -> text(module.slice("filetab"), offset.u32(0), NAME_BYTES));
  }

  /// A text that ends in a zero byte.
  private Optional<String> text(Module.Slice table, long offset, int window) {
    long most = Math.min(MAX_TEXT, table.after(offset));
    if (most == 0) {
      return Optional.empty();
    }
    for (long size = Math.min(window, most); ; size = Math.min(8 * size, most)) {
      Optional<Bytes> bytes = process.start(table.address() + offset, size);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      long end = bytes.get().indexOf(0, 0);
      if (end >= 0) {
        return Optional.of(bytes.get().first(end).utf8());
      }
      if (size == most || bytes.get().size() < size) {
        return Optional.empty();
      }
    }
  }

  /// The line of an instruction. The compiler gives the jump of an empty endless loop the line 1, so that a debugger sees the line
  /// change; the loop's own line is that of the instruction before.
  private OptionalInt line(Func f, long pc) {
    PcTable.Answer answer = answer(f.lineTable(), f.entry(), pc);
    boolean bogus = answer.value().isPresent() && answer.value().getAsInt() == BOGUS_LINE;
    return bogus && answer.before() > BOGUS_LINE ? OptionalInt.of(answer.before()) : answer.value();
  }

  /// The value of a pc table at an instruction; -1 where the function has no such table.
  private OptionalInt value(long offset, long entry, long pc) {
    return answer(offset, entry, pc).value();
  }

  private PcTable.Answer answer(long offset, long entry, long pc) {
    if (offset == 0) {
      return new PcTable.Answer(true, OptionalInt.of(-1), -1);
    }
    Module.Slice tables = module.slice("pctab");
    long most = tables.after(offset);
    int quantum = layout.arm64() ? 4 : 1;
    for (int window : WINDOWS) {
      long size = Math.min(window, most);
      Optional<Bytes> bytes = process.start(tables.address() + offset, size);
      if (bytes.isEmpty()) {
        return PcTable.Answer.CUT;
      }
      PcTable.Answer answer = PcTable.value(bytes.get(), entry, pc, quantum);
      if (answer.decided() || size == most) {
        return answer;
      }
    }
    return PcTable.Answer.CUT;
  }

  /// Where the function of a row begins; of the row behind the last, where the last one ends.
  long entry(int index) {
    return table.entry(index);
  }

  /// The row of the function that holds an address.
  OptionalInt index(long pc) {
    boolean inText = Long.compareUnsigned(pc, text) >= 0 && Long.compareUnsigned(pc, textEnd) < 0;
    return inText ? table.index(pc) : OptionalInt.empty();
  }
}
