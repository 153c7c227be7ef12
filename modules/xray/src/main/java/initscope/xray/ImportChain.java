package initscope.xray;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.go.PackageImport;
import initscope.model.go.StandardLibrary;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How a package came into the program: from main, package by package, each calling a function of the next.
///
/// A binary keeps no imports, but it keeps calls. The linker lays a package's functions out together, so that a sample of names tells
/// where each package's code lies, and only the code of packages outside of the standard library has to be read: no other imports one of
/// them. A package that is imported for its init alone, or of which only types and variables are used, is called by nobody; then nothing
/// is told.
final class ImportChain {
  /// Code read at most of a process, over a slow link.
  static final long MAX_CODE_BYTES = 4 << 20;

  private static final int SAMPLES = 1024;
  private static final int MAX_NAMES = 1 << 16;
  private static final int RELATIVE_CALL_BYTES = 5;
  private static final int CALL_RELATIVE = 0xe8;
  private static final String MAIN = "main";

  private final Reader process;
  private final Functions functions;
  private final Goroutines.Evidence evidence;
  private final Map<Integer, String> owners = new HashMap<>();
  private final Set<Integer> sample = new TreeSet<>();
  private final long maxCodeBytes;
  private boolean tooLarge;
  private Optional<Set<Integer>> between = Optional.empty();
  private Optional<Map<String, List<Call>>> callers = Optional.empty();

  ImportChain(
      Reader process, Functions functions, Goroutines.Evidence evidence, long maxCodeBytes) {
    this.process = process;
    this.functions = functions;
    this.evidence = evidence;
    this.maxCodeBytes = maxCodeBytes;
  }

  /// A call from one package into another.
  private record Call(String from, String to, long pc) {}

  /// Functions of one package, one behind the other.
  private record Run(int first, int end) {}

  /// The chain from main to a package; empty where no calls show one, or the program is too large.
  List<PackageImport> to(String packagePath) throws MemoryLostException {
    if (StandardLibrary.holds(packagePath) || packagePath.equals(MAIN)) {
      return List.of();
    }
    if (callers.isEmpty()) {
      callers = Optional.of(callers());
    }
    return told(path(callers.get(), packagePath));
  }

  /// The calls from one package into another, by whom they call; read once.
  private Map<String, List<Call>> callers() throws MemoryLostException {
    while (!sampled()) {
      process.fetch();
    }
    List<Run> runs = wishCode();
    Map<String, Map<String, Call>> calls = new LinkedHashMap<>();
    while (!runs.isEmpty()) {
      calls.clear();
      for (Run run : runs) {
        scan(run, calls);
        copies(run, calls);
      }
      uses(runs, calls);
      if (!process.fetch()) {
        break;
      }
    }
    Map<String, List<Call>> byCallee = new LinkedHashMap<>();
    calls
        .values()
        .forEach(
            own ->
                own.values()
                    .forEach(c -> byCallee.computeIfAbsent(c.to, t -> new ArrayList<>()).add(c)));
    return byCallee;
  }

  /// Wishes for what the search needs of the program, as far as what is known already leads: each call goes a level deeper. So it comes
  /// with what others read, and not after it.
  void wish() {
    if (sampled()) {
      wishCode();
    }
  }

  /// Wishes for the code of packages outside of the standard library.
  ///
  /// @return where it lies; nothing where it is too much to be read
  private List<Run> wishCode() {
    List<Run> runs = runs();
    if (runs.stream().mapToLong(this::bytes).sum() > maxCodeBytes) {
      tooLarge = true;
      return List.of();
    }
    runs.forEach(run -> process.wish(functions.entry(run.first), bytes(run)));
    return runs;
  }

  /// Whether a chain was asked for, and the program has too much code for that.
  boolean isTooLarge() {
    return tooLarge;
  }

  /// Learns whose functions are whose: from a sample, and all between two of it that are not the same package's.
  ///
  /// @return whether all is known that can be
  private boolean sampled() {
    if (sample.isEmpty()) {
      int step = Math.max(1, functions.count() / SAMPLES);
      for (int i = 0; i < functions.count(); i += step) {
        sample.add(i);
      }
      sample.add(functions.count() - 1);
    }
    if (between.isEmpty()) {
      if (!named(sample)) {
        return false;
      }
      between = Optional.of(between(List.copyOf(sample)));
    }
    return named(between.get());
  }

  private Set<Integer> between(List<Integer> known) {
    Set<Integer> open = new TreeSet<>();
    for (int k = 1; k < known.size(); k++) {
      String left = owners.getOrDefault(known.get(k - 1), "");
      boolean same = !left.isEmpty() && left.equals(owners.get(known.get(k)));
      for (int i = known.get(k - 1) + 1; i < known.get(k) && open.size() < MAX_NAMES; i++) {
        if (same) {
          owners.put(i, left);
        } else {
          open.add(i);
        }
      }
    }
    return open;
  }

