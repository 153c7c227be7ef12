package initscope.layout.waits;

import initscope.layout.Rgb;
import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.layout.Words;
import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Edge;
import initscope.layout.waits.WaitPicture.Kind;
import initscope.layout.waits.WaitPicture.Node;
import initscope.layout.waits.WaitPicture.Relation;

/// How nodes and edges look, in the window and in SVG. What a colour says, a shape or a word says too: goroutines are round, objects
/// square, a deadlock has a thick line and its word.
///
/// @param fill inside
/// @param stroke outline
/// @param text on the inside
/// @param line width of the outline
/// @param dashed whether the outline is: read while it changed
public record WaitStyle(Rgb fill, Rgb stroke, Rgb text, double line, boolean dashed) {
  private static final double HEAD = 8;

  /// Of a node.
  public static WaitStyle of(Node node, Theme theme) {
    boolean goroutine = node.kind() == Kind.GOROUTINE || node.kind() == Kind.GOROUTINES;
    Tone tone =
        node.grey()
            ? Tone.UNKNOWN
            : node.circle() == Circle.CERTAIN ? Tone.INIT : goroutine ? Tone.WAIT : Tone.WHOLE;
    double line =
        switch (node.circle()) {
          case CERTAIN -> 3;
          case POSSIBLE -> 2;
          case NONE -> 1;
        };
    return new WaitStyle(theme.fill(tone), theme.stroke(tone), theme.on(tone), line, node.grey());
  }

  /// Colour of an edge.
  public static Rgb edge(Edge edge, Theme theme) {
    return edge.circle() == Circle.CERTAIN ? theme.stroke(Tone.INIT) : theme.faint();
  }

  /// Words at an edge.
  public static String label(Edge edge, Words words) {
    return edge.relation() == Relation.WAITS ? edge.label() : words.say(edge.relation().key());
  }

  /// The word at a node's corner; empty for most.
  public static String mark(Node node, Words words) {
    String circle =
        switch (node.circle()) {
          case CERTAIN -> words.say("waits.mark.deadlock");
          case POSSIBLE -> words.say("waits.mark.circle");
          case NONE -> "";
        };
    return circle + (node.grey() ? (circle.isEmpty() ? "?" : " ?") : "");
  }

  /// The arrow head of a curve: x and y of its tip and both other corners.
  public static double[] head(double[] points) {
    int end = points.length - 2;
    double dx = points[end] - points[end - 2];
    double dy = points[end + 1] - points[end - 1];
    double length = Math.max(1e-6, Math.hypot(dx, dy));
    double ux = dx / length;
    double uy = dy / length;
    double bx = points[end] - ux * HEAD;
    double by = points[end + 1] - uy * HEAD;
    return new double[] {
      points[end],
      points[end + 1],
      bx - uy * HEAD / 2,
      by + ux * HEAD / 2,
      bx + uy * HEAD / 2,
      by - ux * HEAD / 2
    };
  }
}
