package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.perf.StackTable;
import initscope.model.sched.ProcessRows;
import initscope.model.sched.StackMarks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stacks of the busiest thread of which most do not lead to where the thread began: nobody can tell then under which init they are.
///
/// @param tid the thread
/// @param all its samples in the start that have code of the program
/// @param broken of these, those without a root
/// @param sample one of them, with the function that most of them are in
/// @param function that function
/// @param cause what breaks them, as far as the function tells
record BrokenStacks(int tid, long all, long broken, int sample, String function, Cause cause) {
  private static final int ENOUGH_SAMPLES = 10;

  /// perf keeps no more frames of a stack, by default: deeper ones lack their root without being broken.
  private static final int MOST_FRAMES = 127;

  private static final String UNKNOWN = "[unknown]";

  private static final Set<String> ROOTS =
      Set.of(
          "runtime.main",
          "runtime.goexit",
          "runtime.rt0_go",
          "runtime.mstart",
          "runtime.mstart0",
          "runtime.mcall",
          "runtime.systemstack",
          "runtime.morestack",
          "_start",
          "_dl_start_user",
          "clone",
          "__clone",
          "clone3",
          "__clone3",
          "start_thread",
          "thread_start",
          "__libc_start_main",
          "__libc_start_call_main");

  /// Why a stack ends early.
  enum Cause {
    /// No sample has a caller: recorded without stacks, or none could be followed.
    NONE,
    /// Code of Go in assembler that uses the register of frame pointers for something else.
    GO,
    /// C code without frame pointers.
    C;

    String key() {
      return ".next.broken." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Looks at the samples that show what ran in a start; empty where most have a root, or there are few.
  static Optional<BrokenStacks> of(PerfStart start) {
    Finder finder = new Finder(start);
    Map<Integer, Long> samples = new HashMap<>();
    for (int row : finder.rows) {
      samples.merge(finder.thread(row).tid(), 1L, Long::sum);
    }
    return samples.entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(e -> -e.getKey()))
        .filter(busiest -> busiest.getValue() >= ENOUGH_SAMPLES)
        .flatMap(busiest -> finder.broken(busiest.getKey(), busiest.getValue()));
  }

  private static final class Finder {
    private final PerfStart start;
    private final PerfSamples samples;
    private final PerfData data;
    private final StackTable stacks;
    private final StackMarks marks;
    private final int[] rows;
    private final boolean[] rooted;
    private final boolean[] nameless;
    private final int[] depth;

    Finder(PerfStart start) {
      this.start = start;
      data = start.data();
      samples = data.samples();
      stacks = data.stacks();
      marks = new StackMarks(stacks);
      rooted = new boolean[stacks.size()];
      depth = new int[stacks.size()];
      nameless = new boolean[stacks.size()];
      for (int stack = 1; stack < stacks.size(); stack++) { // callers stand before what they call
        int caller = stacks.parent(stack);
        depth[stack] = depth[caller] + 1;
        rooted[stack] = caller == 0 ? isRoot(frame(stack)) : rooted[caller];
        nameless[stack] = caller == 0 ? isNameless(frame(stack)) : nameless[caller];
      }
      rows = rows();
    }

    /// The rows that show what ran of the program, in its start.
    private int[] rows() {
      ProcessRows own = new ProcessRows(data, start.facts().pid());
      int event = data.events().indexOf(start.facts().samples().event());
      int[] counting = new int[own.size()];
      int size = 0;
      for (int i = 0; i < own.size(); i++) {
        if (samples.event(own.row(i)) == event && counts(own.row(i))) {
          counting[size++] = own.row(i);
        }
      }
      return Arrays.copyOf(counting, size);
    }

    private Frame frame(int stack) {
      return stacks.frames().get(stacks.frameOf(stack));
    }

    private static boolean isRoot(Frame frame) {
      String name = frame.function();
      String bare = name.endsWith(".abi0") ? name.substring(0, name.length() - 5) : name;
      return ROOTS.contains(bare) || bare.startsWith("_rt0_");
    }

    /// Of a stripped program: where its stack begins cannot be told from names.
    private static boolean isNameless(Frame frame) {
      return frame.function().equals(UNKNOWN)
          && frame.module().filter(m -> !m.equals(UNKNOWN)).isPresent();
    }

    PerfThread thread(int row) {
      return data.threads().get(samples.thread(row));
    }

    private boolean counts(int row) {
      long at = samples.timeNanos(row);
      return (at == PerfSamples.NO_TIME
              || (at >= start.facts().fromNanos() && at <= start.facts().toNanos()))
          && marks.isUser(samples.stack(row))
          && !nameless[samples.stack(row)];
    }

    Optional<BrokenStacks> broken(int tid, long all) {
      Map<String, Long> functions = new HashMap<>();
      Map<String, Integer> first = new HashMap<>();
      long broken = 0;
      boolean called = false;
      for (int row : rows) {
        if (thread(row).tid() != tid) {
          continue;
        }
        int stack = samples.stack(row);
        called |= depth[stack] > 1;
        if (!rooted[stack] && depth[stack] < MOST_FRAMES) {
          broken++;
          String function = innermost(stack);
          functions.merge(function, 1L, Long::sum);
          first.putIfAbsent(function, row);
        }
      }
      if (broken * 2 <= all) {
        return Optional.empty();
      }
      String function =
          functions.entrySet().stream()
              .max(
                  Map.Entry.<String, Long>comparingByValue()
                      .thenComparing(e -> -first.getOrDefault(e.getKey(), 0)))
              .orElseThrow()
              .getKey();
      boolean go = GoSymbol.packageOf(function).isPresent();
      Cause cause = !called ? Cause.NONE : go ? Cause.GO : Cause.C;
      int sample = first.getOrDefault(function, -1);
      return Optional.of(new BrokenStacks(tid, all, broken, sample, function, cause));
    }

    /// The innermost function of the program itself: the kernel's work for it breaks nothing.
    private String innermost(int stack) {
      int at = stack;
      while (stacks.parent(at) != 0 && StackMarks.isKernel(frame(at))) {
        at = stacks.parent(at);
      }
      return frame(at).function();
    }
  }
}
