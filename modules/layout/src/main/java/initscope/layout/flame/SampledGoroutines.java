package initscope.layout.flame;

import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import java.util.List;
import java.util.Set;

/// Which goroutine a sampled stack belongs to, as far as the stack itself tells. The kernel samples threads and knows no goroutine's number,
/// but a goroutine's stack begins with `runtime.goexit` and the function that the `go` statement named (runtime/asm_amd64.s, newproc1);
/// that of goroutine 1 with `runtime.main`.
final class SampledGoroutines {
  private static final String EXIT = "runtime.goexit";

  /// On these the runtime has left the goroutine for its own stack, to find other work.
  private static final Set<String> SCHEDULER =
      Set.of(
          "runtime.mcall",
          "runtime.park_m",
          "runtime.mstart",
          "runtime.mstart0",
          "runtime.mstart1",
          "runtime.rt0_go");

  /// A goroutine that is bound to its thread waits there itself, below the scheduler's functions.
  private static final String BOUND = "runtime.stoplockedm";

  private SampledGoroutines() {}

  /// The name of a stack's group.
  ///
  /// @param stack outermost frame first
  static String of(List<Frame> stack, Words words) {
    String entry = "";
    boolean begun = false;
    boolean go = false;
    boolean seen = false;
    boolean bound = stack.stream().anyMatch(frame -> plain(frame.function()).equals(BOUND));
    for (Frame frame : stack) {
      String function = plain(frame.function());
      go |= function.startsWith("runtime.");
      seen |= !function.startsWith("{") && !function.startsWith("[");
      if (SCHEDULER.contains(function) && !bound) {
        return words.say("flame.group.scheduler");
      }
      if (begun && entry.isEmpty()) {
        entry = function;
      }
      begun |= function.equals(EXIT);
      if (function.equals("runtime.main")) {
        entry = function;
      }
    }
    if (entry.equals("runtime.main")) {
      return words.say("flame.group.goroutine1");
    }
    if (!entry.isEmpty()) {
      return words.say("flame.group.goroutine", entry);
    }
    return words.say(go || !seen ? "flame.group.noEntry" : "flame.group.noGo");
  }

  /// Without the mark that the linker puts on functions in assembler.
  private static String plain(String function) {
    String name = GoSymbol.unquoted(function);
    return name.endsWith(".abi0") ? name.substring(0, name.length() - 5) : name;
  }
}
