package initscope.views;

import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.waits.WaitLayout;
import initscope.layout.waits.WaitPicture;
import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Edge;
import initscope.layout.waits.WaitPicture.Kind;
import initscope.layout.waits.WaitPicture.Node;
import initscope.layout.waits.WaitStyle;
import initscope.model.Display;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Paints a wait graph's layout; decides nothing but how a pixel looks.
final class WaitPainter {
  private static final double ARC = 18;

  private WaitPainter() {}

  /// @param chosen nodes that are selected
  /// @param found nodes that a search found
  static void paint(
      GraphicsContext g,
      WaitLayout layout,
      Theme theme,
      Words words,
      Set<Integer> chosen,
      Set<Integer> found) {
    WaitPicture picture = layout.picture();
    for (WaitLayout.Curve curve : layout.curves()) {
      curve(g, curve, picture.edges().get(curve.edge()), theme);
    }
    for (WaitLayout.Curve curve : layout.curves()) {
      label(g, curve, picture.edges().get(curve.edge()), theme, words);
    }
    for (WaitLayout.Box box : layout.boxes()) {
      Node node = picture.nodes().get(box.node());
      box(g, box, node, theme, found.contains(box.node()));
      texts(g, box, node, theme, words);
      if (chosen.contains(box.node())) {
        g.setStroke(Colours.of(theme.accent()));
        g.setLineWidth(2.5);
        g.setLineDashes();
        outline(g, box, node, -4, false);
      }
    }
  }

  private static void box(
      GraphicsContext g, WaitLayout.Box box, Node node, Theme theme, boolean found) {
    WaitStyle style = WaitStyle.of(node, theme);
    g.setLineWidth(style.line());
    if (style.dashed()) {
      g.setLineDashes(4, 3);
    } else {
      g.setLineDashes();
    }
    g.setStroke(Colours.of(style.stroke()));
    if (node.kind() == Kind.GOROUTINES || node.kind() == Kind.OBJECTS) {
      g.setFill(Colours.of(style.fill()));
      g.translate(4, 4);
      outline(g, box, node, 0, true);
      outline(g, box, node, 0, false);
      g.translate(-4, -4);
    }
    g.setFill(Colours.of(found ? theme.match() : style.fill()));
    outline(g, box, node, 0, true);
    outline(g, box, node, 0, false);
    g.setLineDashes();
  }

  private static void outline(
      GraphicsContext g, WaitLayout.Box box, Node node, double inset, boolean fill) {
    double arc = node.kind() == Kind.GOROUTINE || node.kind() == Kind.GOROUTINES ? ARC : 0;
    double x = box.x() + inset;
    double y = box.y() + inset;
    double width = WaitLayout.NODE_WIDTH - 2 * inset;
    double height = WaitLayout.NODE_HEIGHT - 2 * inset;
    if (fill) {
      g.fillRoundRect(x, y, width, height, arc, arc);
    } else {
      g.strokeRoundRect(x, y, width, height, arc, arc);
    }
  }

  private static void texts(
      GraphicsContext g, WaitLayout.Box box, Node node, Theme theme, Words words) {
    g.setFill(Colours.of(WaitStyle.of(node, theme).text()));
    g.setFont(Look.bold(WaitLayout.FONT));
    g.fillText(Display.safe(box.label()), box.x() + 10, box.y() + 17);
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFont(Look.bold(WaitLayout.FONT - 1));
    g.fillText(WaitStyle.mark(node, words), box.x() + WaitLayout.NODE_WIDTH - 8, box.y() + 17);
    g.setTextAlign(TextAlignment.LEFT);
    g.setFont(Look.text(WaitLayout.FONT - 1));
    g.fillText(Display.safe(box.detail()), box.x() + 10, box.y() + 33);
  }

  private static void curve(GraphicsContext g, WaitLayout.Curve curve, Edge edge, Theme theme) {
    double[] p = curve.points();
    g.setStroke(Colours.of(WaitStyle.edge(edge, theme)));
    g.setFill(Colours.of(WaitStyle.edge(edge, theme)));
    g.setLineWidth(edge.circle() == Circle.CERTAIN ? 2.5 : 1.3);
    if (edge.relation() == WaitPicture.Relation.REACHED) {
      g.setLineDashes(5, 4);
    } else {
      g.setLineDashes();
    }
    g.beginPath();
    g.moveTo(p[0], p[1]);
    for (int i = 2; i < p.length; i += 6) {
      g.bezierCurveTo(p[i], p[i + 1], p[i + 2], p[i + 3], p[i + 4], p[i + 5]);
    }
    g.stroke();
    g.setLineDashes();
    double[] head = WaitStyle.head(p);
    g.fillPolygon(
        new double[] {head[0], head[2], head[4]}, new double[] {head[1], head[3], head[5]}, 3);
  }

  private static void label(
      GraphicsContext g, WaitLayout.Curve curve, Edge edge, Theme theme, Words words) {
    String text = curve.labelled() ? Display.safe(WaitStyle.label(edge, words)) : "";
    if (text.isEmpty()) {
      return;
    }
    double width = TextWidth.of(text, WaitLayout.FONT - 1.5) + 6;
    double x = curve.middle(0);
    double y = curve.middle(1);
    g.setFill(Colours.of(theme.background()));
    g.fillRect(x - width / 2, y - 8, width, 15);
    g.setFill(Colours.of(theme.faint()));
    g.setFont(Look.text(WaitLayout.FONT - 1.5));
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText(text, x, y + 3.5);
    g.setTextAlign(TextAlignment.LEFT);
  }
}
