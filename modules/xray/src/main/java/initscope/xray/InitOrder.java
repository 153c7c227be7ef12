package initscope.xray;

import initscope.model.Bytes;
import initscope.model.go.GoSymbol;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The init tasks of a program that does not run, in the order in which its runtime will run them.
///
/// Since Go 1.21 there are two lists: the runtime's own packages and what they need, then all packages. The second holds those of the first
/// again, at places that the linker's order by path gives them, and the runtime passes over what is done. Only the second is named by the
/// module; the first is a slice in the data whose elements are tasks of the second, and the runtime's own among them.
///
/// @param tasks those that run something
/// @param runtimeFirst how many of them are the runtime's; -1 where its list was not found
record InitOrder(List<RawTask> tasks, int runtimeFirst) {
  private static final long MAX_AREA_BYTES = 1 << 24;
  private static final int MAX_OWN = 256;
  private static final String RUNTIME = "runtime";

  InitOrder {
    tasks = List.copyOf(tasks);
  }

  /// Reads it from the image.
  static InitOrder read(Reader image, Functions functions) throws Refusal, MemoryLostException {
    boolean listed = functions.module().layout().listsInitTasks();
    List<RawTask> all =
        listed
            ? ListedTasks.read(image, functions)
            : LinkedTasks.inOrder(image, functions, LinkedTasks.shaped(image, functions));
    Refusal.unless(!all.isEmpty(), "inittasks.found", "none");
    Map<RawTask, String> packages = packages(image, functions, all);
    for (RawTask task : all) {
      boolean named = task.functions().isEmpty() || !packages.getOrDefault(task, "").isEmpty();
      Refusal.unless(named, "inittask.named", Refusal.hex(task.address()));
    }
    return listed ? ordered(image, functions.module(), all, packages) : linked(all, packages);
  }

  private static Map<RawTask, String> packages(
      Reader image, Functions functions, List<RawTask> tasks) throws MemoryLostException {
    Map<RawTask, String> packages = new HashMap<>();
    do {
      for (RawTask task : tasks) {
        if (!task.functions().isEmpty()) {
          functions
              .name(task.functions().getFirst())
              .flatMap(GoSymbol::initPackage)
              .ifPresent(path -> packages.put(task, path));
        }
      }
    } while (image.fetch());
    return packages;
  }

  /// Up to Go 1.20 what a task needs is linked to it, and the runtime's task comes first.
  private static InitOrder linked(List<RawTask> all, Map<RawTask, String> packages) {
    List<RawTask> tasks = withWork(all);
    int runtime = -1;
    for (int i = 0; i < tasks.size(); i++) {
      runtime = RUNTIME.equals(packages.get(tasks.get(i))) ? i : runtime;
    }
    return new InitOrder(tasks, runtime + 1);
  }

  private static List<RawTask> withWork(Iterable<RawTask> tasks) {
    List<RawTask> some = new ArrayList<>();
    tasks.forEach(
        task -> {
          if (!task.functions().isEmpty()) {
            some.add(task);
          }
        });
    return some;
  }

  private static InitOrder ordered(
      Reader image, Module module, List<RawTask> all, Map<RawTask, String> packages)
      throws MemoryLostException {
    Map<Long, RawTask> byAddress = new HashMap<>();
    all.forEach(task -> byAddress.put(task.address(), task));
    List<RawTask> own = own(image, module, byAddress, packages);
    Set<RawTask> order = new LinkedHashSet<>(own);
    order.addAll(all);
    return new InitOrder(withWork(order), own.isEmpty() ? -1 : withWork(own).size());
  }

  /// The runtime's own list; none where there is not exactly one.
  private static List<RawTask> own(
      Reader image, Module module, Map<Long, RawTask> tasks, Map<RawTask, String> packages)
      throws MemoryLostException {
    long start = module.word("noptrdata");
    long size = Math.clamp(module.word("enoptrdata") - start, 0, MAX_AREA_BYTES);
    Bytes data = image.now(start, size);
    long main = module.slice("inittasks").address();
    List<RawTask> found = List.of();
    for (long at = -start & 7; at + 24 <= data.size(); at += 8) {
      long count = data.u64(at + 8);
      if (count < 1 || count > MAX_OWN || data.u64(at + 16) != count || data.u64(at) == main) {
        continue;
      }
      Optional<List<RawTask>> list = list(image.now(data.u64(at), 8 * count), count, tasks);
      if (list.isPresent() && list.get().stream().anyMatch(t -> RUNTIME.equals(packages.get(t)))) {
        if (!found.isEmpty() && !found.equals(list.get())) {
          return List.of();
        }
        found = list.get();
      }
    }
    return found;
  }

  private static Optional<List<RawTask>> list(
      Bytes addresses, long count, Map<Long, RawTask> tasks) {
    List<RawTask> list = new ArrayList<>();
    for (long at = 0; at + 8 <= addresses.size(); at += 8) {
      RawTask task = tasks.get(addresses.u64(at));
      if (task == null) {
        return Optional.empty();
      }
      list.add(task);
    }
    return list.size() == count ? Optional.of(list) : Optional.empty();
  }
}
