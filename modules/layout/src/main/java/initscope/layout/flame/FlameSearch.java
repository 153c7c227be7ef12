package initscope.layout.flame;

import java.util.BitSet;

/// What of a picture a search found.
public final class FlameSearch {
  /// Nothing was searched for.
  public static final FlameSearch NONE = of(FlamePicture.EMPTY, "");

  private final FlamePicture picture;
  private final String text;
  private final BitSet functions = new BitSet();
  private int frames;
  private long weight;

  private FlameSearch(FlamePicture picture, String text) {
    this.picture = picture;
    this.text = text;
  }

  /// Searches.
  ///
  /// @param text part of a function's name, in any case; empty for none
  public static FlameSearch of(FlamePicture picture, String text) {
    FlameSearch found = new FlameSearch(picture, text);
    FlameStacks stacks = picture.stacks();
    for (int f = 0; f < stacks.functions() && !text.isEmpty(); f++) {
      if (holds(stacks.frame(f).function(), text)) {
        found.functions.set(f);
      }
    }
    if (!found.functions.isEmpty()) {
      found.count(picture);
    }
    return found;
  }

  private static boolean holds(String name, String part) {
    int last = name.length() - part.length();
    for (int i = 0; i <= last; i++) {
      if (name.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  private void count(FlamePicture picture) {
    frames = nodes(picture.tree(), 0);
    // the function in the middle of a sandwich is the root of both halves
    picture.callers().ifPresent(c -> frames += nodes(c, 1));
    ShapedStacks shaped = picture.shaped();
    IntLists lists = shaped.shapes();
    for (int stack = 0; stack < lists.size(); stack++) {
      for (int at = lists.begin(stack); at < lists.end(stack); at++) {
        if (functions.get(lists.value(at))) {
          weight += shaped.weight(stack);
          break;
        }
      }
    }
  }

  private int nodes(FlameTree tree, int from) {
    int found = 0;
    for (int node = from; node < tree.size(); node++) {
      found += matches(tree, node) ? 1 : 0;
    }
    return found;
  }

  /// Whether this is what a search of a picture for a text finds.
  public boolean isOf(FlamePicture other, String otherText) {
    return picture.equals(other) && text.equals(otherText);
  }

  /// What was searched for.
  public String text() {
    return text;
  }

  /// Whether anything was searched for.
  public boolean isOn() {
    return !text.isEmpty();
  }

  /// Whether a function was found.
  public boolean matches(int function) {
    return function >= 0 && functions.get(function);
  }

  /// Whether a node was found.
  public boolean matches(FlameTree tree, int node) {
    return matches(tree.function(node));
  }

  /// How many frames were found, whether wide enough to be seen or not.
  public int frames() {
    return frames;
  }

  /// Weight of the stacks with at least one frame that was found; never more than all.
  public long weight() {
    return weight;
  }
}
