package initscope.layout;

/// A timeline as an SVG file that stands alone: title, sentence, scale and legend in it, text as text.
public final class TimelineSvg {
  private static final double TOP = 58;
  private static final double LEGEND = 30;

  private TimelineSvg() {}

  /// Writes the whole timeline.
  ///
  /// @param widthPx width of the picture; the height follows from the rows
  public static String write(Timeline timeline, Theme theme, Words words, int widthPx) {
    return write(timeline, timeline.whole(), theme, words, widthPx);
  }

  /// Writes a part of the time axis.
  public static String write(
      Timeline timeline, Viewport seen, Theme theme, Words words, int widthPx) {
    TimelineLayout layout = TimelineLayout.of(timeline, seen, widthPx);
    double note = timeline.note().isEmpty() ? 0 : 18;
    double height = TOP + layout.height() + LEGEND + note;
    String name = words.say("chart.timeline") + " · " + timeline.title();
    Svg svg = new Svg(widthPx, height, name, timeline.sentence(), theme.background());
    for (Tone tone : Tone.values()) {
      svg.hatch("h-" + tone.name(), theme.background(), theme.fill(tone));
    }
    svg.text(12, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    String sentence = TextWidth.fit(timeline.sentence(), 12, widthPx - 24);
    svg.text(12, 44, 12, theme.faint(), "start", sentence, "");
    axis(svg, layout, theme, words);
    rows(svg, layout, theme, words);
    layout.boxes().forEach(box -> box(svg, box, layout, theme));
    observed(svg, layout, theme, words);
    legend(svg, TOP + layout.height(), theme, words, timeline);
    if (note > 0) {
      svg.text(12, height - 8, 11, theme.faint(), "start", timeline.note(), "");
    }
    return svg.finish();
  }

  private static void axis(Svg svg, TimelineLayout layout, Theme theme, Words words) {
    double bottom = TOP + layout.height();
    double seenLabel = layout.observedX() - TextWidth.of(words.say("axis.observed"), 11) - 8;
    for (Ticks.Tick tick : layout.ticks()) {
      svg.line(tick.x(), TOP + TimelineLayout.AXIS - 8, tick.x(), bottom, theme.line(), "");
      if (layout.tickLabelFits(tick, seenLabel)) {
        svg.text(
            tick.x() + 3,
            TOP + TimelineLayout.AXIS - 10,
            11,
            theme.faint(),
            "start",
            tick.label(),
            "");
      }
    }
    String from = words.say(layout.timeline().axis());
    svg.text(
        12,
        TOP + TimelineLayout.AXIS - 10,
        11,
        theme.faint(),
        "start",
        words.say("axis.origin", from),
        "");
  }

  private static void rows(Svg svg, TimelineLayout layout, Theme theme, Words words) {
    for (TimelineLayout.Heading heading : layout.headings()) {
      double y = TOP + heading.y();
      svg.rect(
          0, y + 2, layout.width(), TimelineLayout.HEADING - 4, theme.stripe().hex(), "none", "");
      svg.text(
          12,
          y + 16,
          12,
          theme.text(),
          "start",
          words.say(heading.group().key()),
          "font-weight=\"bold\"");
    }
    for (TimelineLayout.Row row : layout.rows()) {
      double y = TOP + row.y() + 15;
      svg.begin(layout.timeline().tracks().get(row.track()).label());
      svg.text(12, y, TimelineLayout.FONT, theme.text(), "start", row.label(), "");
      svg.text(
          layout.labelWidth() - 8,
          y,
          TimelineLayout.FONT - 1,
          theme.faint(),
          "end",
          row.detail(),
          "");
      svg.end();
    }
  }

  private static void box(Svg svg, TimelineLayout.Box box, TimelineLayout layout, Theme theme) {
    Span span = layout.timeline().tracks().get(box.track()).lane().spans().get(box.span());
    double y = TOP + box.y();
    String stroke = theme.stroke(box.tone()).hex();
    String fill = theme.fill(box.tone()).hex();
    svg.begin(tooltip(span));
    switch (box.shape()) {
      case BAR -> svg.rect(box.x(), y, box.width(), box.height(), fill, stroke, "");
      case HATCHED ->
          svg.rect(
              box.x(),
              y,
              box.width(),
              box.height(),
              "url(#h-" + box.tone().name() + ")",
              stroke,
              "stroke-dasharray=\"4 3\"");
      case STROKE -> svg.rect(box.x(), y, box.width(), box.height(), stroke, "none", "");
      case DOTS -> {
        double middle = y + box.height() / 2;
        String dots = "stroke-dasharray=\"2 4\"";
        svg.line(box.x(), middle, box.x() + box.width(), middle, theme.stroke(box.tone()), dots);
      }
      case SEEN_AT_END -> {
        double end = box.x() + box.width();
        double middle = y + box.height() / 2;
        svg.line(
            box.x(),
            middle,
            end - 14,
            middle,
            theme.stroke(box.tone()),
            "stroke-dasharray=\"2 4\"");
        svg.rect(end - 14, y, 14, box.height(), fill, stroke, "");
        svg.text(end - 7, y + 12, 10, theme.on(box.tone()), "middle", box.tone().letter(), "");
      }
    }
    label(svg, box, y, theme);
    svg.end();
  }

  private static void label(Svg svg, TimelineLayout.Box box, double y, Theme theme) {
    if (box.label().isEmpty()) {
      return;
    }
    double size = TimelineLayout.FONT - 1;
    double width = TextWidth.of(box.label(), size);
    if (box.shape() == TimelineLayout.Shape.SEEN_AT_END) {
      double x = box.x() + box.width() - 20 - width;
      svg.rect(x - 3, y, width + 5, box.height(), theme.background().hex(), "none", "");
      svg.text(x, y + 12, size, theme.faint(), "start", box.label(), "");
    } else if (box.shape() == TimelineLayout.Shape.HATCHED) {
      svg.rect(
          box.x() + 4, y + 1, width + 4, box.height() - 2, theme.background().hex(), "none", "");
      svg.text(box.x() + 6, y + 12, size, theme.text(), "start", box.label(), "");
    } else {
      svg.text(box.x() + 6, y + 12, size, theme.on(box.tone()), "start", box.label(), "");
    }
  }

  private static String tooltip(Span span) {
    return span.certainty() == Certainty.MOMENT
        ? span.label()
        : span.label() + " · " + Durations.of(span.durationNanos());
  }

  private static void observed(Svg svg, TimelineLayout layout, Theme theme, Words words) {
    if (layout.timeline().observedNanos().isEmpty()) {
      return;
    }
    double x = layout.x(layout.timeline().observedNanos().getAsLong());
    if (x < layout.labelWidth() || x > layout.width()) {
      return;
    }
    svg.line(x, TOP + 4, x, TOP + layout.height(), theme.accent(), "stroke-width=\"1.5\"");
    svg.text(
        x - 4,
        TOP + TimelineLayout.AXIS - 10,
        11,
        theme.accent(),
        "end",
        words.say("axis.observed"),
        "");
  }

  private static void legend(Svg svg, double y, Theme theme, Words words, Timeline timeline) {
    double x = 12;
    for (Tone tone : Tone.values()) {
      boolean used =
          timeline.tracks().stream()
              .flatMap(t -> t.lane().spans().stream())
              .anyMatch(s -> s.tone() == tone);
      if (used) {
        String text = words.say(tone.key());
        svg.rect(x, y + 8, 12, 12, theme.fill(tone).hex(), theme.stroke(tone).hex(), "");
        svg.text(x + 6, y + 17.5, 9, theme.on(tone), "middle", tone.letter(), "");
        svg.text(x + 17, y + 18, 11, theme.faint(), "start", text, "");
        x += 17 + TextWidth.of(text, 11) + 16;
      }
    }
  }
}
