package initscope.layout.flame;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Rgb;
import initscope.layout.Svg;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.model.Progress;
import java.util.EnumSet;
import java.util.Set;

/// A comparison of stacks as an SVG file that stands alone, without script, text as text: sign and number of each change stand on its box.
public final class DiffSvg {
  private static final double TOP = 62;
  private static final double LEGEND = 32;
  private static final double MARGIN = 12;

  private final Svg svg;
  private final FlameTree tree;
  private final DiffMarks marks;
  private final Theme theme;
  private final Words words;
  private final Set<DiffTone> seen = EnumSet.noneOf(DiffTone.class);

  private DiffSvg(Svg svg, FlameTree tree, DiffMarks marks, Theme theme, Words words) {
    this.svg = svg;
    this.tree = tree;
    this.marks = marks;
    this.theme = theme;
    this.words = words;
  }

  /// Writes a comparison, the widest at the left.
  ///
  /// @param before name of that side
  /// @param after name of the other
  /// @param rootAtBottom a flame; else the root is at the top
  /// @param widthPx width of the picture; the height follows from the deepest stack
  public static String write(
      ProfileDiff diff,
      String before,
      String after,
      boolean rootAtBottom,
      Theme theme,
      Words words,
      int widthPx) {
    DiffSource source = new DiffSource(diff.normalised(), () -> diff, before, after, words);
    FlameStacks stacks = FlameStacks.of(source.profile(FlameGrouping.NONE, Progress.NONE));
    FlameTree tree = FlamePicture.of(stacks, FlameQuery.DEFAULT, words.say("flame.all")).tree();
    double width = widthPx - 2 * MARGIN;
    FlameLayout layout =
        FlameLayout.of(tree, FlameLayout.Asked.all(tree.whole(), width, rootAtBottom));
    String name = source.title();
    String sentence = DiffMarks.sentence(diff, words);
    double height = TOP + layout.height() + LEGEND;
    Svg svg = new Svg(widthPx, height, name, sentence, theme.background());
    svg.text(MARGIN, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    String line = TextWidth.fit(sentence, 12, width);
    svg.text(MARGIN, 46, 12, theme.faint(), "start", line, "");
    DiffSvg writing = new DiffSvg(svg, tree, DiffMarks.of(tree, diff), theme, words);
    layout.boxes().forEach(writing::box);
    writing.legend(TOP + layout.height());
    return svg.finish();
  }

  private void box(FlameLayout.Box box) {
    double x = MARGIN + box.x();
    double y = TOP + box.y();
    double width = Math.max(0.5, box.width() - 1);
    String function = tree.frame(box.node()).function();
    seen.add(marks.tone(box.node()));
    svg.begin(function + " · " + marks.words(box.node(), words));
    Rgb fill = marks.fill(box.node(), theme);
    String stroke = marks.stroke(box.node(), theme).hex();
    svg.rect(x, y, width, FlameLayout.ROW - 1, fill.hex(), stroke, "stroke-width=\"0.5\"");
    String label = marks.label(box.node(), function, box.width() - 8, words);
    if (!label.isEmpty()) {
      Rgb on = marks.on(box.node(), theme);
      svg.text(x + 4, y + 14, FlameLayout.FONT, on, "start", label, "");
    }
    svg.end();
  }

  private void legend(double y) {
    double x = MARGIN;
    for (DiffTone tone : seen) {
      String text = words.say(tone.key());
      Rgb fill = DiffMarks.sample(tone, theme);
      svg.rect(x, y + 10, 12, 12, fill.hex(), theme.line().hex(), "");
      svg.text(x + 17, y + 20, 11, theme.faint(), "start", text, "");
      x += 17 + TextWidth.of(text, 11) + 16;
    }
  }
}
