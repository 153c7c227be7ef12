package initscope.layout.flame;

import initscope.layout.Svg;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.layout.Words;
import initscope.model.profile.Profile;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Stacks as an SVG file that stands alone: title, sentence and legend in it, no script, text as text, so that a browser finds it.
/// The full name of a frame with its weight is the title of its box.
public final class FlameSvg {
  private static final double TOP = 58;
  private static final double LEGEND = 30;
  private static final double MARGIN = 12;

  private final Svg svg;
  private final Theme theme;
  private final Words words;
  private final Set<Tone> seen = EnumSet.noneOf(Tone.class);

  private FlameSvg(Svg svg, Theme theme, Words words) {
    this.svg = svg;
    this.theme = theme;
    this.words = words;
  }

  /// Writes the stacks of a profile.
  ///
  /// @param query what of them, and how
  /// @param title the picture's name: host and unit, say
  /// @param widthPx width of the picture; the height follows from the deepest stack
  public static String write(
      Profile profile, FlameQuery query, String title, Theme theme, Words words, int widthPx) {
    FlamePicture picture = FlamePicture.of(FlameStacks.of(profile), query, words.say("flame.all"));
    return write(picture, title, theme, words, widthPx);
  }

  /// Writes a picture.
  ///
  /// @param title the picture's name: host and unit, say
  /// @param widthPx width of the picture; the height follows from the deepest stack
  public static String write(
      FlamePicture picture, String title, Theme theme, Words words, int widthPx) {
    FlameTree tree = picture.tree();
    double width = widthPx - 2 * MARGIN;
    List<FlameLayout> upper =
        picture
            .callers()
            .map(c -> FlameLayout.of(c, FlameLayout.Asked.all(c.whole(), width, true)))
            .stream()
            .toList();
    boolean bottom = picture.query().rootAtBottom() && upper.isEmpty();
    FlameLayout lower = FlameLayout.of(tree, FlameLayout.Asked.all(tree.whole(), width, bottom));
    double above = upper.stream().mapToDouble(u -> u.height() - FlameLayout.ROW).sum();
    List<String> lines = lines(picture, words, width);
    double top = TOP + 18.0 * (lines.size() - 1);
    String name = words.say("chart.flame") + " · " + title;
    Svg out =
        new Svg(
            widthPx,
            top + above + lower.height() + LEGEND,
            name,
            String.join(" ", lines),
            theme.background());
    FlameSvg writing = new FlameSvg(out, theme, words);
    out.text(MARGIN, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    for (int i = 0; i < lines.size(); i++) {
      String line = TextWidth.fit(lines.get(i), 12, width);
      out.text(MARGIN, 44 + 18.0 * i, 12, theme.faint(), "start", line, "");
    }
    upper.forEach(u -> writing.boxes(u, top));
    writing.boxes(lower, top + above);
    writing.legend(top + above + lower.height());
    return out.finish();
  }

  /// The sentence, and what is hidden by name.
  private static List<String> lines(FlamePicture picture, Words words, double width) {
    String sentence = FlameWords.sentence(picture, words);
    List<HideRule> hidden = picture.query().hidden();
    if (hidden.isEmpty()) {
      return List.of(sentence);
    }
    String rules = hidden.stream().map(HideRule::term).collect(Collectors.joining("  "));
    return List.of(sentence, TextWidth.fit(rules, 12, width));
  }

  private void boxes(FlameLayout layout, double top) {
    layout.boxes().forEach(box -> box(layout.tree(), box, top));
  }

  private void box(FlameTree tree, FlameLayout.Box box, double top) {
    double x = MARGIN + box.x();
    double y = top + box.y();
    seen.add(box.tone());
    svg.begin(FlameWords.box(tree, box, words));
    String stroke = box.merged() > 0 ? "none" : FlameTones.stroke(theme, box.tone()).hex();
    svg.rect(
        x,
        y,
        Math.max(0.5, box.width() - 1),
        FlameLayout.ROW - 1,
        FlameTones.fill(theme, box.tone()).hex(),
        stroke,
        "stroke-width=\"0.5\"");
    if (box.merged() == 0) {
      bar(box.tone(), x, y, Math.max(0.5, box.width() - 1), FlameLayout.ROW - 1);
    }
    if (!box.label().isEmpty()) {
      svg.text(
          x + 4,
          y + 14,
          FlameLayout.FONT,
          FlameTones.text(theme, box.tone()),
          "start",
          box.label(),
          "");
    }
    svg.end();
  }

  private void bar(Tone tone, double x, double y, double width, double height) {
    String colour = FlameTones.stroke(theme, tone).hex();
    double bar = FlameTones.BAR;
    switch (FlameTones.bar(tone)) {
      case TOP -> svg.rect(x, y, width, bar, colour, "none", "");
      case BOTTOM -> svg.rect(x, y + height - bar, width, bar, colour, "none", "");
      case LEFT -> svg.rect(x, y, Math.min(width, bar), height, colour, "none", "");
      case NONE -> {}
    }
  }

  private void legend(double y) {
    double x = MARGIN;
    for (Tone tone : FlameTones.of(seen)) {
      String text = words.say(FlameTones.key(tone));
      svg.rect(
          x,
          y + 8,
          12,
          12,
          FlameTones.fill(theme, tone).hex(),
          FlameTones.stroke(theme, tone).hex(),
          "");
      bar(tone, x, y + 8, 12, 12);
      svg.text(x + 17, y + 18, 11, theme.faint(), "start", text, "");
      x += 17 + TextWidth.of(text, 11) + 16;
    }
  }
}
