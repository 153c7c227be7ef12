package initscope.xray;

import initscope.model.Bytes;
import initscope.model.go.GoSymbol;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Init tasks up to Go 1.20: each points to those that must run before it, and no list of them can be found without
/// symbols. They are recognised by their shape: {state, dependencies, functions} whose functions begin functions and
/// whose dependencies are such records themselves.
final class LinkedTasks {
  private static final long MAX_AREA_BYTES = 1 << 24;
  private static final int HEAD = 24;
  private static final int MAX_LINKS = 1 << 14;
  private static final int MAX_TASKS = 1 << 15;
  private static final int MAX_PRUNINGS = 64;

  private LinkedTasks() {}

  /// Wishes for the data they lie in.
  static void wish(Reader process, Module module) {
    process.start(module.word("noptrdata"), areaBytes(module));
  }

  private static long areaBytes(Module module) {
    return Math.clamp(module.word("enoptrdata") - module.word("noptrdata"), 0, MAX_AREA_BYTES);
  }

  /// What has the shape of a task, before its functions' names are known.
  static List<RawTask> shaped(Reader process, Functions functions) throws MemoryLostException {
    List<Module> modules = new ArrayList<>(List.of(functions.module()));
    functions.plugins().forEach(plugin -> modules.add(plugin.module()));
    modules.forEach(module -> wish(process, module));
    process.fetch();
    List<Area> areas = modules.stream().map(module -> area(process, module)).toList();
    Map<Long, RawTask> shaped = new LinkedHashMap<>();
    for (int i = 0; i < areas.size(); i++) {
      Area area = areas.get(i);
      Optional<String> plugin = i == 0 ? Optional.empty() : Plugins.path(process, modules.get(i));
      for (long at = -area.start & 7; at + HEAD <= area.bytes.size(); at += 8) {
        Optional<RawTask> task = shaped(area, at, areas, functions);
        if (task.isPresent() && shaped.size() < MAX_TASKS) {
          shaped.put(task.get().address(), task.get().of(plugin));
        }
      }
    }
    prune(shaped);
    return List.copyOf(shaped.values());
  }

  /// A module's data.
  private record Area(long start, Bytes bytes) {
    boolean holds(long address) {
      return Long.compareUnsigned(address - start, bytes.size()) < 0;
    }
  }

  private static Area area(Reader process, Module module) {
    long start = module.word("noptrdata");
    return new Area(start, process.start(start, areaBytes(module)).orElse(Bytes.EMPTY));
  }

  private static Optional<RawTask> shaped(Area in, long at, List<Area> areas, Functions functions) {
    Bytes area = in.bytes;
    long state = area.u64(at);
    long needs = area.u64(at + 8);
    long runs = area.u64(at + 16);
    boolean possible =
        state >= 0
            && state <= 2
            && needs >= 0
            && runs >= 0
            && needs <= MAX_LINKS
            && runs <= MAX_LINKS;
    if (!possible || needs + runs == 0 || at + HEAD + 8 * (needs + runs) > area.size()) {
      return Optional.empty();
    }
    List<Long> dependencies = new ArrayList<>();
    for (long i = 0; i < needs; i++) {
      long dependency = area.u64(at + HEAD + 8 * i);
      if (areas.stream().noneMatch(a -> a.holds(dependency))) {
        return Optional.empty();
      }
      dependencies.add(dependency);
    }
    List<Long> entries = new ArrayList<>();
    for (long i = needs; i < needs + runs; i++) {
      long entry = area.u64(at + HEAD + 8 * i);
      if (!functions.isEntry(entry)) {
        return Optional.empty();
      }
      entries.add(entry);
    }
    return Optional.of(new RawTask(in.start + at, state, dependencies, entries, Optional.empty()));
  }

  /// Drops what depends on something that is no task, until nothing does.
  private static void prune(Map<Long, RawTask> tasks) {
    boolean dropped = true;
    for (int i = 0; i < MAX_PRUNINGS && dropped; i++) {
      dropped = tasks.values().removeIf(task -> !tasks.keySet().containsAll(task.dependencies()));
    }
  }

  /// Those whose functions are all called init, in the order the runtime runs them: what a task needs before the task
  /// itself.
  static List<RawTask> inOrder(Reader process, Functions functions, List<RawTask> shaped)
      throws Refusal, MemoryLostException {
    Map<Long, RawTask> named;
    do {
      named = new LinkedHashMap<>();
      for (RawTask task : shaped) {
        if (task.functions().stream()
            .allMatch(f -> functions.name(f).flatMap(GoSymbol::initPackage).isPresent())) {
          named.put(task.address(), task);
        }
      }
    } while (process.fetch());
    dropCopies(named, functions);
    prune(named);
    Refusal.unless(!named.isEmpty(), "inittasks.found", "none of " + shaped.size());
    return inOrder(List.copyOf(named.values()), functions);
  }

  /// A plugin holds copies of the packages that the program holds as well; the dynamic linker leaves them unused.
  private static void dropCopies(Map<Long, RawTask> tasks, Functions functions) {
    Set<String> own = new HashSet<>();
    for (RawTask task : tasks.values()) {
      if (task.plugin().isEmpty()) {
        own.add(packageOf(task, functions));
      }
    }
    tasks
        .values()
        .removeIf(task -> task.plugin().isPresent() && own.contains(packageOf(task, functions)));
  }

  private static String packageOf(RawTask task, Functions functions) {
    return task.functions().stream()
        .findFirst()
        .flatMap(functions::name)
        .flatMap(GoSymbol::initPackage)
        .orElse("");
  }

  private static List<RawTask> inOrder(List<RawTask> tasks, Functions functions) {
    Map<Long, RawTask> byAddress = new LinkedHashMap<>();
    Set<Long> needed = new HashSet<>();
    for (RawTask task : tasks) {
      byAddress.put(task.address(), task);
      needed.addAll(task.dependencies());
    }
    Set<Long> visited = new HashSet<>();
    List<RawTask> order = new ArrayList<>();
    for (RawTask task : tasks) {
      if (task.functions().stream().anyMatch(f -> isRuntime(functions, f))) {
        visit(task, byAddress, visited, order);
      }
    }
    for (RawTask task : tasks) {
      if (!needed.contains(task.address())) {
        visit(task, byAddress, visited, order);
      }
    }
    return order;
  }

  /// The runtime's own task and what it needs run before main's.
  private static boolean isRuntime(Functions functions, long entry) {
    return functions.name(entry).filter(name -> name.startsWith("runtime.")).isPresent();
  }

  /// Depth first without recursion: a chain of dependencies may be as long as an attacker likes.
  private static void visit(
      RawTask root, Map<Long, RawTask> tasks, Set<Long> visited, List<RawTask> order) {
    List<RawTask> path = new ArrayList<>(List.of(root));
    List<Integer> next = new ArrayList<>(List.of(0));
    if (!visited.add(root.address())) {
      return;
    }
    while (!path.isEmpty()) {
      int top = path.size() - 1;
      RawTask task = path.get(top);
      int child = next.get(top);
      if (child == task.dependencies().size()) {
        order.add(task);
        path.removeLast();
        next.removeLast();
        continue;
      }
      next.set(top, child + 1);
      RawTask dependency = tasks.get(task.dependencies().get(child));
      if (dependency != null && visited.add(dependency.address())) {
        path.add(dependency);
        next.add(0);
      }
    }
  }
}
