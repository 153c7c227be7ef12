package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Init tasks since Go 1.21: the linker sorts them, the module holds the list, the runtime runs them one after another.
final class ListedTasks {
  private static final int MAX_TASKS = 1 << 16;
  private static final int MAX_FUNCTIONS = 1 << 16;

  /// Functions of all tasks together: as many tasks may lie at one address.
  private static final int MAX_ALL_FUNCTIONS = 1 << 20;

  private static final int HEAD = 8;
  private static final int FIRST_BYTES = HEAD + 8 * 8;

  private ListedTasks() {}

  /// Wishes for the list.
  static void wish(Reader process, Module module) {
    process.start(module.slice("inittasks").address(), listBytes(module));
  }

  private static long listBytes(Module module) {
    return 8L * Math.clamp(module.slice("inittasks").length(), 0, MAX_TASKS);
  }

  /// Wishes for what stands in the list, as far as that is read.
  static void wishTasks(Reader process, Module module) {
    addresses(process, module).forEach(task -> process.start(task, FIRST_BYTES));
  }

  /// The tasks in the order the runtime runs them.
  static List<RawTask> read(Reader process, Functions functions)
      throws Refusal, MemoryLostException {
    List<RawTask> tasks = read(process, functions.module(), functions);
    Set<Long> known = new HashSet<>();
    tasks.forEach(task -> known.add(task.address()));
    List<RawTask> all = new ArrayList<>(tasks);
    for (Functions plugin : functions.plugins()) {
      Optional<String> path = Plugins.path(process, plugin.module());
      for (RawTask task : read(process, plugin.module(), functions)) {
        if (known.add(task.address())) { // those the program has as well are listed once
          all.add(task.of(path));
        }
      }
    }
    return all;
  }

  private static List<RawTask> read(Reader process, Module module, Functions functions)
      throws Refusal, MemoryLostException {
    wish(process, module);
    process.fetch();
    long length = module.slice("inittasks").length();
    Refusal.unless(length >= 0 && length <= MAX_TASKS, "inittasks.length", Long.toString(length));
    List<Long> addresses = addresses(process, module);
    Refusal.unless(addresses.size() == length, "inittasks.readable", length + " tasks");
    List<RawTask> tasks;
    do {
      tasks = new ArrayList<>();
      int all = 0;
      for (long address : addresses) {
        Optional<RawTask> task = task(process, address);
        if (task.isPresent()) {
          tasks.add(task.get());
          all += task.get().functions().size();
          Refusal.unless(all <= MAX_ALL_FUNCTIONS, "inittask.functions", "more than " + all);
        }
      }
    } while (process.fetch());
    Refusal.unless(
        tasks.size() == length, "inittask.readable", tasks.size() + " of " + length + " tasks");
    for (RawTask task : tasks) {
      check(task, functions);
    }
    return tasks;
  }

  private static void check(RawTask task, Functions functions) throws Refusal {
    Refusal.unless(task.state() <= 2, "init.state.domain", Long.toString(task.state()));
    for (long function : task.functions()) {
      Refusal.unless(functions.isEntry(function), "init.function.entry", Refusal.hex(function));
    }
  }

  private static List<Long> addresses(Reader process, Module module) {
    Bytes list =
        process.bytes(module.slice("inittasks").address(), listBytes(module)).orElse(Bytes.EMPTY);
    List<Long> addresses = new ArrayList<>();
    for (long at = 0; at < list.size(); at += 8) {
      addresses.add(list.u64(at));
    }
    return addresses;
  }

  private static Optional<RawTask> task(Reader process, long address) throws Refusal {
    Optional<Bytes> head = process.start(address, FIRST_BYTES).filter(b -> b.size() >= HEAD);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    long count = head.get().u32(4);
    Refusal.unless(count <= MAX_FUNCTIONS, "inittask.functions", Long.toString(count));
    Optional<Bytes> whole = process.bytes(address, HEAD + 8 * count);
    return whole.map(
        bytes -> {
          List<Long> functions = new ArrayList<>();
          for (long i = 0; i < count; i++) {
            functions.add(bytes.u64(HEAD + 8 * i));
          }
          return new RawTask(address, bytes.u32(0), List.of(), functions, Optional.empty());
        });
  }
}
