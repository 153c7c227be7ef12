package initscope.xray;

import java.util.List;
import java.util.Optional;

/// An init task as it lies in memory.
///
/// @param address of it
/// @param state 0 not begun, 1 begun, 2 finished
/// @param dependencies addresses of the tasks that run before it; only before Go 1.21
/// @param functions entries of what it runs
/// @param plugin path of the plugin it came with; empty for the program's own
record RawTask(
    long address,
    long state,
    List<Long> dependencies,
    List<Long> functions,
    Optional<String> plugin) {
  RawTask {
    dependencies = List.copyOf(dependencies);
    functions = List.copyOf(functions);
  }

  /// The same of a plugin.
  RawTask of(Optional<String> path) {
    return new RawTask(address, state, dependencies, functions, path);
  }
}
