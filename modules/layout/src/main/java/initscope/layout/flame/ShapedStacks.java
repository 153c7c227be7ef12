package initscope.layout.flame;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/// The different stacks of a profile as a query wants them: those that count, without hidden frames, recursion merged. The weight
/// of what counts is what it was before.
public final class ShapedStacks {
  private final FlameStacks of;
  private final IntLists shapes = new IntLists();
  private final BitSet kept = new BitSet();
  private final long[] weights;
  private final long total;

  ShapedStacks(FlameStacks of, FlameQuery query) {
    this.of = of;
    weights = new long[of.stacks()];
    for (int i = 0; i < of.samples(); i++) {
      weights[of.stackOf(i)] += of.weightOf(i);
    }
    BitSet hidden = hidden(of, query.hidden());
    // what a sandwich is about is seen
    query.sandwich().map(of::function).ifPresent(f -> f.ifPresent(hidden::clear));
    int[] wanted = wanted(of, query);
    Path path = new Path(of.functions());
    long sum = 0;
    for (int stack = 0; stack < of.stacks(); stack++) {
      if (goesThrough(stack, wanted)) {
        kept.set(stack);
        sum += weights[stack];
        shape(stack, hidden, query.recursion(), path);
      }
      shapes.add(path.frames, path.length);
      path.clear();
    }
    total = sum;
  }

  private static BitSet hidden(FlameStacks of, List<HideRule> rules) {
    BitSet hidden = new BitSet();
    for (int f = 0; f < of.functions() && !rules.isEmpty(); f++) {
      for (HideRule rule : rules) {
        if (rule.hides(of.frame(f))) {
          hidden.set(f);
        }
      }
    }
    return hidden;
  }

  /// Ids of the functions that stacks must go through; one that is nowhere is -1.
  private static int[] wanted(FlameStacks of, FlameQuery query) {
    return java.util.stream.Stream.concat(query.through().stream(), query.sandwich().stream())
        .map(of::function)
        .mapToInt(f -> f.orElse(-1))
        .toArray();
  }

  private boolean goesThrough(int stack, int[] wanted) {
    for (int function : wanted) {
      if (indexOf(of.lists(), stack, function) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(IntLists lists, int list, int function) {
    for (int at = lists.begin(list); at < lists.end(list); at++) {
      if (lists.value(at) == function) {
        return at;
      }
    }
    return -1;
  }

  private void shape(int stack, BitSet hidden, Recursion recursion, Path path) {
    IntLists lists = of.lists();
    for (int at = lists.begin(stack); at < lists.end(stack); at++) {
      int function = lists.value(at);
      if (!hidden.get(function)) {
        path.call(function, recursion);
      }
    }
  }

  /// A stack that is being made.
  private static final class Path {
    /// Where each function stands in the path; only believed where the path says the same.
    private final int[] places;

    private int[] frames = new int[64];
    private int length;

    Path(int functions) {
      places = new int[functions];
    }

    void clear() {
      length = 0;
    }

    void call(int function, Recursion recursion) {
      if (recursion == Recursion.DIRECT && length > 0 && frames[length - 1] == function) {
        return;
      }
      int place = places[function];
      if (recursion == Recursion.CYCLES && place < length && frames[place] == function) {
        length = place + 1;
        return;
      }
      if (length == frames.length) {
        frames = java.util.Arrays.copyOf(frames, length * 2);
      }
      places[function] = length;
      frames[length++] = function;
    }
  }

  FlameStacks of() {
    return of;
  }

  /// Sum of the weights of all that count.
  long total() {
    return total;
  }

  boolean counts(int stack) {
    return kept.get(stack);
  }

  /// How many different stacks count.
  int counting() {
    return kept.cardinality();
  }

  long weight(int stack) {
    return weights[stack];
  }

  /// The frames, root first; empty for a stack that does not count.
  IntLists shapes() {
    return shapes;
  }

  /// Where a function is called first in a stack.
  OptionalInt outermost(int stack, int function) {
    int at = indexOf(shapes, stack, function);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
  }
}
