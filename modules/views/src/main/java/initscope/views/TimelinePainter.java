package initscope.views;

import initscope.layout.Selected;
import initscope.layout.Span;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Ticks;
import initscope.layout.TimelineLayout;
import initscope.layout.Tone;
import initscope.layout.Track;
import initscope.layout.Words;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.text.TextAlignment;

/// Paints a timeline's layout; decides nothing but how a pixel looks.
final class TimelinePainter {
  private final Theme theme;
  private final Words words;
  private final Map<Tone, Paint> hatches = new EnumMap<>(Tone.class);

  TimelinePainter(Theme theme, Words words) {
    this.theme = theme;
    this.words = words;
    for (Tone tone : Tone.values()) {
      hatches.put(tone, Colours.hatch(theme.background(), theme.fill(tone)));
    }
  }

  /// What is seen of a picture.
  ///
  /// @param scroll how far the rows are scrolled
  /// @param height of the visible part
  /// @param chosen the selection
  /// @param matches tells which rows a search found
  record View(
      double scroll,
      double height,
      Selection chosen,
      java.util.function.Predicate<Track> matches) {}

  void paint(GraphicsContext g, TimelineLayout layout, View view) {
    g.setFill(Colours.of(theme.background()));
    g.fillRect(0, 0, layout.width(), view.height());
    g.save();
    g.beginPath();
    g.rect(0, TimelineLayout.AXIS, layout.width(), view.height() - TimelineLayout.AXIS);
    g.clip();
    g.translate(0, -view.scroll());
    rows(g, layout, view);
    grid(g, layout, view);
    for (TimelineLayout.Box box : layout.boxes()) {
      if (box.y() + box.height() >= view.scroll() && box.y() <= view.scroll() + view.height()) {
        box(g, box, layout, view);
      }
    }
    g.restore();
    range(g, layout, view);
    axis(g, layout, view);
  }

  private void rows(GraphicsContext g, TimelineLayout layout, View view) {
    for (TimelineLayout.Heading heading : layout.headings()) {
      g.setFill(Colours.of(theme.stripe()));
      g.fillRect(0, heading.y() + 2, layout.width(), TimelineLayout.HEADING - 4);
      g.setFill(Colours.of(theme.text()));
      g.setFont(Look.bold(TimelineLayout.FONT));
      g.fillText(words.say(heading.group().key()), 12, heading.y() + 16);
    }
    for (TimelineLayout.Row row : layout.rows()) {
      if (row.y() + TimelineLayout.ROW < view.scroll() || row.y() > view.scroll() + view.height()) {
        continue;
      }
      Track track = layout.timeline().tracks().get(row.track());
      if (view.matches().test(track)) {
        g.setFill(Colours.of(theme.match()));
        g.fillRect(0, row.y() + 1, layout.labelWidth(), TimelineLayout.ROW - 2);
      }
      if (Selected.is(view.chosen(), track)) {
        g.setFill(Colours.of(theme.accent().mix(theme.background(), 0.86)));
        g.fillRect(0, row.y() + 1, layout.width(), TimelineLayout.ROW - 2);
        g.setFill(Colours.of(theme.accent()));
        g.fillRect(0, row.y() + 1, 3, TimelineLayout.ROW - 2);
      }
      g.setFont(Look.text(TimelineLayout.FONT));
      g.setFill(Colours.of(theme.text()));
      g.fillText(Display.safe(row.label()), 12, row.y() + 15.5);
      g.setFont(Look.text(TimelineLayout.FONT - 1));
      g.setFill(Colours.of(theme.faint()));
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(Display.safe(row.detail()), layout.labelWidth() - 10, row.y() + 15.5);
      g.setTextAlign(TextAlignment.LEFT);
    }
  }

  private void grid(GraphicsContext g, TimelineLayout layout, View view) {
    g.setStroke(Colours.of(theme.line()));
    g.setLineWidth(1);
    for (Ticks.Tick tick : layout.ticks()) {
      double x = Math.floor(tick.x()) + 0.5;
      g.strokeLine(x, view.scroll(), x, view.scroll() + view.height());
    }
  }

