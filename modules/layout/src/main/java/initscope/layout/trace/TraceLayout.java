package initscope.layout.trace;

import initscope.layout.Ticks;
import initscope.layout.Viewport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// A frame of the timeline: rows in sight with their boxes. Its cost depends on what is in sight, not on the trace.
///
/// @param view what it was made of
/// @param rows in sight, from top to bottom: the pinned ones first
/// @param boxes by row, then from left to right
/// @param notes what is marked on the rows, by row
/// @param steps counters in sight
/// @param ticks of the axis; x counts from the left edge of the picture
public record TraceLayout(
    View view,
    List<Row> rows,
    TraceBoxes boxes,
    TraceNoteBoxes notes,
    List<TraceSteps> steps,
    List<Ticks.Tick> ticks) {
  /// Height of the axis at the top.
  public static final double AXIS = 28;

  /// Height of a box.
  public static final int BAR = 14;

  /// Distance of a box from the top of its row.
  public static final int INSET = 4;

  /// Font size of names.
  public static final double FONT = 12;

  /// States that a frame visits at most, all rows together; beyond that, and four for each pixel, rows come from sums.
  private static final int VISITED = 100_000;

  private static final int PER_PIXEL = 4;

  private static final double TICKS_PX = 90;

  private static final double REACH_PX = 3;

  /// What is wanted of a frame.
  ///
  /// @param book the trace
  /// @param list all rows
  /// @param pinned rows that stay at the top
  /// @param axis where moments lie
  /// @param seen visible part of the axis, in its places
  /// @param width of the picture in pixels
  /// @param height of the picture
  /// @param scroll how far the rows are scrolled
  public record View(
      TraceBook book,
      TraceRows list,
      List<TraceRow> pinned,
      TraceAxis axis,
      Viewport seen,
      double width,
      double height,
      double scroll) {
    /// Keeps an immutable copy.
    public View {
      pinned = List.copyOf(pinned);
    }

    /// Width of the column of names.
    public int labelWidth() {
      return (int) Math.max(120, Math.min(320, width * 0.26));
    }

    /// Width of the axis in whole pixels.
    public int columns() {
      return (int) Math.max(1, width - labelWidth() - 8);
    }

    /// First moment seen, in nanoseconds.
    public long from() {
      return axis.nanos(seen.from());
    }

    /// Last moment seen, in nanoseconds.
    public long to() {
      return axis.nanos(seen.to());
    }

    /// Where the rows that scroll begin, below those that are pinned.
    public double top() {
      double y = AXIS;
      for (TraceRow row : pinned) {
        y += TraceRows.height(row);
      }
      return y;
    }

    /// Where a moment stands, from the left edge of the picture.
    public double x(long nanos) {
      return labelWidth() + seen.x(axis.place(nanos), columns());
    }

    /// The moment at a position.
    public long nanosAt(double x) {
      return axis.nanos(seen.place(x - labelWidth(), columns()));
    }
  }

  /// A row in sight.
  ///
  /// @param row which
  /// @param place in the list of rows, -1 for one that is pinned
  /// @param y top, in the picture
  public record Row(TraceRow row, int place, double y) {
    /// Its height.
    public double height() {
      return TraceRows.height(row);
    }
  }

  /// What is at a position.
  ///
  /// @param row its place among the rows in sight
  /// @param box the box, -1 for none
  public record Hit(int row, int box) {}

  /// Lays a frame out.
  ///
  /// @param shares what is known of groups
  public static TraceLayout of(View view, IntFunction<List<GroupShares>> shares) {
    List<Row> rows = rows(view);
    TraceBoxes boxes = new TraceBoxes();
    TraceNoteBoxes notes = new TraceNoteBoxes();
    List<TraceSteps> steps = new ArrayList<>();
    Placing placing = new Placing(view, boxes, rows);
    NotePacker marks = new NotePacker(view, placing.moments, notes);
    for (int i = 0; i < rows.size(); i++) {
      boxes.nextRow();
      TraceRow row = rows.get(i).row();
      marks.row(row);
      switch (row.sort()) {
        case SECTION -> {}
        case COUNTER -> steps.add(placing.counter(i, view.book().counters().get(row.index())));
        case GROUP -> placing.group(i, shares.apply(row.index()));
        default -> placing.states(i, view.book().source(row));
      }
    }
    return new TraceLayout(view, rows, boxes, notes, steps, ticks(view));
  }

  private static List<Row> rows(View view) {
    List<Row> rows = new ArrayList<>();
    double y = AXIS;
    for (TraceRow row : view.pinned()) {
      rows.add(new Row(row, -1, y));
      y += TraceRows.height(row);
    }
    for (int place = Math.max(0, view.list().at(view.scroll()));
        place < view.list().count();
        place++) {
      double at = y + view.list().y(place) - view.scroll();
      if (at >= view.height()) {
        break;
      }
      rows.add(new Row(view.list().row(place), place, at));
    }
    return List.copyOf(rows);
  }

  private static List<Ticks.Tick> ticks(View view) {
    List<Ticks.Tick> places = Ticks.of(view.seen(), view.columns(), 0, TICKS_PX);
    long step = places.size() < 2 ? 1 : places.get(1).place() - places.get(0).place();
    return places.stream()
        .map(
            t -> {
              long since = view.axis().nanos(t.place()) - view.axis().start();
              return new Ticks.Tick(t.place(), t.x() + view.labelWidth(), Ticks.label(since, step));
            })
        .toList();
  }

  /// Puts rows on pixels.
  private static final class Placing {
    private final View view;
    private final TraceBoxes boxes;
    private final BoxPacker packer;
    private final int columns;
    private final long[] moments;
    private final long allowed;

    Placing(View view, TraceBoxes boxes, List<Row> rows) {
      this.view = view;
      this.boxes = boxes;
      columns = view.columns();
      packer = new BoxPacker(view.axis(), view.seen(), columns, boxes);
      moments = new long[columns + 1];
      for (int c = 0; c <= columns; c++) {
        moments[c] = view.axis().nanos(view.seen().place(c, columns));
      }
      long stateRows = rows.stream().filter(r -> r.row().hasStates()).count();
      allowed = Math.max((long) PER_PIXEL * columns, VISITED / Math.max(1, stateRows));
    }

    void states(int row, RowSource source) {
      long from = moments[0];
      long to = moments[columns];
      if (source.count(from, to) <= allowed) {
        packer.begin(row);
        source.visit(from, to, packer);
        packer.end();
        return;
      }
      long[] sums = new long[4 * (columns + 1)];
      long[] counts = new long[columns + 1];
      source.sums(moments, sums, counts);
      packer.sums(row, moments, sums, counts);
    }

    /// Members that do something are stacked, to the scale of the highest in sight; one pixel says that there are others.
    void group(int row, List<GroupShares> known) {
      Optional<GroupShares> best =
          known.stream().filter(s -> s.covers(moments[0], moments[columns])).reduce((a, b) -> b);
      if (best.isEmpty()) {
        return;
      }
      double[] average = new double[4 * columns];
      double highest = 0;
      for (int c = 0; c < columns; c++) {
        double active = 0;
        for (int k = 0; k < 4; k++) {
          average[c * 4 + k] = best.get().average(k, moments[c], moments[c + 1]);
          active += k == 3 ? 0 : average[c * 4 + k];
        }
        highest = Math.max(highest, active);
      }
      double[] part = new double[4];
      for (int c = 0; c < columns; c++) {
        double all = 0;
        for (int k = 0; k < 4; k++) {
          double value = average[c * 4 + k];
          all += value;
          part[k] = highest == 0 || value < 1e-9 ? 0 : value / highest;
        }
        if (all > 1e-9) {
          part[3] = average[c * 4 + 3] < 1e-9 ? 0 : 1e-9;
          boxes.merged(row, c, BoxPacker.levels(part, BoxPacker.MANY), part);
        }
      }
    }

    TraceSteps counter(int row, TraceCounter counter) {
      int[] low = new int[columns];
      int[] high = new int[columns];
      long[] extent = new long[2];
      long[] values = new long[2 * columns];
      long highest = 1;
      for (int c = 0; c < columns; c++) {
        counter.extent(moments[c], Math.max(moments[c], moments[c + 1] - 1), extent);
        values[2 * c] = extent[0];
        values[2 * c + 1] = extent[1];
        highest = Math.max(highest, extent[1]);
      }
      if (counter.name().isBytes()) {
        // use and goal stand on one scale
        for (TraceCounter other : view.book().counters()) {
          if (other.name().isBytes()) {
            other.extent(moments[0], moments[columns], extent);
            highest = Math.max(highest, extent[1]);
          }
        }
      }
      double room = TraceRows.COUNTER - 8;
      for (int c = 0; c < columns; c++) {
        low[c] = values[2 * c] < 0 ? -1 : (int) Math.round(values[2 * c] * room / highest);
        high[c] = values[2 * c + 1] < 0 ? -1 : (int) Math.round(values[2 * c + 1] * room / highest);
      }
      return new TraceSteps(row, low, high, highest);
    }
  }

  /// What is at a position of the picture.
  public Optional<Hit> hit(double x, double y) {
    boolean below = y >= view.top();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      boolean mine = below == row.place() >= 0;
      if (mine && y >= row.y() && y < row.y() + row.height()) {
        return Optional.of(new Hit(i, box(i, (int) Math.floor(x - view.labelWidth()))));
      }
    }
    return Optional.empty();
  }

  private int box(int row, int column) {
    int low = boxes.first(row);
    int high = boxes.first(row + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (boxes.x(middle) + boxes.width(middle) <= column) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < boxes.first(row + 1) && boxes.x(low) <= column ? low : -1;
  }

  /// The state of a box; empty for a merged box and for none.
  public Optional<TraceMoment> moment(Hit hit) {
    return hit.box() < 0 || boxes.isMerged(hit.box())
        ? Optional.empty()
        : Optional.of(TraceMoment.of(rows.get(hit.row()).row(), boxes, hit.box()));
  }

  /// What is marked within a few pixels of a position, the nearest; of equals the one drawn last.
  public Optional<TraceNote> note(double x, double y) {
    Optional<Hit> hit = hit(x, y);
    if (hit.isEmpty() || x < view.labelWidth()) {
      return Optional.empty();
    }
    int row = hit.get().row();
    double column = x - view.labelWidth();
    int nearest = -1;
    double least = REACH_PX;
    for (int note = notes.first(row); note < notes.first(row + 1); note++) {
      double right = notes.x(note) + notes.width(note);
      double away = Math.max(0, Math.max(notes.x(note) - column, column - right));
      if (away <= least) {
        least = away;
        nearest = note;
      }
    }
    return nearest < 0
        ? Optional.empty()
        : Optional.of(
            view.book()
                .notes()
                .note(
                    rows.get(row).row(),
                    notes.sort(nearest),
                    notes.spot(nearest),
                    notes.count(nearest)));
  }

  /// The row in sight that is meant, the one that scrolls first; empty where it is out of sight.
  public Optional<Row> find(TraceRow row) {
    return rows.stream().filter(r -> r.row().equals(row)).reduce((a, b) -> b);
  }

  /// The width of the column of names.
  public double labelWidth() {
    return view.labelWidth();
  }
}
