package initscope.layout.flame;

import initscope.layout.Durations;
import initscope.layout.Symbols;
import initscope.layout.Words;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What is said of stacks.
public final class FlameWords {
  private static final Set<String> UNITS =
      Set.of("goroutines", "threads", "samples", "count", "allocations", "bytes");

  /// A path is worth naming where it is more than this part of all.
  private static final long WIDE = 20;

  private FlameWords() {}

  /// A weight with what it counts: {@code 7 goroutines}, {@code 1.20 s}.
  public static String amount(String unit, long weight, Words words) {
    if (unit.equals("nanoseconds")) {
      return Durations.of(weight);
    }
    return UNITS.contains(unit)
        ? words.say("flame.unit." + unit, weight)
        : words.say("flame.unit.other", weight, unit);
  }

  /// A weight without a word for its unit, as a cell of a table holds it.
  public static String number(String unit, long weight) {
    return unit.equals("nanoseconds") ? Durations.of(weight) : Long.toString(weight);
  }

  /// The same with its digits in groups, as a sentence holds it.
  private static String number(String unit, long weight, Words words) {
    return unit.equals("nanoseconds") ? Durations.of(weight) : words.say("flame.number", weight);
  }

  /// A share of all: {@code 17.6 %}.
  public static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / Math.max(1, all));
  }

  /// Words for the weight of a node: {@code 3 of 17 goroutines (17.6 %), 1 by itself (5.9 %)}.
  public static String share(FlameTree tree, int node, Words words) {
    String unit = tree.stacks().profile().unit();
    long all = tree.weight(0);
    String share = share(tree.weight(node), all, unit, words);
    long self = tree.self(node);
    return self == 0 || self == tree.weight(node)
        ? share
        : share + words.say("flame.self", number(unit, self, words), percent(self, all));
  }

  private static String share(long part, long all, String unit, Words words) {
    return words.say(
        "flame.share", number(unit, part, words), amount(unit, all, words), percent(part, all));
  }

  /// Words for one box: its function and weight, or how many narrow ones it stands for.
  public static String box(FlameTree tree, FlameLayout.Box box, Words words) {
    if (box.merged() <= 1) {
      return node(tree, box.node(), words);
    }
    long weight = 0;
    for (int node = box.node(); node < box.node() + box.merged(); node++) {
      weight += tree.weight(node);
    }
    String unit = tree.stacks().profile().unit();
    return words.say("flame.narrow", box.merged(), share(weight, tree.weight(0), unit, words));
  }

  /// Words for one frame: function, weight, place.
  public static String node(FlameTree tree, int node, Words words) {
    Frame frame = tree.frame(node);
    String place = place(frame);
    return frame.function()
        + " · "
        + share(tree, node, words)
        + (place.isEmpty() ? "" : " · " + place);
  }

  /// Where a frame lies: its line in a file, else its module; empty where neither is known.
  public static String place(Frame frame) {
    return frame
        .file()
        .map(f -> frame.line().isPresent() ? f + ":" + frame.line().getAsInt() : f)
        .or(frame::module)
        .orElse("");
  }

  /// The one sentence that says what a picture shows.
  public static String sentence(FlamePicture picture, Words words) {
    Words w = words;
    if (picture.stacks().samples() == 0) {
      return w.say("flame.sentence.empty");
    }
    List<String> parts = new ArrayList<>();
    parts.add(picture.isEmpty() ? w.say("flame.sentence.none") : shown(picture, w));
    FlameQuery query = picture.query();
    long all = picture.stacks().total();
    if (!query.through().isEmpty()) {
      String names = query.through().stream().map(Symbols::brief).collect(Collectors.joining(", "));
      parts.add(w.say("flame.sentence.through", names, percent(picture.total(), all)));
    }
    if (!query.hidden().isEmpty()) {
      parts.add(w.say("flame.sentence.hidden", query.hidden().size()));
    }
    if (picture.tree().cut()) {
      parts.add(w.say("flame.sentence.cut", FlameTreeBuilder.MAX_NODES));
    }
    return String.join(w.say("flame.sentence.join"), parts);
  }

  private static String shown(FlamePicture picture, Words words) {
    String unit = picture.stacks().profile().unit();
    long all = picture.total();
    String amount = amount(unit, all, words);
    int stacks = picture.differentStacks();
    if (picture.query().sandwich().isPresent()) {
      String name = Symbols.brief(picture.query().sandwich().get());
      String share = percent(all, picture.stacks().total());
      return words.say("flame.sentence.sandwich", amount, stacks, name, share);
    }
    FlameTree tree = picture.tree();
    int end = 0;
    while (tree.firstChild(end) < tree.endOfChildren(end)) {
      end = widestChild(tree, end);
    }
    List<FlameRow> rows = FlameRows.of(picture);
    if (picture.query().inverted() || tree.weight(end) < all / WIDE) {
      return rows.isEmpty()
          ? words.say("flame.sentence.bare", amount, stacks)
          : spread(rows.getFirst(), amount, stacks, unit, all, words);
    }
    String name = Symbols.brief(tree.frame(end).function());
    String weight = number(unit, tree.weight(end), words);
    return words.say("flame.sentence", amount, stacks, name, weight);
  }

  private static String spread(
      FlameRow most, String amount, int stacks, String unit, long all, Words words) {
    return words.say(
        "flame.sentence.self",
        amount,
        stacks,
        Symbols.brief(most.frame().function()),
        number(unit, most.self(), words),
        percent(most.self(), all));
  }

  private static int widestChild(FlameTree tree, int node) {
    int widest = tree.firstChild(node);
    for (int child = widest; child < tree.endOfChildren(node); child++) {
      widest = tree.weight(child) > tree.weight(widest) ? child : widest;
    }
    return widest;
  }

  /// How many frames a search found and their share: {@code matches 12 frames, 34.2 % of the weight}.
  public static String found(FlamePicture picture, FlameSearch search, Words words) {
    return words.say(
        "flame.found", search.frames(), percent(search.weight(), Math.max(1, picture.total())));
  }
}
