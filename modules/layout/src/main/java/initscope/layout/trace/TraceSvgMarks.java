package initscope.layout.trace;

import initscope.layout.Rgb;
import initscope.layout.Svg;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.model.Display;

/// What stands on a trace's rows beside boxes, and over all rows: logs, samples, assists, what is left out, what is chosen.
final class TraceSvgMarks {
  private static final double SMALL = TraceLayout.FONT - 1;

  private final Svg svg;
  private final TraceLayout layout;
  private final Theme theme;
  private final TraceWords names;
  private final double top;

  /// @param top height above the picture
  TraceSvgMarks(Svg svg, TraceLayout layout, Theme theme, TraceWords names, double top) {
    this.svg = svg;
    this.layout = layout;
    this.theme = theme;
    this.names = names;
    this.top = top;
  }

  /// What is marked on a row.
  void notes(int place) {
    TraceNoteBoxes notes = layout.notes();
    TraceLayout.Row row = layout.rows().get(place);
    for (int note = notes.first(place); note < notes.first(place + 1); note++) {
      TraceNote what =
          layout
              .view()
              .book()
              .notes()
              .note(row.row(), notes.sort(note), notes.spot(note), notes.count(note));
      svg.begin(names.describe(what));
      double x = layout.labelWidth() + notes.x(note);
      shape(svg, theme, notes.sort(note), x, top + row.y(), notes.width(note), what.isMerged());
      svg.end();
    }
  }

  static void shape(
      Svg svg, Theme theme, TraceNotes.Sort sort, double x, double y, double wide, boolean merged) {
    String ink = theme.text().hex();
    double block = Math.max(1, wide - 1);
    switch (sort) {
      case ASSIST -> {
        Rgb band = theme.stroke(Tone.WHOLE);
        String broken = merged ? " stroke-dasharray=\"2 2\"" : "";
        svg.line(x, y + 2.5, x + wide, y + 2.5, band, "stroke-width=\"3\"" + broken);
      }
      case SAMPLE -> svg.rect(x, y + TracePixels.TICK, merged ? block : 1, 6, ink, "none", "");
      case LOG -> {
        if (merged) {
          svg.rect(x, y, block, 4, ink, "none", "");
        } else {
          svg.path(polygon(x - 3, y, x + 4, y, x + 0.5, y + 4), ink, "none", "");
          svg.rect(x, y + 4, 1, 4, ink, "none", "");
        }
      }
    }
  }

  private static String polygon(double x0, double y0, double x1, double y1, double x2, double y2) {
    return "M" + at(x0, y0) + "L" + at(x1, y1) + "L" + at(x2, y2) + "Z";
  }

  private static String at(double x, double y) {
    return Svg.number(x) + " " + Svg.number(y);
  }

  /// Broken lines where time was left out, with how much.
  void cuts(initscope.layout.Words words) {
    TraceAxis axis = layout.view().axis();
    double bottom = top + layout.view().height();
    for (int cut = 0; cut < axis.cuts(); cut++) {
      double x = layout.view().seen().x(axis.cutPlace(cut), layout.view().columns());
      if (x >= 0 && x <= layout.view().columns()) {
        double at = layout.labelWidth() + x;
        String broken = "stroke-dasharray=\"4 2\"";
        svg.line(at, top + TraceLayout.AXIS, at, bottom, theme.accent(), broken);
      }
    }
    for (TraceCut cut : TraceCut.of(layout, words)) {
      svg.text(cut.x() + 2, top + 9, TraceCut.FONT, theme.accent(), "start", cut.label(), "");
    }
  }

  /// The chosen range, row and state, the user's marks, and who woke whom.
  void chosen(TraceChosen chosen) {
    double high = layout.view().height();
    String accent = theme.accent().hex();
    chosen
        .range(layout)
        .ifPresent(
            r -> {
              svg.rect(
                  r.from(), top, r.to() - r.from(), high, accent, "none", "fill-opacity=\"0.15\"");
              svg.rect(r.from(), top, 1, high, accent, "none", "");
              svg.rect(r.to(), top, 1, high, accent, "none", "");
            });
    chosen
        .row()
        .flatMap(layout::find)
        .filter(this::isInSight)
        .ifPresent(r -> svg.rect(0, top + r.y() + 1, 3, r.height() - 2, accent, "none", ""));
    chosen
        .moment()
        .flatMap(m -> layout.find(m.row()))
        .filter(this::isInSight)
        .ifPresent(
            row ->
                chosen
                    .state(layout)
                    .ifPresent(
                        s ->
                            svg.rect(
                                Math.floor(s.from()),
                                top + row.y() + 3,
                                Math.max(2, Math.ceil(s.to() - s.from())),
                                TraceLayout.BAR + 2,
                                "none",
                                accent,
                                "stroke-width=\"2\"")));
    for (double x : chosen.marks(layout)) {
      svg.path(polygon(x - 5, top, x + 5, top, x, top + 8), accent, "none", "");
      svg.rect(x, top, 1, high, accent, "none", "");
    }
    chosen.arrow(layout).ifPresent(this::arrow);
  }

  /// Whether a row was written: rows that the edge cuts are not.
  boolean isInSight(TraceLayout.Row row) {
    boolean cut = row.y() + row.height() > layout.view().height();
    boolean hidden = row.place() >= 0 && row.y() < layout.view().top();
    return !cut && !hidden;
  }

  private void arrow(TraceChosen.Arrow arrow) {
    double back = arrow.isDown() ? -9 : 9;
    double from = top + arrow.from();
    double to = top + arrow.to();
    double x = arrow.x();
    svg.line(x, from, x, to + back, theme.text(), "stroke-width=\"1.5\"");
    String head = polygon(x - 4, to + back, x + 4, to + back, x, to + back / 9);
    svg.path(head, theme.text().hex(), "none", "");
    svg.rect(x - 3, from - 3, 6, 6, theme.text().hex(), "none", "rx=\"3\"");
    String label = Display.safe(names.goroutine(arrow.waker()));
    double wide = TextWidth.of(label, SMALL) + 8;
    double left = x + 6 + wide > layout.view().width() ? x - 6 - wide : x + 6;
    svg.rect(left, from - 8, wide, 16, theme.background().hex(), "none", "");
    svg.text(left + 4, from + 4, SMALL, theme.text(), "start", label, "");
  }
}
