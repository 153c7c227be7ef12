package initscope.views;

import initscope.layout.Selected;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameStacks;
import initscope.layout.flame.FlameTree;
import initscope.model.Selection;
import java.util.BitSet;
import java.util.OptionalInt;

/// Which nodes of a picture are what was chosen: those of the function, else those of the goroutine's or thread's stack. Looked up
/// once for each selection, so that painting asks for nothing but a number.
final class FlameChosen {
  static final FlameChosen NOTHING = new FlameChosen(FlamePicture.EMPTY, Selection.NONE);

  private final FlamePicture picture;
  private final Selection selection;
  private final int function;
  private final BitSet stack = new BitSet();
  private final OptionalInt first;

  FlameChosen(FlamePicture picture, Selection selection) {
    this.picture = picture;
    this.selection = selection;
    FlameTree tree = picture.tree();
    int wanted =
        selection.function().map(picture.stacks()::function).orElse(OptionalInt.empty()).orElse(-1);
    OptionalInt widest = wanted < 0 ? OptionalInt.empty() : tree.widest(wanted);
    boolean above =
        wanted >= 0 && picture.callers().filter(c -> c.widest(wanted).isPresent()).isPresent();
    function = widest.isPresent() || above ? wanted : -1;
    if (function < 0 && picture.callers().isEmpty() && hasOwner(selection)) {
      stacks(tree);
    }
    first = widest.isPresent() || stack.isEmpty() ? widest : OptionalInt.of(stack.length() - 1);
  }

  private static boolean hasOwner(Selection chosen) {
    return chosen.goroutine().isPresent()
        || chosen.tid().isPresent()
        || chosen.evidence().isPresent();
  }

  private void stacks(FlameTree tree) {
    FlameStacks stacks = picture.stacks();
    BitSet wanted = new BitSet();
    for (int owner = 0; owner < stacks.owners().size(); owner++) {
      wanted.set(owner, Selected.is(selection, stacks.owners().get(owner)));
    }
    for (int i = 0; i < stacks.samples() && !wanted.isEmpty(); i++) {
      int owner = stacks.ownerOf(i);
      if (owner >= 0 && wanted.get(owner)) {
        for (int at = tree.leaf(i).orElse(0); at > 0 && !stack.get(at); at = tree.parent(at)) {
          stack.set(at);
        }
      }
    }
  }

  /// Whether this is still right.
  boolean isOf(FlamePicture shown, Selection chosen) {
    return picture.equals(shown) && selection.equals(chosen);
  }

  boolean holds(FlameTree tree, int node) {
    return function >= 0 ? tree.function(node) == function : stack.get(node);
  }

  /// The node that keys begin at: the widest of the function, or the innermost of the stack.
  OptionalInt node() {
    return first;
  }
}
