package initscope.model.perf;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Stacks, each kept once, as a tree: stack s is the frame {@code frameOf(s)}, called by the stack {@code parent(s)}. Stack 0 is the empty
/// one, and a parent has a smaller number than what it calls. Immutable.
public final class StackTable {
  /// Only the empty stack.
  public static final StackTable EMPTY = new StackTable(List.of(), new int[] {-1}, new int[] {-1});

  private final List<Frame> frames;
  private final int[] parents;
  private final int[] frameOf;

  StackTable(List<Frame> frames, int[] parents, int[] frameOf) {
    this.frames = Collections.unmodifiableList(frames);
    this.parents = parents;
    this.frameOf = frameOf;
  }

  /// The distinct frames; {@link #frameOf} counts in it.
  public List<Frame> frames() {
    return frames;
  }

  /// Number of stacks, the empty one included.
  public int size() {
    return parents.length;
  }

  /// The stack that called a stack's innermost frame, -1 for the empty stack.
  public int parent(int stack) {
    return parents[stack];
  }

  /// Place of a stack's innermost frame in {@link #frames()}, -1 for the empty stack.
  public int frameOf(int stack) {
    return frameOf[stack];
  }

  /// Number of frames of a stack.
  public int depth(int stack) {
    int depth = 0;
    for (int at = stack; at > 0; at = parents[at]) {
      depth++;
    }
    return depth;
  }

  /// The frames of a stack, root first.
  public List<Frame> stack(int stack) {
    List<Frame> found = new ArrayList<>();
    for (int at = stack; at > 0; at = parents[at]) {
      found.add(frames.get(frameOf[at]));
    }
    Collections.reverse(found);
    return found;
  }

  /// The same stacks with other frames in the same places.
  ///
  /// @param others as many as there are
  public StackTable withFrames(List<Frame> others) {
    if (others.size() != frames.size()) {
      throw new IllegalArgumentException(others.size() + " frames in place of " + frames.size());
    }
    return new StackTable(new ArrayList<>(others), parents, frameOf);
  }
}
