package initscope.layout.flame;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Rgb;
import initscope.layout.Svg;
import initscope.layout.TextWidth;
import initscope.layout.Theme;
import initscope.layout.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A comparison of stacks as an SVG file that stands alone, without script, text as text: sign and number of each change stand on its box.
public final class DiffSvg {
  private static final double TOP = 46;
  private static final double LINE = 16;
  private static final double LEGEND = 32;
  private static final double MARGIN = 12;

  private final Svg svg;
  private final FlameTree tree;
  private final DiffMarks marks;
  private final Theme theme;
  private final Words words;
  private final double top;
  private final Set<DiffTone> seen = EnumSet.noneOf(DiffTone.class);

  private DiffSvg(Svg svg, FlameTree tree, DiffMarks marks, Theme theme, Words words, double top) {
    this.top = top;
    this.svg = svg;
    this.tree = tree;
    this.marks = marks;
    this.theme = theme;
    this.words = words;
  }

  /// Writes a comparison, the widest at the left.
  ///
  /// @param name what it is called
  /// @param note what is to be said beside its sentence
  /// @param rootAtBottom a flame; else the root is at the top
  /// @param widthPx width of the picture; the height follows from the deepest stack
  public static String write(
      ProfileDiff diff,
      String name,
      Optional<String> note,
      boolean rootAtBottom,
      Theme theme,
      Words words,
      int widthPx) {
    FlameStacks stacks = FlameStacks.of(DiffSource.profile(diff));
    FlameTree tree = FlamePicture.of(stacks, FlameQuery.DEFAULT, words.say("flame.all")).tree();
    double width = widthPx - 2 * MARGIN;
    FlameLayout layout =
        FlameLayout.of(tree, FlameLayout.Asked.all(tree.whole(), width, rootAtBottom));
    List<String> sentences = new ArrayList<>(List.of(DiffMarks.sentence(diff, words)));
    note.ifPresent(sentences::add);
    List<String> lines =
        sentences.stream().flatMap(t -> TextWidth.wrap(t, 12, width).stream()).toList();
    double top = TOP + LINE * lines.size();
    double height = top + layout.height() + LEGEND;
    String all = String.join(words.say("flame.sentence.join"), sentences);
    Svg svg = new Svg(widthPx, height, name, all, theme.background());
    svg.text(MARGIN, 24, 16, theme.text(), "start", name, "font-weight=\"bold\"");
    for (int i = 0; i < lines.size(); i++) {
      svg.text(MARGIN, TOP + LINE * i, 12, theme.faint(), "start", lines.get(i), "");
    }
    DiffSvg writing = new DiffSvg(svg, tree, DiffMarks.of(tree, diff), theme, words, top);
    layout.boxes().forEach(writing::box);
    writing.legend(top + layout.height());
    return svg.finish();
  }

  private void box(FlameLayout.Box box) {
    double x = MARGIN + box.x();
    double y = top + box.y();
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
      String text = marks.legend(tone, words);
      Rgb fill = DiffMarks.sample(tone, theme);
      svg.rect(x, y + 10, 12, 12, fill.hex(), theme.line().hex(), "");
      svg.text(x + 17, y + 20, 11, theme.faint(), "start", text, "");
      x += 17 + TextWidth.of(text, 11) + 16;
    }
  }
}
