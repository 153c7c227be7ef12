package initscope.layout.trace;

import initscope.layout.Durations;
import initscope.layout.TextWidth;
import initscope.layout.Words;
import java.util.ArrayList;
import java.util.List;

/// What is written where a stretch of time was left out.
///
/// @param x where it was cut out, from the left edge of the picture
/// @param label how long it was
public record TraceCut(double x, String label) {
  /// Font size of the labels.
  public static final double FONT = TraceLayout.FONT - 2;

  /// The labels in sight that do not run into one another.
  public static List<TraceCut> of(TraceLayout layout, Words words) {
    List<TraceCut> cuts = new ArrayList<>();
    TraceLayout.View view = layout.view();
    double taken = layout.labelWidth();
    for (int cut = 0; cut < view.axis().cuts(); cut++) {
      double x = layout.labelWidth() + view.seen().x(view.axis().cutPlace(cut), view.columns());
      String label = words.say("trace.cut", Durations.of(view.axis().cutNanos(cut)));
      double wide = TextWidth.of(label, FONT) + 6;
      if (x >= taken && x + wide <= view.width()) {
        cuts.add(new TraceCut(x, label));
        taken = x + wide;
      }
    }
    return cuts;
  }
}
