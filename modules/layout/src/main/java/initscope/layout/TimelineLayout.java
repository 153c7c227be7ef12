package initscope.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A timeline as rectangles: what the window paints and what the SVG writer writes.
///
/// @param timeline what is drawn
/// @param seen the visible part of the time axis
/// @param width of the whole picture
/// @param labelWidth of the column of names at the left; the time axis begins there
/// @param height of all rows and the axis
/// @param rows one for each track, from top to bottom
/// @param headings one for each group
/// @param boxes the marks, by row
/// @param ticks of the axis; x counts from the left edge of the picture
public record TimelineLayout(
    Timeline timeline,
    Viewport seen,
    double width,
    double labelWidth,
    double height,
    List<Row> rows,
    List<Heading> headings,
    List<Box> boxes,
    List<Ticks.Tick> ticks) {
  /// Height of the axis at the top.
  public static final double AXIS = 28;

  /// Height of a row.
  public static final double ROW = 22;

  /// Height of a heading.
  public static final double HEADING = 24;

  /// Font size of names and labels.
  public static final double FONT = 12;

  /// Distance of a bar from the row's edges.
  static final double INSET = 3;

  /// Nothing to draw.
  public static final TimelineLayout EMPTY = of(Timeline.EMPTY, Timeline.EMPTY.whole(), 400);

  /// Keeps immutable copies.
  public TimelineLayout {
    rows = List.copyOf(rows);
    headings = List.copyOf(headings);
    boxes = List.copyOf(boxes);
    ticks = List.copyOf(ticks);
  }

  /// How a mark is drawn.
  public enum Shape {
    /// A filled bar: measured time.
    BAR,
    /// A hatched bar: its ends are bounds or predictions, and not measurements.
    HATCHED,
    /// A thin dashed line that ends in a block: seen at the end, unknown before.
    SEEN_AT_END,
    /// A dotted line.
    DOTS,
    /// A vertical stroke: a moment, or several things in one pixel.
    STROKE
  }

  /// One row.
  ///
  /// @param track index in the timeline
  /// @param y top
  /// @param label name, cut to fit, with its own end kept
  /// @param detail few words at the right end of the column of names; may be empty
  public record Row(int track, double y, String label, String detail) {}

  /// One heading.
  ///
  /// @param group which
  /// @param y top
  public record Heading(Track.Group group, double y) {}

  /// One mark.
  ///
  /// @param x left, within the time axis
  /// @param y top
  /// @param width at least 1
  /// @param height its height
  /// @param tone its colour
  /// @param shape how it is drawn
  /// @param openEnd whether it goes on at the right end
  /// @param label words that fit on it, else empty
  /// @param track index in the timeline
  /// @param span index in the lane
  public record Box(
      double x,
      double y,
      double width,
      double height,
      Tone tone,
      Shape shape,
      boolean openEnd,
      String label,
      int track,
      int span) {}

  /// What is under the pointer.
  ///
  /// @param track the row
  /// @param span the mark
  public record Hit(Track track, Optional<Span> span) {}

  /// Lays a timeline out.
  public static TimelineLayout of(Timeline timeline, Viewport seen, double width) {
    double labels = Math.max(120, Math.min(340, width * 0.30));
    double axis = Math.max(1, width - labels - 8);
    List<Row> rows = new ArrayList<>();
    List<Heading> headings = new ArrayList<>();
    BoxPlacer placer = new BoxPlacer(seen, labels, axis);
    double y = AXIS;
    Track.Group group = null;
    for (int i = 0; i < timeline.tracks().size(); i++) {
      Track track = timeline.tracks().get(i);
      if (track.group() != group) {
        group = track.group();
        headings.add(new Heading(group, y));
        y += HEADING;
      }
      rows.add(row(track, i, y, labels));
      placer.place(track, i, y);
      y += ROW;
    }
    List<Ticks.Tick> ticks =
        Ticks.of(seen, axis, timeline.originNanos(), 90).stream()
            .map(t -> new Ticks.Tick(t.place(), t.x() + labels, t.label()))
            .toList();
    return new TimelineLayout(
        timeline, seen, width, labels, y + INSET, rows, headings, placer.boxes(), ticks);
  }

  private static Row row(Track track, int index, double y, double labels) {
    double room = labels - 20;
    String detail = TextWidth.fit(track.detail(), FONT - 1, room * 0.42);
    double used = detail.isEmpty() ? 0 : TextWidth.of(detail, FONT - 1) + 12;
    boolean path =
        track.group() == Track.Group.INIT
            || track.selects().packagePath().filter(track.label()::equals).isPresent();
    String label =
        path
            ? TextWidth.fitMiddle(track.label(), FONT, room - used)
            : TextWidth.fit(track.label(), FONT, room - used);
    return new Row(index, y, label, detail);
  }

  /// Width of the time axis.
  public double axisWidth() {
    return Math.max(1, width - labelWidth - 8);
  }

  /// Where a moment stands, from the left edge of the picture.
  public double x(long nanos) {
    return labelWidth + seen.x(nanos, axisWidth());
  }

  /// Where the moment of observation stands; beyond the right edge where there is none in sight.
  public double observedX() {
    double x = timeline.observedNanos().isPresent() ? x(timeline.observedNanos().getAsLong()) : -1;
    return x < labelWidth ? width + 1 : x;
  }

  /// Whether the label of a tick neither leaves the picture nor runs into what is written from {@code taken} to the right.
  public boolean tickLabelFits(Ticks.Tick tick, double taken) {
    double end = tick.x() + 3 + TextWidth.of(tick.label(), FONT - 1);
    return end <= Math.min(width, taken) || (tick.x() >= observedX() && end <= width);
  }

  /// The moment under a position.
  public long nanosAt(double x) {
    return seen.place(x - labelWidth, axisWidth());
  }

  /// What is at a position of the picture.
  public Optional<Hit> hit(double x, double y) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).y() + ROW <= y) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == rows.size() || rows.get(low).y() > y) {
      return Optional.empty();
    }
    int index = rows.get(low).track();
    Track track = timeline.tracks().get(index);
    return Optional.of(new Hit(track, nearest(index, x)));
  }

  private Optional<Span> nearest(int track, double x) {
    Optional<Span> found = Optional.empty();
    double best = 3;
    for (int i = firstBox(track); i < boxes.size() && boxes.get(i).track() == track; i++) {
      Box box = boxes.get(i);
      double away = Math.max(0, Math.max(box.x() - x, x - box.x() - box.width()));
      if (away < best) {
        best = away;
        found = Optional.of(timeline.tracks().get(track).lane().spans().get(box.span()));
      }
    }
    return found;
  }

  private int firstBox(int track) {
    int low = 0;
    int high = boxes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (boxes.get(middle).track() < track) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