  private void axis(GraphicsContext g, TimelineLayout layout, View view) {
    g.setFont(Look.text(TimelineLayout.FONT - 1));
    g.setFill(Colours.of(theme.faint()));
    double y = TimelineLayout.AXIS - 10;
    String from = words.say(layout.timeline().axis());
    g.fillText(words.say("axis.origin", from), 12, y);
    String seen = words.say("axis.observed");
    double taken = layout.observedX() - TextWidth.of(seen, TimelineLayout.FONT - 1) - 10;
    for (Ticks.Tick tick : layout.ticks()) {
      if (layout.tickLabelFits(tick, taken)) {
        g.fillText(tick.label(), tick.x() + 3, y);
      }
    }
    g.setStroke(Colours.of(theme.line()));
    g.strokeLine(0, TimelineLayout.AXIS - 0.5, layout.width(), TimelineLayout.AXIS - 0.5);
    if (layout.observedX() <= layout.width()) {
      g.setStroke(Colours.of(theme.accent()));
      g.setLineWidth(1.5);
      g.strokeLine(
          layout.observedX(), 4, layout.observedX(), Math.min(view.height(), layout.height()));
      g.setFill(Colours.of(theme.accent()));
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(seen, layout.observedX() - 5, y);
      g.setTextAlign(TextAlignment.LEFT);
    }
  }

  private void range(GraphicsContext g, TimelineLayout layout, View view) {
    Selection chosen = view.chosen();
    if (chosen.fromNanos().isEmpty() || chosen.toNanos().isEmpty()) {
      return;
    }
    double from = Math.max(layout.labelWidth(), layout.x(chosen.fromNanos().getAsLong()));
    double to = Math.min(layout.width(), layout.x(chosen.toNanos().getAsLong()));
    if (to > from) {
      g.setFill(Colours.of(theme.accent()).deriveColor(0, 1, 1, 0.15));
      g.fillRect(from, 0, to - from, view.height());
      g.setStroke(Colours.of(theme.accent()));
      g.setLineWidth(1);
      g.strokeLine(from, 0, from, view.height());
      g.strokeLine(to, 0, to, view.height());
    }
  }

  private void box(GraphicsContext g, TimelineLayout.Box box, TimelineLayout layout, View view) {
    Span span = layout.timeline().tracks().get(box.track()).lane().spans().get(box.span());
    boolean chosen = Selected.is(view.chosen(), span.selects());
    g.setLineWidth(chosen ? 2 : 1);
    g.setStroke(Colours.of(chosen ? theme.accent() : theme.stroke(box.tone())));
    g.setFill(Colours.of(theme.fill(box.tone())));
    double x = Math.floor(box.x()) + 0.5;
    double y = box.y() + 0.5;
    double w = Math.max(1, Math.floor(box.width()) - 1);
    double h = box.height() - 1;
    switch (box.shape()) {
      case BAR -> bar(g, x, y, w, h);
      case HATCHED -> {
        g.setFill(hatches.get(box.tone()));
        g.setLineDashes(4, 3);
        bar(g, x, y, w, h);
        g.setLineDashes();
      }
      case STROKE -> {
        g.setFill(Colours.of(chosen ? theme.accent() : theme.stroke(box.tone())));
        g.fillRect(box.x(), box.y(), Math.max(2, box.width()), box.height());
      }
      case DOTS -> {
        g.setLineDashes(2, 4);
        g.strokeLine(x, y + h / 2, x + w, y + h / 2);
        g.setLineDashes();
      }
      case SEEN_AT_END -> {
        g.setLineDashes(2, 4);
        g.strokeLine(x, y + h / 2, x + w - 14, y + h / 2);
        g.setLineDashes();
        bar(g, x + Math.max(0, w - 14), y, Math.min(14, w), h);
        g.setFill(Colours.of(theme.on(box.tone())));
        g.setFont(Look.text(10));
        g.setTextAlign(TextAlignment.CENTER);
        g.fillText(box.tone().letter(), x + w - 7, y + 11.5);
        g.setTextAlign(TextAlignment.LEFT);
      }
    }
    label(g, box, x, y, w);
  }

  private static void bar(GraphicsContext g, double x, double y, double w, double h) {
    g.fillRect(x, y, w, h);
    g.strokeRect(x, y, w, h);
  }

  private void label(GraphicsContext g, TimelineLayout.Box box, double x, double y, double w) {
    if (box.label().isEmpty()) {
      return;
    }
    double size = TimelineLayout.FONT - 1;
    String text = Display.safe(box.label());
    double wide = TextWidth.of(text, size);
    g.setFont(Look.text(size));
    double left = box.shape() == TimelineLayout.Shape.SEEN_AT_END ? x + w - 20 - wide : x + 6;
    if (box.shape() != TimelineLayout.Shape.BAR) {
      g.setFill(Colours.of(theme.background()));
      g.fillRect(left - 3, y + 1, wide + 6, box.height() - 3);
    }
    boolean faint = box.shape() == TimelineLayout.Shape.SEEN_AT_END;
    boolean bar = box.shape() == TimelineLayout.Shape.BAR;
    g.setFill(Colours.of(bar ? theme.on(box.tone()) : faint ? theme.faint() : theme.text()));
    g.fillText(text, left, y + 12);
  }
}
