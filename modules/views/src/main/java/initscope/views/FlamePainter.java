package initscope.views;

import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.layout.flame.FlameLayout;
import initscope.layout.flame.FlameSearch;
import initscope.layout.flame.FlameTones;
import initscope.model.Display;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Paints layouts of stacks, on whole pixels: that is crisp, and cheap where there are many.
final class FlamePainter {
  private static final double STEPS_BACK = 0.45;

  private final Map<Tone, Color> fills = new EnumMap<>(Tone.class);
  private final Map<Tone, Color> strokes = new EnumMap<>(Tone.class);
  private final Map<Tone, Color> texts = new EnumMap<>(Tone.class);
  private final Color accent;
  private final Color match;
  private final Color text;

  FlamePainter(Theme theme) {
    for (Tone tone : Tone.values()) {
      fills.put(tone, Colours.of(FlameTones.fill(theme, tone)));
      strokes.put(tone, Colours.of(FlameTones.stroke(theme, tone)));
      texts.put(tone, Colours.of(FlameTones.text(theme, tone)));
    }
    accent = Colours.of(theme.accent());
    match = Colours.of(theme.match());
    text = Colours.of(theme.text());
  }

  /// @param top where the layout begins on the canvas
  /// @param chosen tells which nodes are selected
  /// @param search what it found stands out
  void paint(
      GraphicsContext g, FlameLayout layout, double top, IntPredicate chosen, FlameSearch search) {
    g.setFont(Look.text(FlameLayout.FONT));
    for (FlameLayout.Box box : layout.boxes()) {
      double x = Math.round(box.x());
      double width = Math.max(1, Math.round(box.x() + box.width()) - x - 1);
      double y = Math.round(top + box.y());
      boolean one = box.merged() == 0;
      boolean found = one && search.matches(layout.tree(), box.node());
      boolean back = search.isOn() && !found;
      g.setGlobalAlpha(back ? STEPS_BACK : 1);
      boolean selected = one && chosen.test(box.node());
      if (one && (!back || selected)) {
        frame(g, box.tone(), x, y, width, found, selected);
      } else {
        g.setFill(fills.get(box.tone()));
        g.fillRect(x, y, width, FlameLayout.ROW - 1);
      }
      if (!box.label().isEmpty()) {
        g.setFill(found ? text : texts.get(box.tone()));
        g.fillText(Display.safe(box.label()), x + 5, y + 14.5);
      }
    }
    g.setGlobalAlpha(1);
  }

  private void frame(
      GraphicsContext g,
      Tone tone,
      double x,
      double y,
      double width,
      boolean found,
      boolean selected) {
    double height = FlameLayout.ROW - 1;
    Color fill = found ? match : fills.get(tone);
    if (width <= 3) {
      g.setFill(selected ? accent : fill);
      g.fillRect(x, y, width, height);
      return;
    }
    double edge = selected ? 2 : 1;
    g.setFill(selected ? accent : found ? text : strokes.get(tone));
    g.fillRect(x, y, width, height);
    g.setFill(fill);
    g.fillRect(x + edge, y + edge, Math.max(0, width - 2 * edge), height - 2 * edge);
    bar(g, tone, x, y, width, height);
  }

  private void bar(GraphicsContext g, Tone tone, double x, double y, double width, double height) {
    double bar = FlameTones.BAR;
    g.setFill(strokes.get(tone));
    switch (FlameTones.bar(tone)) {
      case TOP -> g.fillRect(x, y, width, bar);
      case BOTTOM -> g.fillRect(x, y + height - bar, width, bar);
      case LEFT -> g.fillRect(x, y, Math.min(width, bar), height);
      case NONE -> {}
    }
  }

  /// A square of a legend.
  void swatch(GraphicsContext g, Tone tone, double size) {
    g.setFill(strokes.get(tone));
    g.fillRect(0, 0, size, size);
    g.setFill(fills.get(tone));
    g.fillRect(1, 1, size - 2, size - 2);
    bar(g, tone, 0, 0, size, size);
  }
}
