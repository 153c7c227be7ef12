package initscope.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A flame view as rectangles, root at the top (an icicle), or root at the bottom for callers.
///
/// @param tree what is drawn
/// @param seen visible part of the axis of weights
/// @param width of the picture
/// @param height of all rows
/// @param boxes the frames, parents before children
/// @param matches how many frames of the whole tree the search found
public record FlameLayout(
    FlameTree tree, Viewport seen, double width, double height, List<Box> boxes, int matches) {
  /// Height of a row.
  public static final double ROW = 20;

  /// Font size.
  public static final double FONT = 12;

  /// Keeps an immutable copy.
  public FlameLayout {
    boxes = List.copyOf(boxes);
  }

  /// One frame.
  ///
  /// @param x left
  /// @param y top
  /// @param width at least 1
  /// @param tone its colour
  /// @param label words that fit on it, else empty
  /// @param node in the tree
  /// @param match whether the search found it
  /// @param merged stands for several that are too narrow to be drawn
  public record Box(
      double x,
      double y,
      double width,
      Tone tone,
      String label,
      int node,
      boolean match,
      boolean merged) {}

  /// Lays a tree out.
  ///
  /// @param search part of a function's name, in any case; empty for none
  /// @param rootAtBottom for callers
  public static FlameLayout of(
      FlameTree tree, Viewport seen, double width, String search, boolean rootAtBottom) {
    String wanted = search.toLowerCase(Locale.ROOT);
    double height = (tree.deepest() + 1) * ROW;
    List<Box> boxes = new ArrayList<>();
    List<Integer> pending = new ArrayList<>();
    pending.add(0);
    for (int i = 0; i < pending.size(); i++) {
      int node = pending.get(i);
      double y = y(tree.depth(node), height, rootAtBottom);
      boxes.add(box(tree, node, seen, width, y, wanted));
      children(tree, node, seen, width, height, rootAtBottom, boxes, pending);
    }
    return new FlameLayout(tree, seen, width, height, boxes, count(tree, wanted));
  }

  private static double y(int depth, double height, boolean rootAtBottom) {
    return rootAtBottom ? height - (depth + 1) * ROW : depth * ROW;
  }

  /// Children too narrow to be seen become one grey box for each run of them, so that cost follows the width of the picture.
  private static void children(
      FlameTree tree,
      int node,
      Viewport seen,
      double width,
      double height,
      boolean rootAtBottom,
      List<Box> boxes,
      List<Integer> pending) {
    double lastEnd = Double.NEGATIVE_INFINITY;
    for (int child : tree.children(node)) {
      double from = seen.x(tree.start(child), width);
      double to = seen.x(tree.start(child) + tree.weight(child), width);
      if (to <= 0 || from >= width) {
        continue;
      }
      if (to - from >= 1) {
        pending.add(child);
      } else if (to - lastEnd >= 1) {
        double x = Math.max(0, from);
        double y = y(tree.depth(child), height, rootAtBottom);
        boxes.add(new Box(x, y, 1, Tone.UNKNOWN, "", child, false, true));
        lastEnd = x + 1;
      }
    }
  }

  private static Box box(
      FlameTree tree, int node, Viewport seen, double width, double y, String wanted) {
    double from = Math.max(0, seen.x(tree.start(node), width));
    double to = Math.min(width, seen.x(tree.start(node) + tree.weight(node), width));
    String function = tree.frame(node).function();
    boolean match = !wanted.isEmpty() && function.toLowerCase(Locale.ROOT).contains(wanted);
    Tone tone = node == 0 ? Tone.UNKNOWN : Symbols.tone(tree.frame(node));
    String label = label(function, to - from - 8);
    return new Box(from, y, Math.max(1, to - from), tone, label, node, match, false);
  }

  private static String label(String function, double room) {
    if (TextWidth.of(function, FONT) <= room) {
      return function;
    }
    return TextWidth.fit(Symbols.brief(function), FONT, room);
  }

  private static int count(FlameTree tree, String wanted) {
    int found = 0;
    for (int i = 1; i < tree.size() && !wanted.isEmpty(); i++) {
      if (tree.frame(i).function().toLowerCase(Locale.ROOT).contains(wanted)) {
        found++;
      }
    }
    return found;
  }

  /// The frame at a position.
  public Optional<Box> hit(double x, double y) {
    for (int i = boxes.size() - 1; i >= 0; i--) {
      Box box = boxes.get(i);
      if (x >= box.x() && x < box.x() + box.width() && y >= box.y() && y < box.y() + ROW) {
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }
}