  private boolean named(Set<Integer> indexes) {
    int before = process.wishes();
    for (int i : indexes) {
      if (!owners.containsKey(i)) {
        functions
            .name(functions.entry(i))
            .ifPresent(name -> owners.put(i, GoSymbol.packageOf(name).orElse("")));
      }
    }
    return process.wishes() == before;
  }

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int first = -1;
    for (int i = 0; i <= functions.count(); i++) {
      String owner = i < functions.count() ? owners.getOrDefault(i, "") : "";
      boolean goesOn = first >= 0 && owner.equals(owners.get(first));
      if (first >= 0 && !goesOn) {
        runs.add(new Run(first, i));
        first = -1;
      }
      if (first < 0 && !owner.isEmpty() && !StandardLibrary.holds(owner)) {
        first = i;
      }
    }
    return runs;
  }

  private long bytes(Run run) {
    return functions.entry(run.end) - functions.entry(run.first);
  }

  private void scan(Run run, Map<String, Map<String, Call>> calls) {
    long start = functions.entry(run.first);
    Bytes code = process.start(start, bytes(run)).orElse(Bytes.EMPTY);
    byte[] bytes = code.toArray(); // all of it is looked at, byte by byte
    String from = owners.getOrDefault(run.first, "");
    boolean arm64 = functions.module().layout().arm64();
    int step = arm64 ? 4 : 1;
    int size = arm64 ? 4 : RELATIVE_CALL_BYTES;
    for (int at = 0; at + size <= bytes.length; at += step) {
      boolean isCall = arm64 ? (bytes[at + 3] & 0xfc) == 0x94 : bytes[at] == (byte) CALL_RELATIVE;
      long target = !isCall ? 0 : arm64 ? branch(code.u32(at), start + at) : call(code, start, at);
      if (target == 0 || !functions.isEntry(target)) {
        continue;
      }
      String to = owners.getOrDefault(functions.index(target).orElse(-1), "");
      keep(new Call(from, to, start + at), calls);
    }
  }

  /// A short function is not called but copied into its caller.
  private void copies(Run run, Map<String, Map<String, Call>> calls) {
    String from = owners.getOrDefault(run.first, "");
    for (int i = run.first; i < run.end; i++) {
      functions
          .at(functions.entry(i))
          .ifPresent(
              f ->
                  functions
                      .copied(f)
                      .forEach(
                          (pc, name) ->
                              keep(
                                  new Call(from, GoSymbol.packageOf(name).orElse(""), pc), calls)));
    }
  }

  private void uses(List<Run> runs, Map<String, Map<String, Call>> calls) {
    if (functions.module().layout().arm64()) {
      return;
    }
    DataUses uses = new DataUses(functions.module());
    for (Run run : runs) {
      for (int i = run.first; i < run.end; i++) {
        long start = functions.entry(i);
        boolean init = functions.name(start).flatMap(GoSymbol::initPackage).isPresent();
        Bytes code = process.start(start, functions.entry(i + 1) - start).orElse(Bytes.EMPTY);
        uses.add(owners.getOrDefault(i, ""), start, code, init);
      }
    }
    uses.tell((from, to, pc) -> keep(new Call(from, to, pc), calls));
  }

  private static void keep(Call call, Map<String, Map<String, Call>> calls) {
    if (!call.to.isEmpty() && !call.to.equals(call.from) && !StandardLibrary.holds(call.to)) {
      calls.computeIfAbsent(call.from, f -> new LinkedHashMap<>()).putIfAbsent(call.to, call);
    }
  }

  private static long call(Bytes code, long start, long at) {
    return start + at + RELATIVE_CALL_BYTES + (int) code.u32(at + 1);
  }

  /// The target of arm64's BL.
  private static long branch(long word, long pc) {
    return pc + 4 * ((word << 38) >> 38);
  }

  /// The shortest chain of calls from main; where there is none, the longest of the shortest ones that lead to the package.
  private static List<Call> path(Map<String, List<Call>> callers, String to) {
    Map<String, Call> next = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(to));
    String farthest = to;
    while (!open.isEmpty() && !farthest.equals(MAIN)) {
      farthest = open.removeFirst();
      for (Call call : callers.getOrDefault(farthest, List.of())) {
        if (!call.from.equals(to) && next.putIfAbsent(call.from, call) == null) {
          open.addLast(call.from);
        }
      }
    }
    List<Call> path = new ArrayList<>();
    String at = next.containsKey(MAIN) ? MAIN : farthest;
    for (Call call = next.get(at); call != null; call = next.get(call.to)) {
      path.add(call);
    }
    return path;
  }

  /// With functions and lines. Code that the compiler copied into its caller calls on behalf of its own package: that one stands between.
  private List<PackageImport> told(List<Call> path) throws MemoryLostException {
    List<PackageImport> told;
    do {
      told = new ArrayList<>();
      for (Call call : path) {
        told.addAll(told(call));
      }
    } while (process.fetch());
    return told;
  }

  private List<PackageImport> told(Call call) {
    List<PackageImport> told = new ArrayList<>();
    String imported = call.to;
    Optional<Frame> place = Optional.empty();
    for (Frame frame : functions.frames(call.pc)) {
      String owner = GoSymbol.packageOf(frame.function()).orElse("");
      place = Optional.of(frame);
      if (!owner.isEmpty() && !owner.equals(imported) && !StandardLibrary.holds(owner)) {
        told.addFirst(told(owner, imported, place, call));
        imported = owner;
      }
    }
    if (!imported.equals(call.from)) {
      told.addFirst(told(call.from, imported, place, call));
    }
    return told;
  }

  private PackageImport told(String importer, String imported, Optional<Frame> at, Call call) {
    String quote =
        "call at " + Refusal.hex(call.pc) + at.map(f -> ", in " + f.function()).orElse("");
    return new PackageImport(importer, imported, at, List.of(evidence.at(call.pc, quote)));
  }
}
