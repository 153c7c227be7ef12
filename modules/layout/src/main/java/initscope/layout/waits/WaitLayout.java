package initscope.layout.waits;

import initscope.layout.TextWidth;
import initscope.layout.waits.WaitPicture.Circle;
import initscope.layout.waits.WaitPicture.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// Nodes and edges as rectangles and curves: layers from left to right in the direction of waiting, one component below the other.
/// The same picture always gives the same layout.
///
/// @param picture what is drawn
/// @param width of all
/// @param height of all
/// @param boxes one for each node
/// @param curves one for each edge
public record WaitLayout(
    WaitPicture picture, double width, double height, List<Box> boxes, List<Curve> curves) {
  /// Width of a node.
  public static final double NODE_WIDTH = 228;

  /// Height of a node.
  public static final double NODE_HEIGHT = 42;

  /// Font size of a node's first line.
  public static final double FONT = 12;

  /// Room for the mark of a circle, and the margins.
  private static final double MARK = 80;

  private static final double MARGIN = 44;
  private static final double COLUMN = NODE_WIDTH + 78;
  private static final double ROW = NODE_HEIGHT + 18;
  private static final double BETWEEN = 26;
  private static final double TURN = 30;
  private static final int SWEEPS = 12;
  private static final int BUNDLE = 2;

  /// Numbers of an edge that passes other nodes: a start and three curves.
  private static final int PASSING = 20;

  /// Distance of such an edge from the nodes it passes: in the middle between two of a column.
  private static final double ASIDE = (ROW - NODE_HEIGHT) / 2;

  /// Nothing.
  public static final WaitLayout EMPTY = of(WaitPicture.EMPTY);

  /// Keeps immutable copies.
  public WaitLayout {
    boxes = List.copyOf(boxes);
    curves = List.copyOf(curves);
  }

  /// Where a node stands.
  ///
  /// @param node index in the picture
  /// @param x left
  /// @param y top
  /// @param label first line, cut to fit
  /// @param detail second line, cut to fit
  public record Box(int node, double x, double y, String label, String detail) {
    /// Whether a point is in it.
    public boolean holds(double px, double py) {
      return px >= x && px <= x + NODE_WIDTH && py >= y && py <= y + NODE_HEIGHT;
    }
  }

  /// How an edge runs: one cubic curve, two where it leads back, three where it passes between the nodes of other layers.
  ///
  /// @param edge index in the picture
  /// @param points x and y of the start, then for each curve of both control points and of its end
  /// @param labelled whether its words stand at it: of a bundle of equal edges only the first has them
  @SuppressWarnings("ArrayRecordComponent") // copied in and out, and compared by what it holds
  public record Curve(int edge, double[] points, boolean labelled) {
    /// Keeps a copy.
    public Curve {
      points = points.clone();
    }

    @Override
    public double[] points() {
      return points.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Curve c
          && c.edge == edge
          && c.labelled == labelled
          && Arrays.equals(c.points, points);
    }

    @Override
    public int hashCode() {
      return 31 * edge + Arrays.hashCode(points);
    }

    /// A coordinate of where its words stand: the middle of the first curve, of three that of the second.
    ///
    /// @param axis 0 for x, 1 for y
    public double middle(int axis) {
      int at = axis + (points.length == PASSING ? 6 : 0);
      return (points[at] + 3 * points[2 + at] + 3 * points[4 + at] + points[6 + at]) / 8;
    }
  }

  /// Lays a picture out.
  public static WaitLayout of(WaitPicture picture) {
    int size = picture.nodes().size();
    Layers layers = new Layers(picture);
    double[] y = new double[size];
    double top = MARGIN;
    double[] foot = new double[size];
    for (List<Integer> component : layers.components()) {
      double end = stack(component, layers, picture, y, top);
      component.forEach(n -> foot[n] = end);
      top = end + (layers.hasBackEdge(component) ? 2 * BETWEEN : BETWEEN);
    }
    List<Box> boxes = new ArrayList<>();
    double width = 2 * MARGIN;
    for (int i = 0; i < size; i++) {
      WaitPicture.Node node = picture.nodes().get(i);
      double x = MARGIN + layers.of(i) * COLUMN;
      width = Math.max(width, x + NODE_WIDTH + MARGIN);
      boxes.add(
          new Box(
              i,
              x,
              y[i],
              TextWidth.fit(
                  node.label(), FONT, NODE_WIDTH - (node.circle() == Circle.NONE ? 20 : MARK)),
              node.object().isPresent()
                  ? TextWidth.fit(node.detail(), FONT - 1, NODE_WIDTH - 22)
                  : TextWidth.fitMiddle(node.detail(), FONT - 1, NODE_WIDTH - 22)));
    }
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < picture.edges().size(); i++) {
      curves.add(curve(i, picture, boxes, foot));
    }
    double bottom =
        curves.stream().mapToDouble(c -> c.points[c.points.length == 14 ? 5 : 1]).max().orElse(0);
    return new WaitLayout(
        picture, width, Math.max(top - BETWEEN + MARGIN, bottom + 6), boxes, curves);
  }

  /// Places one component from a height downwards.
  ///
  /// @return where it ends
  private static double stack(
      List<Integer> component, Layers layers, WaitPicture picture, double[] y, double top) {
    List<List<Integer>> columns = new ArrayList<>();
    for (int node : component) {
      while (columns.size() <= layers.of(node)) {
        columns.add(new ArrayList<>());
      }
      columns.get(layers.of(node)).add(node);
    }
    columns.forEach(c -> spread(c, y, top));
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean forward = sweep % 2 == 0;
      for (int i = 0; i < columns.size(); i++) {
        settle(columns.get(forward ? i : columns.size() - 1 - i), picture, y);
      }
    }
    double highest = component.stream().mapToDouble(n -> y[n]).min().orElse(top);
    component.forEach(n -> y[n] += top - highest);
    double end = top;
    for (int node : component) {
      end = Math.max(end, y[node] + NODE_HEIGHT);
    }
    return end;
  }

  private static void spread(List<Integer> column, double[] y, double top) {
    for (int i = 0; i < column.size(); i++) {
      y[column.get(i)] = top + i * ROW;
    }
  }

  /// Moves the nodes of a column towards the middle of their neighbours: in that order, a row apart, the column as a whole where its
  /// nodes want to be.
  private static void settle(List<Integer> column, WaitPicture picture, double[] y) {
    double[] wanted = y.clone();
    for (int node : column) {
      wanted[node] =
          picture.edges().stream()
              .filter(e -> e.from() == node || e.to() == node)
              .mapToDouble(e -> y[e.from() == node ? e.to() : e.from()])
              .average()
              .orElse(y[node]);
    }
    column.sort(Comparator.<Integer>comparingDouble(n -> wanted[n]).thenComparingInt(n -> n));
    double least = Double.NEGATIVE_INFINITY;
    double moved = 0;
    for (int node : column) {
      y[node] = Math.max(least, wanted[node]);
      least = y[node] + ROW;
      moved += y[node] - wanted[node];
    }
    for (int node : column) {
      y[node] -= moved / column.size();
    }
  }

  private static Curve curve(int index, WaitPicture picture, List<Box> boxes, double[] foot) {
    Edge edge = picture.edges().get(index);
    boolean labelled = isLabelled(index, picture);
    Box from = boxes.get(edge.from());
    Box to = boxes.get(edge.to());
    double x1 = from.x + NODE_WIDTH;
    double y1 = from.y + NODE_HEIGHT / 2;
    double x2 = to.x;
    double y2 = to.y + NODE_HEIGHT / 2;
    OptionalDouble lane = to.x > from.x ? lane(from, to, boxes) : OptionalDouble.empty();
    if (lane.isPresent()) {
      return new Curve(index, passing(x1, y1, x2, y2, lane.getAsDouble()), labelled);
    }
    if (to.x > from.x) {
      double bend = (x2 - x1) / 2;
      return new Curve(
          index, new double[] {x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2}, labelled);
    }
    // against the direction: below all nodes of the component, and into the left side as every
    // arrow does
    double low = foot[edge.from()] + BETWEEN * 0.8;
    double start = from.x + NODE_WIDTH / 2;
    double end = x2 - TURN;
    return new Curve(
        index,
        new double[] {
          start,
          from.y + NODE_HEIGHT,
          start,
          low,
          start,
          low,
          Math.min(start, end + 60),
          low,
          end,
          low,
          end - TURN,
          y2,
          x2,
          y2
        },
        labelled);
  }

  /// The height at which an edge passes the nodes that stand in its way, nearest to the straight one; none where nothing does.
  private static OptionalDouble lane(Box from, Box to, List<Box> boxes) {
    if (to.x - from.x < COLUMN * 1.5) {
      return OptionalDouble.empty();
    }
    List<Box> between = boxes.stream().filter(b -> b.x > from.x && b.x < to.x).toList();
    double straight = (from.y + to.y) / 2 + NODE_HEIGHT / 2;
    double high = Math.min(from.y, to.y);
    double low = Math.max(from.y, to.y) + NODE_HEIGHT;
    if (between.stream().noneMatch(b -> b.y < low && b.y + NODE_HEIGHT > high)) {
      return OptionalDouble.empty();
    }
    return between.stream()
        .flatMapToDouble(b -> DoubleStream.of(b.y - ASIDE, b.y + NODE_HEIGHT + ASIDE))
        .filter(y -> between.stream().noneMatch(b -> y > b.y - 4 && y < b.y + NODE_HEIGHT + 4))
        .boxed()
        .min(Comparator.comparingDouble(y -> Math.abs(y - straight)))
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private static double[] passing(double x1, double y1, double x2, double y2, double lane) {
    double turn = COLUMN - NODE_WIDTH;
    double left = x1 + turn;
    double right = x2 - turn;
    return new double[] {
      x1,
      y1,
      x1 + turn / 2,
      y1,
      x1 + turn / 2,
      lane,
      left,
      lane,
      left + (right - left) / 3,
      lane,
      right - (right - left) / 3,
      lane,
      right,
      lane,
      x2 - turn / 2,
      lane,
      x2 - turn / 2,
      y2,
      x2,
      y2
    };
  }

  private static boolean isLabelled(int index, WaitPicture picture) {
    Edge edge = picture.edges().get(index);
    List<Edge> bundle =
        picture.edges().stream()
            .filter(e -> e.from() == edge.from() && e.relation() == edge.relation())
            .toList();
    return bundle.size() <= BUNDLE || bundle.getFirst().equals(edge);
  }

  /// What stands at a point.
  public Optional<WaitPicture.Node> at(double x, double y) {
    return boxes.stream()
        .filter(b -> b.holds(x, y))
        .findFirst()
        .map(b -> picture.nodes().get(b.node));
  }
}
