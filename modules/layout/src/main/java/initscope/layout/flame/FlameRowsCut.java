package initscope.layout.flame;

import initscope.layout.Symbols;
import initscope.layout.TextWidth;
import initscope.layout.Tone;
import initscope.layout.Viewport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts a tree into boxes, one depth after another. Of each row only what is a pixel wide is looked at by itself and gone into;
/// siblings narrower than that are jumped over by halving and become one box for each run of them.
final class FlameRowsCut {
  private static final double LEAST_WIDTH = 1;

  private final FlameTree tree;
  private final FlameLayout.Asked asked;
  private final Viewport seen;
  private final double scale;
  private final List<FlameLayout.Box> boxes = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();

  /// Of the row that is being cut, and of the one below it: first node and last node of each box.
  private Row row = new Row();

  private Row next = new Row();

  FlameRowsCut(FlameTree tree, FlameLayout.Asked asked) {
    this.tree = tree;
    this.asked = asked;
    seen = asked.seen();
    scale = asked.width() / seen.span();
  }

  private static final class Row {
    private int[] first = new int[64];
    private int[] last = new int[64];
    private int size;

    void add(int from, int to) {
      if (size == first.length) {
        first = Arrays.copyOf(first, size * 2);
        last = Arrays.copyOf(last, size * 2);
      }
      first[size] = from;
      last[size++] = to;
    }
  }

  FlameLayout cut() {
    row.add(0, 0);
    rows.add(0);
    for (int depth = 0; row.size > 0 && !isBelow(depth); depth++) {
      boolean drawn = isDrawn(depth);
      for (int i = 0; i < row.size; i++) {
        if (drawn) {
          boxes.add(box(row.first[i], row.last[i]));
        }
        if (row.first[i] == row.last[i] && isWide(row.first[i])) {
          children(row.first[i]);
        }
      }
      rows.add(boxes.size());
      Row done = row;
      row = next;
      next = done;
      next.size = 0;
    }
    return new FlameLayout(tree, asked, boxes, rows);
  }

  private boolean isDrawn(int depth) {
    double y = FlameLayout.y(tree, depth, asked.rootAtBottom());
    return y + FlameLayout.ROW > asked.fromY() && y < asked.toY();
  }

  /// Whether neither this depth nor any deeper one is seen.
  private boolean isBelow(int depth) {
    double y = FlameLayout.y(tree, depth, asked.rootAtBottom());
    return asked.rootAtBottom() ? y + FlameLayout.ROW <= asked.fromY() : y >= asked.toY();
  }

  private boolean isWide(int node) {
    return tree.weight(node) * scale >= LEAST_WIDTH;
  }

  private void children(int node) {
    int end = tree.endOfChildren(node);
    int at = tree.firstChild(node);
    if (at == end) {
      return;
    }
    at = tree.lastAtOrBefore(seen.from(), at, end);
    if (end(at) <= seen.from()) {
      at++;
    }
    while (at < end && tree.start(at) < seen.to()) {
      int last = isWide(at) ? at : endOfRun(at, end);
      next.add(at, last);
      at = last + 1;
    }
  }

  /// The last of a run of narrow siblings: of those that begin within one pixel only the last is looked at.
  private int endOfRun(int first, int end) {
    if (tree.widestFirst()) {
      return end - 1;
    }
    int last = first;
    while (true) {
      long pixel = tree.start(last) + (long) (LEAST_WIDTH / scale);
      int beyond = tree.lastAtOrBefore(pixel, last, end);
      if (beyond > last && isWide(beyond)) {
        return beyond - 1;
      }
      last = beyond;
      int after = last + 1;
      if (after == end
          || isWide(after)
          || tree.start(after) >= seen.to()
          || (tree.start(after) - end(last)) * scale >= LEAST_WIDTH) {
        return last;
      }
      last = after;
    }
  }

  private long end(int node) {
    return tree.start(node) + tree.weight(node);
  }

  private FlameLayout.Box box(int first, int last) {
    double from = Math.max(0, seen.x(tree.start(first), asked.width()));
    double to = Math.min(asked.width(), seen.x(end(last), asked.width()));
    double width = Math.max(LEAST_WIDTH, to - from);
    double y = FlameLayout.y(tree, tree.depth(first), asked.rootAtBottom());
    if (first != last || !(isWide(first) || first == 0)) {
      return new FlameLayout.Box(from, y, width, Tone.UNKNOWN, "", first, last - first + 1);
    }
    int function = tree.function(first);
    Tone tone = function < 0 ? Tone.WHOLE : tree.stacks().tone(function);
    String label = label(tree.frame(first).function(), to - from - 8);
    return new FlameLayout.Box(from, y, width, tone, label, first, 0);
  }

  private static String label(String function, double room) {
    if (room < FlameLayout.FONT) {
      return "";
    }
    // no letter is narrower than a fifth of the font's size: most names need not be measured
    boolean mayFit = function.length() * FlameLayout.FONT / 5 <= room;
    return mayFit && TextWidth.of(function, FlameLayout.FONT) <= room
        ? function
        : TextWidth.fit(Symbols.brief(function), FlameLayout.FONT, room);
  }
}
