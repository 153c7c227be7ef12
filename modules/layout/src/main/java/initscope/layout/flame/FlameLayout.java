package initscope.layout.flame;

import initscope.layout.Tone;
import initscope.layout.Viewport;
import java.util.List;
import java.util.Optional;

/// A tree as rectangles, row by row. What it costs to make and to paint follows the pixels that are seen, not the tree.
///
/// @param tree what is drawn
/// @param asked what part of it
/// @param boxes frames and runs of narrow ones, row by row from the root on, in each row from left to right
/// @param rows where the boxes of each depth begin; one more at the end
public record FlameLayout(FlameTree tree, Asked asked, List<Box> boxes, List<Integer> rows) {
  /// Height of a row.
  public static final double ROW = 20;

  /// Font size.
  public static final double FONT = 12;

  /// Keeps immutable copies.
  public FlameLayout {
    boxes = List.copyOf(boxes);
    rows = List.copyOf(rows);
  }

  /// What part is drawn.
  ///
  /// @param seen visible part of the axis of weights
  /// @param width of the picture
  /// @param rootAtBottom a flame; else an icicle
  /// @param fromY top of what is seen, counted from the layout's own
  /// @param toY bottom of what is seen
  public record Asked(Viewport seen, double width, boolean rootAtBottom, double fromY, double toY) {
    /// All rows.
    public static Asked all(Viewport seen, double width, boolean rootAtBottom) {
      return new Asked(
          seen, width, rootAtBottom, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
  }

  /// One frame, or several side by side that are too narrow to be drawn.
  ///
  /// @param x left
  /// @param y top
  /// @param width at least 1
  /// @param tone its colour
  /// @param label words that fit on it, else empty
  /// @param node in the tree; the first of several
  /// @param merged how many siblings it stands for, 0 where it is one frame
  public record Box(
      double x, double y, double width, Tone tone, String label, int node, int merged) {}

  /// Lays a tree out.
  public static FlameLayout of(FlameTree tree, Asked asked) {
    return new FlameRowsCut(tree, asked).cut();
  }

  /// Height of all rows.
  public double height() {
    return height(tree);
  }

  /// Height of all rows of a tree.
  public static double height(FlameTree tree) {
    return (tree.deepest() + 1) * ROW;
  }

  /// Top of the row of a depth.
  public double y(int depth) {
    return y(tree, depth, asked.rootAtBottom());
  }

  static double y(FlameTree tree, int depth, boolean rootAtBottom) {
    return (rootAtBottom ? tree.deepest() - depth : depth) * ROW;
  }

  /// What is at a position; found by halving.
  public Optional<Box> hit(double x, double y) {
    int row = (int) Math.floor(y / ROW);
    int depth = asked.rootAtBottom() ? tree.deepest() - row : row;
    if (depth < 0 || depth >= rows.size() - 1) {
      return Optional.empty();
    }
    int low = rows.get(depth);
    int high = rows.get(depth + 1) - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (boxes.get(middle).x() <= x) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low <= high && x >= boxes.get(low).x() && x < boxes.get(low).x() + boxes.get(low).width()
        ? Optional.of(boxes.get(low))
        : Optional.empty();
  }
}
