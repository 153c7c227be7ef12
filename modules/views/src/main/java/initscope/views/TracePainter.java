package initscope.views;

import initscope.layout.Durations;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Ticks;
import initscope.layout.Words;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceChosen;
import initscope.layout.trace.TraceCounter;
import initscope.layout.trace.TraceCut;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceRows;
import initscope.layout.trace.TraceState;
import initscope.layout.trace.TraceSteps;
import initscope.layout.trace.TraceWords;
import initscope.model.Display;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Writes on a trace's picture what is no box: names, times, what is chosen, who woke whom.
final class TracePainter {
  /// Words on boxes that a frame writes at most: a word costs as much as a thousand boxes.
  private static final int MOST_LABELS = 120;

  private static final double LABEL_PX = 36;

  private final Theme theme;
  private final Words words;
  private final TraceWords names;
  private final TraceBook book;

  TracePainter(Theme theme, Words words, TraceBook book) {
    this.theme = theme;
    this.words = words;
    this.book = book;
    names = new TraceWords(book, words);
  }

  TraceWords names() {
    return names;
  }

  void paint(GraphicsContext g, TraceLayout layout, TraceChosen chosen) {
    clip(g, layout, TraceLayout.AXIS, layout.view().top(), chosen, true);
    clip(g, layout, layout.view().top(), layout.view().height(), chosen, false);
    axis(g, layout);
    range(g, layout, chosen);
    marks(g, layout, chosen);
    chosen.arrow(layout).ifPresent(a -> arrow(g, layout, a));
  }

