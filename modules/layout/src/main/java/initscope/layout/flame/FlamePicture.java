package initscope.layout.flame;

import initscope.layout.Words;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.Optional;

/// What a query makes of stacks.
///
/// @param stacks asked
/// @param query asked for
/// @param tree of what counts; in a sandwich what its function calls
/// @param callers in a sandwich who calls its function, nearest first
/// @param shaped what counts
public record FlamePicture(
    FlameStacks stacks,
    FlameQuery query,
    FlameTree tree,
    Optional<FlameTree> callers,
    ShapedStacks shaped) {
  /// Nothing.
  public static final FlamePicture EMPTY = of(FlameStacks.EMPTY, FlameQuery.DEFAULT, "");

  /// Asks.
  ///
  /// @param rootName what the frame that stands for everything is called
  public static FlamePicture of(FlameStacks stacks, FlameQuery query, String rootName) {
    ShapedStacks shaped = new ShapedStacks(stacks, query);
    Optional<String> middle = query.sandwich();
    FlameTree tree =
        middle
            .map(f -> FlameTree.callees(shaped, f))
            .orElseGet(() -> FlameTree.of(shaped, query, rootName));
    return new FlamePicture(
        stacks, query, tree, middle.map(f -> FlameTree.callers(shaped, f)), shaped);
  }

  /// Asks, unless nobody wants it any more.
  ///
  /// @throws CancelledException when the user cancelled
  public static FlamePicture of(
      FlameStacks stacks, FlameQuery query, Words words, Progress progress)
      throws CancelledException {
    progress.report(0, -1, "merging stacks");
    return of(stacks, query, words.say("flame.all"));
  }

  /// Weight of all that counts.
  public long total() {
    return shaped.total();
  }

  /// How many different stacks count.
  public int differentStacks() {
    return shaped.counting();
  }

  /// Whether nothing counts.
  public boolean isEmpty() {
    return shaped.counting() == 0;
  }
}
