package initscope.formats.perf;

import initscope.model.Frame;
import initscope.model.perf.StackTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stacks of perf with the names that {@link PerfFolding} asks for. Each frame is named once.
public final class PerfStackNames {
  private final StackTable stacks;
  private final PerfFrameNames names;
  private final Map<Long, List<Frame>> framesOf = new HashMap<>();

  /// Names the stacks of a table.
  public PerfStackNames(StackTable stacks, PerfFolding how) {
    this.stacks = stacks;
    names = new PerfFrameNames(how);
  }

  /// The frames of a stack, root first.
  ///
  /// @param java whether the process is named java, whose class names are shortened
  public List<Frame> stack(int stack, boolean java) {
    List<Integer> path = new ArrayList<>();
    for (int at = stack; at > 0; at = stacks.parent(at)) {
      path.add(stacks.frameOf(at));
    }
    List<Frame> frames = new ArrayList<>();
    for (int frame : path.reversed()) {
      frames.addAll(
          framesOf.computeIfAbsent(
              (long) frame << 1 | (java ? 1 : 0), k -> names.of(stacks.frames().get(frame), java)));
    }
    return frames;
  }
}
