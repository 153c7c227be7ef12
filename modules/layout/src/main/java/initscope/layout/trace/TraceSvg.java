package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.layout.Svg;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Ticks;
import initscope.layout.Tone;
import initscope.layout.Words;
import initscope.model.Display;
import java.util.List;

/// What is seen of a trace as an SVG file that stands alone: the boxes of a frame, title, sentence, scale and legend; text as text.
public final class TraceSvg {
  private static final double TOP = 76;
  private static final double LEGEND = 32;
  private static final int[] STACKED = {1, 2, 0, 3};
  private static final double SMALL = TraceLayout.FONT - 2;

  private final Svg svg;
  private final TraceLayout layout;
  private final Theme theme;
  private final Words words;
  private final TraceWords names;
  private final TraceSvgMarks marks;

  /// What stands above a picture.
  ///
  /// @param title what is open; host text
  /// @param clock of the trace
  public record Head(String title, TraceClock clock) {}

  private TraceSvg(TraceLayout layout, Theme theme, Words words, Head head) {
    this.layout = layout;
    this.theme = theme;
    this.words = words;
    names = new TraceWords(layout.view().book(), words);
    double height = TOP + layout.view().height() + LEGEND;
    String name = words.say("chart.trace") + " · " + head.title();
    svg = new Svg(layout.view().width(), height, name, names.sentence(), theme.background());
    marks = new TraceSvgMarks(svg, layout, theme, names, TOP);
    svg.text(12, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    String sentence = TextWidth.fit(names.sentence(), 12, layout.view().width() - 24);
    svg.text(12, 44, 12, theme.faint(), "start", sentence, "");
    String seen = names.seen(layout.view(), head.clock());
    svg.text(12, 62, 12, theme.faint(), "start", seen, "");
  }

  /// Writes a frame.
  public static String write(
      TraceLayout layout, TraceChosen chosen, Theme theme, Words words, Head head) {
    return new TraceSvg(layout, theme, words, head).written(chosen);
  }

  private String written(TraceChosen chosen) {
    for (TraceState state : TraceState.values()) {
      svg.hatch(
          "h-" + state.name(),
          state.shape() == TraceState.Shape.HATCHED ? theme.background() : theme.fill(state.tone()),
          theme.stroke(state.tone()));
    }
    lost();
    axis();
    for (int i = 0; i < layout.rows().size(); i++) {
      row(i);
    }
    layout.steps().forEach(this::steps);
    marks.cuts(words);
    marks.chosen(chosen);
    legend();
    return svg.finish();
  }

  private void lost() {
    svg.hatch("lost", theme.background(), theme.line());
    for (GoTrace.Lost lost : layout.view().book().lost()) {
      int[] x = TracePixels.x(layout, lost);
      if (x[1] > x[0]) {
        double high = layout.view().height() - TraceLayout.AXIS;
        svg.begin(words.say("trace.lost"));
        svg.rect(x[0], TOP + TraceLayout.AXIS, x[1] - x[0], high, "url(#lost)", "none", "");
        svg.end();
      }
    }
  }

  private void axis() {
    double y = TOP + TraceLayout.AXIS - 10;
    double bottom = TOP + layout.view().height();
    svg.text(8, y, 11, theme.faint(), "start", words.say("trace.axis.origin"), "");
    for (Ticks.Tick tick : layout.ticks()) {
      svg.line(tick.x(), TOP + TraceLayout.AXIS - 6, tick.x(), bottom, theme.line(), "");
      svg.text(tick.x() + 3, y, 11, theme.faint(), "start", tick.label(), "");
    }
  }

  private void row(int place) {
    TraceLayout.Row row = layout.rows().get(place);
    if (!marks.isInSight(row)) {
      return;
    }
    double y = TOP + row.y();
    TraceRow what = row.row();
    if (what.sort() == TraceRow.Sort.SECTION) {
      double high = TraceRows.HEADING - 4;
      svg.rect(0, y + 2, layout.view().width(), high, theme.stripe().hex(), "none", "");
    }
    TraceRows list = layout.view().list();
    String label = Display.safe(names.label(what, list.groups()));
    double indent = TraceRows.indent(what);
    svg.begin(label);
    svg.text(
        indent,
        y + row.height() / 2 + 4.5,
        TraceLayout.FONT,
        theme.text(),
        "start",
        TextWidth.fit(label, TraceLayout.FONT, layout.labelWidth() - indent - 60),
        what.sort() == TraceRow.Sort.SECTION ? "font-weight=\"bold\"" : "");
    svg.end();
    for (int box = layout.boxes().first(place); box < layout.boxes().first(place + 1); box++) {
      if (layout.boxes().isMerged(box)) {
        merged(what, box, y + TraceLayout.INSET);
      } else {
        exact(place, box, y + TraceLayout.INSET);
      }
    }
    marks.notes(place);
  }

  private void exact(int place, int box, double y) {
    TraceMoment moment = layout.moment(new TraceLayout.Hit(place, box)).orElseThrow();
    TraceState state = moment.state();
    double x = layout.labelWidth() + layout.boxes().x(box);
    double wide = layout.boxes().width(box);
    svg.begin(names.describe(moment));
    shape(state, x, y, wide);
    String label =
        state.shape() == TraceState.Shape.FULL || state.shape() == TraceState.Shape.BRACKET
            ? TextWidth.fit(Display.safe(names.label(moment)), SMALL, wide - 8)
            : "";
    if (!label.isEmpty()) {
      svg.text(x + 4, y + 10.5, SMALL, theme.on(state.tone()), "start", label, "");
    }
    svg.end();
  }

  private void shape(TraceState state, double x, double y, double wide) {
    String ink = theme.stroke(state.tone()).hex();
    switch (state.shape()) {
      case DASHED -> {
        double middle = y + TraceLayout.BAR / 2.0;
        svg.line(x, middle, x + wide, middle, theme.faint(), "stroke-dasharray=\"3 5\"");
      }
      case LINE -> svg.rect(x, y + TraceLayout.BAR / 2.0, wide, 1, theme.line().hex(), "none", "");
      case BRACKET -> {
        double high = TraceLayout.BAR - 2;
        svg.rect(x, y + 1, wide, high, theme.fill(state.tone()).hex(), "none", "");
        svg.rect(x, y + high, wide, 1, ink, "none", "");
        svg.rect(x, y + 1, Math.min(2, wide), high, ink, "none", "");
      }
      case LOW -> bar(x, y + TraceLayout.BAR - 5, wide, 5, theme.fill(state.tone()).hex(), ink);
      case FULL -> bar(x, y, wide, TraceLayout.BAR, theme.fill(state.tone()).hex(), ink);
      case HATCHED, DOTTED -> bar(x, y, wide, TraceLayout.BAR, "url(#h-" + state.name() + ")", ink);
    }
  }

  private void bar(double x, double y, double wide, double high, String fill, String ink) {
    if (wide < 3) {
      svg.rect(x, y, wide, high, ink, "none", "");
    } else {
      svg.rect(x + 0.5, y + 0.5, wide - 1, high - 1, fill, ink, "");
    }
  }

  private void merged(TraceRow row, int box, double y) {
    double x = layout.labelWidth() + layout.boxes().x(box);
    double wide = layout.boxes().width(box);
    double base = y + TraceLayout.BAR;
    for (int kind : STACKED) {
      int level = layout.boxes().level(box, kind);
      TraceState state = TraceState.of(row.sort(), kind);
      if (level > 0 && state.shape() != TraceState.Shape.LINE) {
        base -= level;
        svg.rect(x, base, wide, level, TracePixels.strong(theme, state).hex(), "none", "");
      }
    }
    double line = y + TraceLayout.BAR + 1.5;
    svg.line(x, line, x + wide, line, theme.faint(), "stroke-dasharray=\"2 2\"");
  }

  /// One outline for a counter, not a box for each pixel.
  private void steps(TraceSteps steps) {
    TraceLayout.Row row = layout.rows().get(steps.row());
    double base = TOP + row.y() + TraceRows.COUNTER - 4;
    StringBuilder path = new StringBuilder();
    int last = -1;
    for (int c = 0; c < steps.columns(); c++) {
      if (steps.high(c) != last || c + 1 == steps.columns()) {
        double x = layout.labelWidth() + c;
        path.append(path.isEmpty() ? "M" : "L").append(Svg.number(x)).append(' ');
        path.append(Svg.number(base - Math.max(0, last))).append(' ');
        path.append('L').append(Svg.number(x)).append(' ');
        path.append(Svg.number(base - Math.max(0, steps.high(c)))).append(' ');
        last = steps.high(c);
      }
    }
    double right = layout.labelWidth() + layout.view().columns();
    path.append('L').append(Svg.number(right)).append(' ').append(Svg.number(base)).append('Z');
    svg.path(path.toString(), theme.fill(Tone.DONE).hex(), theme.stroke(Tone.DONE).hex(), "");
    TraceCounter counter = layout.view().book().counters().get(row.row().index());
    svg.text(
        layout.labelWidth() - 6,
        TOP + row.y() + 19,
        SMALL,
        theme.faint(),
        "end",
        names.value(counter, steps.highest()),
        "");
  }

  private void legend() {
    double x = 12;
    double y = TOP + layout.view().height() + 9;
    List<TraceState> states =
        List.of(
            TraceState.RUNNING,
            TraceState.RUNNABLE,
            TraceState.SYSCALL,
            TraceState.WAITING,
            TraceState.REGION);
    for (TraceState state : states) {
      shape(state, x, y, 18);
      x = legend(x, y, words.say(state.key()));
    }
    svg.line(x, y + 12.5, x + 18, y + 12.5, theme.faint(), "stroke-dasharray=\"2 2\"");
    x = legend(x, y, words.say("trace.state.merged"));
    for (TraceNotes.Sort sort : TraceNotes.Sort.values()) {
      double at = sort == TraceNotes.Sort.ASSIST ? x : x + 9;
      double up = sort == TraceNotes.Sort.SAMPLE ? TracePixels.TICK - 4 : 0;
      TraceSvgMarks.shape(svg, theme, sort, at, y - up, 18, false);
      x = legend(x, y, words.say(sort.key()));
    }
    TraceSvgMarks.shape(svg, theme, TraceNotes.Sort.LOG, x + 6, y + 4, 7, true);
    x = legend(x, y, words.say("trace.note.merged"));
    if (!layout.view().book().lost().isEmpty()) {
      svg.rect(x, y, 18, TraceLayout.BAR, "url(#lost)", "none", "");
      shape(TraceState.LOST, x, y, 18);
      legend(x, y, words.say(TraceState.LOST.key()));
    }
  }

  /// A word behind a shape.
  ///
  /// @return where the next shape stands
  private double legend(double x, double y, String text) {
    svg.text(x + 23, y + 11, 11, theme.faint(), "start", text, "");
    return x + 23 + TextWidth.of(text, 11) + 16;
  }
}