  /// What is under the pointer, in words.
  String hover(TraceLayout layout, TraceLayout.Hit hit, double x, double y) {
    TraceRow row = layout.rows().get(hit.row()).row();
    long nanos = layout.view().nanosAt(x);
    String when = "+" + Durations.of(nanos - layout.view().axis().start());
    String name = names.label(row, layout.view().list().groups());
    String what =
        switch (row.sort()) {
          case SECTION, GROUP -> names.detail(row, layout.view().list());
          case COUNTER -> {
            TraceCounter counter = book.counters().get(row.index());
            yield names.value(counter, Math.max(0, counter.value(nanos)));
          }
          default ->
              layout
                  .moment(hit)
                  .map(names::describe)
                  .orElse(hit.box() < 0 ? "" : names.describe(row, layout.boxes(), hit.box()));
        };
    String note = layout.note(x, y).map(names::describe).orElse("");
    String lost = book.isLost(nanos) && !row.hasStates() ? words.say("trace.lost") : "";
    return Display.safe(
        Stream.of(when, lost, name, note, what)
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining(" · ")));
  }

  private void clip(
      GraphicsContext g,
      TraceLayout layout,
      double from,
      double to,
      TraceChosen chosen,
      boolean pinned) {
    if (to <= from) {
      return;
    }
    g.save();
    g.beginPath();
    g.rect(0, from, layout.view().width(), to - from);
    g.clip();
    int left = MOST_LABELS;
    for (int i = 0; i < layout.rows().size(); i++) {
      TraceLayout.Row row = layout.rows().get(i);
      if (row.place() < 0 == pinned) {
        name(g, layout, row, chosen);
        left = labels(g, layout, i, left);
      }
    }
    for (TraceSteps steps : layout.steps()) {
      TraceLayout.Row row = layout.rows().get(steps.row());
      if (row.place() < 0 == pinned) {
        TraceCounter counter = book.counters().get(row.row().index());
        g.setFont(Look.text(TraceLayout.FONT - 2));
        g.setFill(Colours.of(theme.faint()));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(names.value(counter, steps.highest()), layout.labelWidth() - 6, row.y() + 19);
        g.setTextAlign(TextAlignment.LEFT);
      }
    }
    chosen
        .moment()
        .flatMap(m -> layout.find(m.row()))
        .ifPresent(r -> outline(g, layout, r, chosen));
    g.restore();
  }

  private void name(
      GraphicsContext g, TraceLayout layout, TraceLayout.Row row, TraceChosen chosen) {
    TraceRow what = row.row();
    double middle = row.y() + row.height() / 2 + 4.5;
    if (chosen.row().filter(what::equals).isPresent()) {
      g.setFill(Colours.of(theme.accent().mix(theme.background(), 0.86)));
      g.fillRect(0, row.y() + 1, layout.labelWidth(), row.height() - 2);
      g.setFill(Colours.of(theme.accent()));
      g.fillRect(0, row.y() + 1, 3, row.height() - 2);
      g.fillRect(layout.labelWidth(), row.y() + row.height() - 1, layout.view().columns(), 1);
    }
    TraceRows list = layout.view().list();
    boolean opens = what.sort() == TraceRow.Sort.SECTION || what.sort() == TraceRow.Sort.GROUP;
    String arrow = opens ? list.isOpen(what) ? "▾ " : "▸ " : "";
    double indent = TraceRows.indent(what);
    double room = layout.labelWidth() - indent - 6;
    String detail =
        TextWidth.fit(Display.safe(names.detail(what, list)), TraceLayout.FONT - 2, room * 0.5);
    double used = detail.isEmpty() ? 0 : TextWidth.of(detail, TraceLayout.FONT - 2) + 8;
    g.setFont(
        what.sort() == TraceRow.Sort.SECTION
            ? Look.bold(TraceLayout.FONT)
            : Look.text(TraceLayout.FONT));
    g.setFill(Colours.of(theme.text()));
    String pin = row.place() < 0 ? "• " : "";
    String label = pin + arrow + Display.safe(names.label(what, list.groups()));
    g.fillText(TextWidth.fit(label, TraceLayout.FONT, room - used), indent, middle);
    if (!detail.isEmpty()) {
      g.setFont(Look.text(TraceLayout.FONT - 2));
      g.setFill(Colours.of(theme.faint()));
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(detail, layout.labelWidth() - 6, middle);
      g.setTextAlign(TextAlignment.LEFT);
    }
  }

  private int labels(GraphicsContext g, TraceLayout layout, int row, int most) {
    int left = most;
    for (int box = layout.boxes().first(row);
        box < layout.boxes().first(row + 1) && left > 0;
        box++) {
      if (layout.boxes().width(box) < LABEL_PX || layout.boxes().isMerged(box)) {
        continue;
      }
      TraceMoment moment = layout.moment(new TraceLayout.Hit(row, box)).orElseThrow();
      TraceState state = moment.state();
      if (state.shape() == TraceState.Shape.LINE || state.shape() == TraceState.Shape.DASHED) {
        continue;
      }
      double size = TraceLayout.FONT - 2;
      double room = layout.boxes().width(box) - 8;
      String label = TextWidth.fit(Display.safe(names.label(moment)), size, room);
      if (label.isEmpty()) {
        continue;
      }
      double x = layout.labelWidth() + layout.boxes().x(box) + 4;
      double y = layout.rows().get(row).y() + TraceLayout.INSET;
      boolean low = state.shape() == TraceState.Shape.LOW;
      boolean patterned =
          state.shape() == TraceState.Shape.HATCHED || state.shape() == TraceState.Shape.DOTTED;
      if (patterned) {
        g.setFill(Colours.of(theme.background()));
        g.fillRect(x - 2, y + 1, TextWidth.of(label, size) + 4, TraceLayout.BAR - 2);
      }
      g.setFont(Look.text(size));
      g.setFill(
          Colours.of(low ? theme.faint() : patterned ? theme.text() : theme.on(state.tone())));
      g.fillText(label, x, y + (low ? 8 : 10.5));
      left--;
    }
    return left;
  }

  private void outline(
      GraphicsContext g, TraceLayout layout, TraceLayout.Row row, TraceChosen chosen) {
    chosen
        .state(layout)
        .ifPresent(
            s -> {
              g.setStroke(Colours.of(theme.accent()));
              g.setLineWidth(2);
              double wide = Math.max(2, Math.ceil(s.to() - s.from()));
              g.strokeRect(Math.floor(s.from()), row.y() + 3, wide, TraceLayout.BAR + 2);
            });
  }

  private void axis(GraphicsContext g, TraceLayout layout) {
    g.setFill(Colours.of(theme.background()));
    g.fillRect(0, 0, layout.view().width(), TraceLayout.AXIS);
    g.setFont(Look.text(TraceLayout.FONT - 1));
    g.setFill(Colours.of(theme.faint()));
    double y = TraceLayout.AXIS - 10;
    String origin = words.say("trace.axis.origin");
    g.fillText(TextWidth.fit(origin, TraceLayout.FONT - 1, layout.labelWidth() - 14), 8, y);
    double taken = 0;
    for (Ticks.Tick tick : layout.ticks()) {
      double end = tick.x() + 3 + TextWidth.of(tick.label(), TraceLayout.FONT - 1);
      if (tick.x() >= taken && end <= layout.view().width()) {
        g.fillText(tick.label(), tick.x() + 3, y);
        taken = end + 6;
      }
    }
    g.setFill(Colours.of(theme.line()));
    g.fillRect(0, TraceLayout.AXIS - 1, layout.view().width(), 1);
    cuts(g, layout);
  }

  /// How long what is left out was.
  private void cuts(GraphicsContext g, TraceLayout layout) {
    g.setFill(Colours.of(theme.accent()));
    g.setFont(Look.text(TraceCut.FONT));
    for (TraceCut cut : TraceCut.of(layout, words)) {
      g.fillText(cut.label(), cut.x() + 2, 9);
    }
  }

  private void range(GraphicsContext g, TraceLayout layout, TraceChosen chosen) {
    chosen
        .range(layout)
        .ifPresent(
            r -> {
              g.setFill(Colours.of(theme.accent()).deriveColor(0, 1, 1, 0.15));
              g.fillRect(r.from(), 0, r.to() - r.from(), layout.view().height());
              g.setFill(Colours.of(theme.accent()));
              g.fillRect(r.from(), 0, 1, layout.view().height());
              g.fillRect(r.to(), 0, 1, layout.view().height());
            });
  }

  private void marks(GraphicsContext g, TraceLayout layout, TraceChosen chosen) {
    g.setFill(Colours.of(theme.accent()));
    for (double x : chosen.marks(layout)) {
      g.fillPolygon(new double[] {x - 5, x + 5, x}, new double[] {0, 0, 8}, 3);
      g.fillRect(x, 0, 1, layout.view().height());
    }
  }

  /// From who woke to who was woken; where the waker's row is out of sight, from the edge, with its name.
  private void arrow(GraphicsContext g, TraceLayout layout, TraceChosen.Arrow arrow) {
    double x = arrow.x();
    double y0 = arrow.from();
    double y1 = arrow.to();
    g.setStroke(Colours.of(theme.text()));
    g.setFill(Colours.of(theme.text()));
    g.setLineWidth(1.5);
    g.strokeLine(x, y0, x, y1 + (arrow.isDown() ? -6 : 6));
    double tail = arrow.isDown() ? -9 : 9;
    g.fillPolygon(
        new double[] {x - 4, x + 4, x}, new double[] {y1 + tail, y1 + tail, y1 + tail / 9}, 3);
    g.fillOval(x - 3, y0 - 3, 6, 6);
    String label = Display.safe(names.goroutine(arrow.waker()));
    double wide = TextWidth.of(label, TraceLayout.FONT - 1) + 8;
    double left = x + 6 + wide > layout.view().width() ? x - 6 - wide : x + 6;
    g.setFill(Colours.of(theme.background()));
    g.fillRect(left, y0 - 8, wide, 16);
    g.setFill(Colours.of(theme.text()));
    g.setFont(Look.text(TraceLayout.FONT - 1));
    g.fillText(label, left + 4, y0 + 4);
  }
}
