package initscope.views;

import initscope.layout.FlameLayout;
import initscope.layout.Theme;
import initscope.model.Display;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;

/// Paints the layout of a flame view.
final class FlamePainter {
  private FlamePainter() {}

  /// @param top where the layout begins on the canvas
  /// @param chosen nodes that are selected
  /// @param searching whether frames that do not match are to step back
  static void paint(
      GraphicsContext g,
      FlameLayout layout,
      double top,
      double bottom,
      Theme theme,
      Set<Integer> chosen,
      boolean searching) {
    g.setFont(Look.text(FlameLayout.FONT));
    for (FlameLayout.Box box : layout.boxes()) {
      double y = top + box.y();
      if (y + FlameLayout.ROW < 0 || y > bottom) {
        continue;
      }
      g.setGlobalAlpha(searching && !box.match() ? 0.45 : 1);
      g.setFill(Colours.of(box.match() ? theme.match() : theme.fill(box.tone())));
      double width = Math.max(1, box.width() - 1);
      g.fillRect(box.x(), y, width, FlameLayout.ROW - 1);
      boolean selected = chosen.contains(box.node()) && !box.merged();
      if (width > 3) {
        g.setStroke(Colours.of(selected ? theme.accent() : theme.stroke(box.tone())));
        g.setLineWidth(selected ? 2 : 0.6);
        g.strokeRect(box.x() + 0.5, y + 0.5, width - 1, FlameLayout.ROW - 2);
      }
      if (!box.label().isEmpty()) {
        g.setFill(Colours.of(box.match() ? theme.text() : theme.on(box.tone())));
        g.fillText(Display.safe(box.label()), box.x() + 5, y + 14.5);
      }
    }
    g.setGlobalAlpha(1);
  }
}
