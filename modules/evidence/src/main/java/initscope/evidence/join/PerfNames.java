package initscope.evidence.join;

import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.perf.PerfData;
import initscope.model.perf.StackTable;
import initscope.model.perf.StackTableBuilder;
import initscope.xray.GoSymbols.Site;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A recording with the names that perf could not tell, since it does not read pclntab. A frame that perf did name keeps its name, unless
/// that is the nearest symbol's of a stripped program and the address lies in a Go function.
final class PerfNames {
  /// What perf prints where it knows no symbol, or no module.
  static final String UNKNOWN = "[unknown]";

  private static final int MAX_DEPTH = 1 << 14;

  /// Where threads of Go begin: they set no frame pointer for what would lie beyond, so that perf reads on in what happens to be there.
  private static final Set<String> ROOTS =
      Set.of("runtime.goexit", "runtime.rt0_go", "runtime.mstart");

  private final StackTable stacks;
  private final GoPrograms programs;
  private final Map<String, Map<Site, List<Frame>>> names;
  private final StackTableBuilder builder = new StackTableBuilder();
  private final int[] places = new int[MAX_DEPTH];
  private final boolean[] strays = new boolean[MAX_DEPTH];
  private int depth;
  private int rootsEnd;
  private long dropped;

  private PerfNames(
      StackTable stacks, GoPrograms programs, Map<String, Map<Site, List<Frame>>> names) {
    this.stacks = stacks;
    this.programs = programs;
    this.names = names;
  }

  /// Names what can be named.
  ///
  /// @param piece the recording; what cannot be told becomes a warning of it
  static PerfData named(PerfData data, Piece piece, GoPrograms programs, Pieces pieces) {
    Map<String, Set<Site>> sites = PerfSites.of(data, programs::has);
    if (sites.isEmpty()) {
      return data;
    }
    Map<String, Map<Site, List<Frame>>> names = new HashMap<>();
    sites.forEach((module, s) -> names.put(module, programs.names(module, s, data, piece)));
    PerfNames work = new PerfNames(data.stacks(), programs, names);
    BitSet used = PerfSites.used(data);
    int[] moved = new int[data.stacks().size()];
    Arrays.fill(moved, 0);
    used.stream().forEach(stack -> moved[stack] = work.rebuilt(stack));
    if (work.dropped > 0) {
      String what = work.dropped + " frames beyond where threads of Go begin";
      pieces.warn(piece, List.of(new Problem("perf.tails.dropped", Effect.NOTE, 0, what)));
    }
    return data.withStacks(work.builder.build(), moved);
  }

  private int rebuilt(int stack) {
    int first = PerfSites.firstOfProgram(stacks, stack);
    depth = 0;
    rootsEnd = -1;
    for (int at = stack; at > 0; at = stacks.parent(at)) {
      add(stacks.frames().get(stacks.frameOf(at)), at != first);
    }
    int kept = rootsEnd < 0 || !strayFrom(rootsEnd) ? depth : rootsEnd;
    dropped += depth - kept;
    return builder.stack(places, kept);
  }

  /// Whether all that lies further out is in no module.
  private boolean strayFrom(int from) {
    for (int i = from; i < depth; i++) {
      if (!strays[i]) {
        return false;
      }
    }
    return true;
  }

  private void add(Frame frame, boolean returns) {
    Optional<String> module = frame.module().filter(programs::has);
    if (module.isEmpty()) {
      put(frame, frame.function().equals(UNKNOWN) && isNowhere(frame));
      return;
    }
    List<Frame> found =
        names
            .getOrDefault(module.get(), Map.of())
            .getOrDefault(new Site(frame.pc(), returns), List.of());
    if (found.isEmpty() || isSame(frame.function(), found.getLast().function())) {
      put(frame.function().equals(UNKNOWN) ? frame : in(module, frame), false);
    } else {
      found.forEach(go -> put(in(module, go), false));
    }
    if (!found.isEmpty() && ROOTS.contains(found.getLast().function())) {
      rootsEnd = depth;
    }
  }

  private static boolean isNowhere(Frame frame) {
    return frame.module().isEmpty() || frame.module().get().equals(UNKNOWN);
  }

  /// The linker's table of symbols has functions in assembly with their calling convention, and types where pclntab has {@code [...]}.
  private static boolean isSame(String symbol, String function) {
    String plain = symbol;
    int open = function.indexOf("[...]");
    int close = symbol.lastIndexOf(']');
    if (open >= 0 && close > open && symbol.startsWith(function.substring(0, open + 1))) {
      plain = symbol.substring(0, open + 1) + "..." + symbol.substring(close);
    }
    return plain.startsWith(function)
        && (plain.length() == function.length() || plain.startsWith(".abi", function.length()));
  }

  /// Without the address, so that all places of a line are one frame.
  private static Frame in(Optional<String> module, Frame frame) {
    return new Frame(frame.function(), frame.file(), frame.line(), 0, frame.inlined(), module);
  }

  private void put(Frame frame, boolean stray) {
    if (depth < MAX_DEPTH) {
      places[depth] = builder.frame(frame);
      strays[depth] = stray;
      depth++;
    }
  }
}
