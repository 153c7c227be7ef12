package initscope.layout.trace;

import initscope.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a picture is chosen, and what is drawn over its boxes for that.
///
/// @param row the chosen row
/// @param moment the chosen state
/// @param woken the state that somebody ended for it, whose arrow is drawn
/// @param selection the range, where one is chosen
/// @param marks moments that the user marked
public record TraceChosen(
    Optional<TraceRow> row,
    Optional<TraceMoment> moment,
    Optional<TraceMoment> woken,
    Selection selection,
    List<Long> marks) {
  private static final double ABOVE_PX = 80;
  private static final double EDGE_PX = 48;

  /// Keeps an immutable copy.
  public TraceChosen {
    marks = List.copyOf(marks);
  }

  /// Part of the axis in pixels of the picture.
  ///
  /// @param from left edge
  /// @param to right edge, not before the left one
  public record Stretch(double from, double to) {}

  /// Who woke whom.
  ///
  /// @param x of the moment
  /// @param from height of the waker; where its row is out of sight, a little way off
  /// @param to height of the woken
  /// @param waker row of the trace's table
  public record Arrow(double x, double from, double to, int waker) {
    /// Whether it comes from above.
    public boolean isDown() {
      return from < to;
    }
  }

  /// The chosen range as far as it is in sight.
  public Optional<Stretch> range(TraceLayout layout) {
    return selection.fromNanos().isEmpty() || selection.toNanos().isEmpty()
        ? Optional.empty()
        : stretch(
            layout, selection.fromNanos().getAsLong(), selection.toNanos().getAsLong(), false);
  }

  /// The chosen state as far as it is in sight.
  public Optional<Stretch> state(TraceLayout layout) {
    return moment.flatMap(m -> stretch(layout, m.from(), m.to(), true));
  }

  private static Optional<Stretch> stretch(
      TraceLayout layout, long from, long to, boolean orMoment) {
    double left = layout.labelWidth();
    double a = Math.max(left, layout.view().x(from));
    double b = Math.min(left + layout.view().columns(), layout.view().x(to));
    return b > a || (orMoment && b == a) ? Optional.of(new Stretch(a, b)) : Optional.empty();
  }

  /// Where the marks in sight stand.
  public List<Double> marks(TraceLayout layout) {
    List<Double> found = new ArrayList<>();
    for (long mark : marks) {
      double x = layout.view().x(mark);
      if (x >= layout.labelWidth() && x <= layout.view().width()) {
        found.add(x);
      }
    }
    return found;
  }

  /// From who woke to who was woken, where that is in sight.
  public Optional<Arrow> arrow(TraceLayout layout) {
    if (woken.isEmpty()) {
      return Optional.empty();
    }
    int waker = woken.get().wokenBy(layout.view().book());
    double x = layout.view().x(woken.get().from());
    Optional<TraceLayout.Row> to = layout.find(woken.get().row());
    if (waker < 0 || to.isEmpty() || x < layout.labelWidth() || x > layout.view().width()) {
      return Optional.empty();
    }
    Optional<TraceLayout.Row> from = layout.find(new TraceRow(TraceRow.Sort.GOROUTINE, waker));
    double y1 = to.get().y() + to.get().height() / 2;
    double away = to.get().y() > ABOVE_PX ? -EDGE_PX : EDGE_PX;
    double y0 = from.map(f -> f.y() + f.height() / 2).orElse(y1 + away);
    return Optional.of(new Arrow(x, y0, y1, waker));
  }
}
