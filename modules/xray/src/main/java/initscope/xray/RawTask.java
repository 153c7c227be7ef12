package initscope.xray;

import java.util.List;

/// An init task as it lies in memory.
///
/// @param address of it
/// @param state 0 not begun, 1 begun, 2 finished
/// @param dependencies addresses of the tasks that run before it; only before Go 1.21
/// @param functions entries of what it runs
record RawTask(long address, long state, List<Long> dependencies, List<Long> functions) {
  RawTask {
    dependencies = List.copyOf(dependencies);
    functions = List.copyOf(functions);
  }
}
