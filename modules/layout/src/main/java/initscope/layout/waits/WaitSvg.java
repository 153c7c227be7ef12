package initscope.layout.waits;

import initscope.layout.Rgb;
import initscope.layout.Svg;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Edge;
import initscope.layout.waits.WaitPicture.Kind;
import initscope.layout.waits.WaitPicture.Node;
import initscope.model.Incident;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.host.ProcessFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// A wait graph as an SVG file that stands alone: title, sentence and legend in it, text as text.
public final class WaitSvg {
  private static final double TOP = 58;
  private static final double LEGEND = 34;
  private static final double LEAST_WIDTH = 760;

  private WaitSvg() {}

  /// Writes what an incident's goroutines wait for: all of it, equal ones put together.
  public static String write(Incident incident, String title, Theme theme, Words words) {
    WaitIndex index = new WaitIndex(incident.go().map(GoRuntime::waits).orElse(WaitGraph.EMPTY));
    Map<Long, Goroutine> byId = new HashMap<>();
    incident.goroutines().forEach(g -> byId.putIfAbsent(g.id(), g));
    WaitPicture picture =
        WaitPictures.of(
            index,
            byId,
            new WaitPictures.Wanted(true, OptionalLong.empty(), Set.of()),
            words,
            new WaitWords(
                words,
                incident.process().map(ProcessFacts::observedNanos).orElse(OptionalLong.empty())));
    return write(picture, WaitSentence.of(index, words), title, theme, words);
  }

  /// Writes a picture.
  ///
  /// @param title the picture's name: host and unit, say
  public static String write(
      WaitPicture picture, String sentence, String title, Theme theme, Words words) {
    WaitLayout layout = WaitLayout.of(picture);
    double width = Math.max(LEAST_WIDTH, layout.width());
    String name = words.say("chart.waits") + (title.isEmpty() ? "" : " · " + title);
    Svg svg = new Svg(width, TOP + layout.height() + LEGEND, name, sentence, theme.background());
    svg.text(12, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    svg.text(12, 44, 12, theme.faint(), "start", TextWidth.fit(sentence, 12, width - 24), "");
    layout.curves().forEach(c -> curve(svg, c, picture.edges().get(c.edge()), theme, words));
    layout.boxes().forEach(b -> box(svg, b, picture.nodes().get(b.node()), theme, words));
    svg.text(
        12, TOP + layout.height() + 18, 11, theme.faint(), "start", words.say("waits.legend"), "");
    return svg.finish();
  }

  private static void box(Svg svg, WaitLayout.Box box, Node node, Theme theme, Words words) {
    WaitStyle style = WaitStyle.of(node, theme);
    double y = TOP + box.y();
    svg.begin(node.label() + " · " + node.detail());
    String more =
        "stroke-width=\"%s\" rx=\"%d\"%s"
            .formatted(
                Svg.number(style.line()),
                node.kind() == Kind.GOROUTINE || node.kind() == Kind.GOROUTINES ? 8 : 0,
                style.dashed() ? " stroke-dasharray=\"4 3\"" : "");
    if (node.kind() == Kind.GOROUTINES || node.kind() == Kind.OBJECTS) {
      svg.rect(
          box.x() + 4,
          y + 4,
          WaitLayout.NODE_WIDTH,
          WaitLayout.NODE_HEIGHT,
          style.fill().hex(),
          style.stroke().hex(),
          more);
    }
    svg.rect(
        box.x(),
        y,
        WaitLayout.NODE_WIDTH,
        WaitLayout.NODE_HEIGHT,
        style.fill().hex(),
        style.stroke().hex(),
        more);
    svg.text(
        box.x() + 10,
        y + 17,
        WaitLayout.FONT,
        style.text(),
        "start",
        box.label(),
        "font-weight=\"bold\"");
    svg.text(box.x() + 10, y + 33, WaitLayout.FONT - 1, style.text(), "start", box.detail(), "");
    String mark = WaitStyle.mark(node, words);
    if (!mark.isEmpty()) {
      svg.text(
          box.x() + WaitLayout.NODE_WIDTH - 8,
          y + 17,
          11,
          style.text(),
          "end",
          mark,
          "font-weight=\"bold\"");
    }
    svg.end();
  }

  private static void curve(Svg svg, WaitLayout.Curve curve, Edge edge, Theme theme, Words words) {
    double[] p = curve.points();
    StringBuilder path = new StringBuilder("M");
    for (int i = 0; i < p.length; i += 2) {
      path.append(i % 6 == 2 ? " C" : " ")
          .append(Svg.number(p[i]))
          .append(' ')
          .append(Svg.number(TOP + p[i + 1]));
    }
    Rgb colour = WaitStyle.edge(edge, theme);
    String more =
        "stroke-width=\"%s\"%s"
            .formatted(
                edge.circle() == Circle.CERTAIN ? "2.5" : "1.3",
                edge.relation() == WaitPicture.Relation.REACHED ? " stroke-dasharray=\"5 4\"" : "");
    svg.path(path.toString(), "none", colour.hex(), more);
    double[] head = WaitStyle.head(p);
    svg.path(
        "M%s %s L%s %s L%s %s Z"
            .formatted(
                Svg.number(head[0]),
                Svg.number(TOP + head[1]),
                Svg.number(head[2]),
                Svg.number(TOP + head[3]),
                Svg.number(head[4]),
                Svg.number(TOP + head[5])),
        colour.hex(),
        "none",
        "");
    String label = curve.labelled() ? WaitStyle.label(edge, words) : "";
    svg.text(curve.middle(0), TOP + curve.middle(1) - 4, 10.5, theme.faint(), "middle", label, "");
  }
}
