package initscope.views;

import initscope.layout.Theme;
import initscope.layout.flame.DiffMarks;
import initscope.layout.flame.DiffTone;
import initscope.layout.flame.FlameLayout;
import initscope.layout.flame.FlameSearch;
import initscope.layout.flame.FlameTree;
import initscope.model.Display;
import java.util.function.IntPredicate;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Paints stacks of a comparison: what grew and what shrank, with sign and number on each box.
final class DiffPainter {
  private static final double STEPS_BACK = 0.45;

  private final Theme theme;
  private final Texts texts;

  DiffPainter(Theme theme, Texts texts) {
    this.theme = theme;
    this.texts = texts;
  }

  /// @param top where the layout begins on the canvas
  /// @param chosen tells which nodes are selected
  /// @param search what it found stands out
  void paint(
      GraphicsContext g,
      FlameLayout layout,
      double top,
      DiffMarks marks,
      IntPredicate chosen,
      FlameSearch search) {
    g.setFont(Look.text(FlameLayout.FONT));
    for (FlameLayout.Box box : layout.boxes()) {
      boolean found = box.merged() == 0 && search.matches(layout.tree(), box.node());
      g.setGlobalAlpha(search.isOn() && !found ? STEPS_BACK : 1);
      box(g, layout.tree(), box, top, marks, chosen.test(box.node()), found);
    }
    g.setGlobalAlpha(1);
  }

  private void box(
      GraphicsContext g,
      FlameTree tree,
      FlameLayout.Box box,
      double top,
      DiffMarks marks,
      boolean selected,
      boolean found) {
    double x = Math.round(box.x());
    double y = Math.round(top + box.y());
    double width = Math.max(1, Math.round(box.x() + box.width()) - x - 1);
    double height = FlameLayout.ROW - 1;
    Color fill = Colours.of(found ? theme.match() : marks.fill(box.node(), theme));
    double edge = width <= 3 ? 0 : selected ? 2 : 1;
    g.setFill(Colours.of(selected ? theme.accent() : marks.stroke(box.node(), theme)));
    g.fillRect(x, y, width, height);
    g.setFill(fill);
    g.fillRect(x + edge, y + edge, Math.max(0, width - 2 * edge), height - 2 * edge);
    String function = tree.frame(box.node()).function();
    String label =
        box.merged() > 0 ? "" : marks.label(box.node(), function, box.width() - 8, texts.words());
    if (!label.isEmpty()) {
      g.setFill(Colours.of(found ? theme.text() : marks.on(box.node(), theme)));
      g.fillText(Display.safe(label), x + 5, y + 14.5);
    }
  }

  /// A square of a legend.
  void swatch(GraphicsContext g, DiffTone tone, double size) {
    g.setFill(Colours.of(theme.line()));
    g.fillRect(0, 0, size, size);
    g.setFill(Colours.of(DiffMarks.sample(tone, theme)));
    g.fillRect(1, 1, size - 2, size - 2);
  }
}
