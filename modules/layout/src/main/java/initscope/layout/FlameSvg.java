package initscope.layout;

import initscope.model.profile.Profile;
import java.util.Locale;

/// A flame view as an SVG file that stands alone: title, sentence and legend in it, text as text.
public final class FlameSvg {
  private static final double TOP = 58;
  private static final double LEGEND = 30;

  private FlameSvg() {}

  /// Writes all stacks of a profile, root at the top.
  ///
  /// @param title the picture's name: host and unit, say
  /// @param widthPx width of the picture; the height follows from the deepest stack
  public static String write(
      Profile profile, FlameOrder order, String title, Theme theme, Words words, int widthPx) {
    FlameTree tree = FlameTree.of(profile, order, words.say("flame.all"));
    FlameLayout layout = FlameLayout.of(tree, tree.whole(), widthPx - 24, "", false);
    double height = TOP + layout.height() + LEGEND;
    String name = words.say("chart.flame") + " · " + title;
    String sentence = Profiles.sentence(profile, words);
    Svg svg = new Svg(widthPx, height, name, sentence, theme.background());
    svg.text(12, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    String shown = TextWidth.fit(sentence, 12, widthPx - 24);
    svg.text(12, 44, 12, theme.faint(), "start", shown, "");
    layout.boxes().forEach(box -> box(svg, box, tree, theme, words));
    legend(svg, TOP + layout.height(), layout, theme, words);
    return svg.finish();
  }

  private static void box(Svg svg, FlameLayout.Box box, FlameTree tree, Theme theme, Words words) {
    double x = 12 + box.x();
    double y = TOP + box.y();
    svg.begin(tree.frame(box.node()).function() + " · " + share(tree, box.node(), words));
    String fill = theme.fill(box.tone()).hex();
    String stroke = box.merged() ? "none" : theme.stroke(box.tone()).hex();
    svg.rect(
        x,
        y,
        Math.max(0.5, box.width() - 1),
        FlameLayout.ROW - 1,
        fill,
        stroke,
        "stroke-width=\"0.5\"");
    if (!box.label().isEmpty()) {
      svg.text(x + 4, y + 14, FlameLayout.FONT, theme.on(box.tone()), "start", box.label(), "");
    }
    svg.end();
  }

  /// Words for the weight of a node: {@code 3 of 17 (17.6 %)}.
  public static String share(FlameTree tree, int node, Words words) {
    long all = Math.max(1, tree.weight(0));
    String percent = String.format(Locale.ROOT, "%.1f %%", 100.0 * tree.weight(node) / all);
    return words.say("flame.share", tree.weight(node), tree.weight(0), percent);
  }

  private static void legend(Svg svg, double y, FlameLayout layout, Theme theme, Words words) {
    double x = 12;
    for (Tone tone : Tone.values()) {
      if (tone != Tone.UNKNOWN && layout.boxes().stream().anyMatch(b -> b.tone() == tone)) {
        String text = words.say(tone.key());
        svg.rect(x, y + 8, 12, 12, theme.fill(tone).hex(), theme.stroke(tone).hex(), "");
        svg.text(x + 17, y + 18, 11, theme.faint(), "start", text, "");
        x += 17 + TextWidth.of(text, 11) + 16;
      }
    }
  }
}
