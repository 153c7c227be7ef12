package initscope.cli;

import initscope.layout.flame.FlameOrder;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.HideRule;
import initscope.layout.flame.Recursion;
import initscope.model.Failure;
import java.util.ArrayList;
import java.util.List;

/// How stacks are looked at, on the command line: in the words of the window.
final class LookWords {
  private LookWords() {}

  /// Adds the options.
  static Syntax addTo(Syntax syntax) {
    return syntax
        .flag("--flame", "svg-flame, svg-diff: root at the bottom, not at the top")
        .flag("--inverted", "svg-flame: the innermost frame is the root")
        .flag("--as-seen", "svg-flame: one sample after another, not the widest at the left")
        .one(
            "--recursion", "keep|merged|cut", "svg-flame: a a a becomes a; a b c b d becomes a b d")
        .one(
            "--hide",
            "RULE",
            "svg-flame: runtime. =net.Dial [k] [j] [i] module:libc; again for more, or with commas"
                + " between, a comma of a name as \\,");
  }

  /// What they ask for.
  static FlameQuery of(Words words) throws Failure.Usage {
    List<HideRule> rules = new ArrayList<>();
    for (String text : words.texts("--hide")) {
      rules.add(
          HideRule.parse(text)
              .orElseThrow(
                  () ->
                      new Failure.Usage(
                          "No such rule:",
                          text,
                          "--hide takes the first letters of functions, "
                              + "=FUNCTION, [k], [j], [i] or module:NAME.")));
    }
    return FlameQuery.DEFAULT
        .withOrder(words.has("--as-seen") ? FlameOrder.TIME : FlameOrder.LEFT_HEAVY)
        .withRootAtBottom(words.has("--flame"))
        .withInverted(words.has("--inverted"))
        .withRecursion(recursion(words.text("--recursion", "keep")))
        .withHidden(rules);
  }

  private static Recursion recursion(String word) throws Failure.Usage {
    return switch (word) {
      case "keep" -> Recursion.KEEP;
      case "merged" -> Recursion.DIRECT;
      case "cut" -> Recursion.CYCLES;
      default ->
          throw new Failure.Usage(
              "No such way to show recursion:", word, "--recursion takes keep, merged or cut.");
    };
  }
}
