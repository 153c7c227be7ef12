package initscope.layout;

import java.util.ArrayList;
import java.util.List;

/// Puts the spans of lanes on pixels. Where several share a pixel column the longest is drawn, found by index.
final class BoxPlacer {
  private static final double HATCHED_PX = 40;

  private final Viewport seen;
  private final double left;
  private final double axis;
  private final List<TimelineLayout.Box> boxes = new ArrayList<>();

  BoxPlacer(Viewport seen, double left, double axis) {
    this.seen = seen;
    this.left = left;
    this.axis = axis;
  }

  List<TimelineLayout.Box> boxes() {
    return boxes;
  }

  void place(Track track, int index, double y) {
    Lane lane = track.lane();
    int count = lane.spans().size();
    int i = lane.firstSeen(seen.from());
    while (i < count && lane.spans().get(i).startNanos() <= seen.to()) {
      Span span = lane.spans().get(i);
      double from = seen.x(span.startNanos(), axis);
      double to = seen.x(span.endNanos(), axis);
      if (to - from >= 1) {
        add(span, i, track, index, y, from, to);
        i++;
        continue;
      }
      long edge = seen.place(Math.floor(from) + 1, axis);
      int next = Math.max(i + 1, lane.firstAtOrAfter(edge));
      int longest = lane.longest(i, next);
      Span shown = lane.spans().get(longest);
      double x = Math.max(from, seen.x(shown.startNanos(), axis));
      add(shown, longest, track, index, y, x, Math.max(x + 1, seen.x(shown.endNanos(), axis)));
      i = next;
    }
  }

  private void add(
      Span span, int index, Track track, int trackIndex, double y, double from, double to) {
    double x = Math.max(0, from);
    double end = Math.min(axis, to);
    if (end < 0 || x > axis) {
      return;
    }
    double width = Math.max(1, end - x);
    TimelineLayout.Shape shape = shape(span, track, width);
    double room = shape == TimelineLayout.Shape.SEEN_AT_END ? width - 26 : width - 12;
    String fits = TextWidth.fit(span.label(), TimelineLayout.FONT - 1, room);
    boolean hides =
        shape == TimelineLayout.Shape.STROKE
            || shape == TimelineLayout.Shape.DOTS
            || (shape == TimelineLayout.Shape.HATCHED
                && TextWidth.of(fits, TimelineLayout.FONT - 1) > width - HATCHED_PX);
    boolean measures = span.level() < 1; // the tops of a row of levels are its curve
    String label = hides || measures ? "" : fits; // words that hide what a box says stay out
    double full = TimelineLayout.ROW - 2 * TimelineLayout.INSET;
    double height = Math.max(1, full * span.level());
    boolean open =
        span.certainty() == Certainty.STILL_GOING || span.certainty() == Certainty.SINCE_UNKNOWN;
    boxes.add(
        new TimelineLayout.Box(
            left + x,
            y + TimelineLayout.INSET + full - height,
            width,
            height,
            span.tone(),
            shape,
            open,
            label,
            trackIndex,
            index));
  }

  private static TimelineLayout.Shape shape(Span span, Track track, double width) {
    if (span.certainty() == Certainty.MOMENT || width < 2) {
      return TimelineLayout.Shape.STROKE;
    }
    return switch (span.certainty()) {
      case SOMEWHERE, PREDICTED -> TimelineLayout.Shape.HATCHED;
      case MAYBE_ALREADY ->
          track.group() == Track.Group.INIT
              ? TimelineLayout.Shape.HATCHED
              : TimelineLayout.Shape.DOTS;
      case SINCE_UNKNOWN ->
          track.group() == Track.Group.INIT
              ? TimelineLayout.Shape.HATCHED
              : TimelineLayout.Shape.SEEN_AT_END;
      default -> TimelineLayout.Shape.BAR;
    };
  }
}
