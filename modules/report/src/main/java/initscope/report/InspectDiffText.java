package initscope.report;

import initscope.diagnosis.Sentences;
import initscope.diagnosis.binary.BinaryDiff;
import initscope.diagnosis.binary.BinaryDiff.InitChange;
import initscope.diagnosis.binary.BinaryDiff.Sides;
import initscope.diagnosis.binary.BinaryDiff.SlowChange;
import initscope.diagnosis.binary.SlowInit;
import initscope.layout.Sizes;
import initscope.model.Display;
import initscope.model.finding.Sentence;
import initscope.model.go.StandardLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What differs between two executables as lines for people: {@code -} only in the first, {@code +} only in the second, {@code ~} in both.
public final class InspectDiffText {
  private static final int FEW = 60;

  private final boolean all;
  private final Locale locale;
  private final List<String> lines = new ArrayList<>();

  private InspectDiffText(boolean all, Locale locale) {
    this.all = all;
    this.locale = locale;
  }

  /// The lines.
  ///
  /// @param all whether long lists and the standard library's part are not cut
  public static List<String> of(BinaryDiff diff, boolean all, Locale locale) {
    InspectDiffText text = new InspectDiffText(all, locale);
    text.values("inspect.diff.facts", diff.facts(), value -> value);
    text.values("inspect.diff.settings", diff.settings(), value -> value);
    text.values("inspect.diff.modules", diff.modules(), InspectHead::module);
    text.parts(diff);
    text.values("inspect.diff.relocations", diff.relocations(), count -> count.toString());
    text.inits(diff);
    text.slow(diff);
    if (text.lines.isEmpty()) {
      text.lines.add(text.say("inspect.diff.none"));
    }
    return List.copyOf(text.lines);
  }

  private String say(String key, Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(String.valueOf(argument));
    }
    return Sentences.render(new Sentence(key, words), locale);
  }

  private void section(String key, List<String> content) {
    if (content.isEmpty()) {
      return;
    }
    lines.add(say(key));
    int shown = all ? content.size() : Math.min(FEW, content.size());
    lines.addAll(content.subList(0, shown));
    if (shown < content.size()) {
      lines.add("  " + say("inspect.more", content.size() - shown));
    }
  }

  private <T> void values(String title, Map<String, Sides<T>> values, Function<T, String> words) {
    List<String> content = new ArrayList<>();
    values.forEach((name, sides) -> content.add(line(name, sides, words)));
    section(title, content);
  }

  private static <T> String line(String name, Sides<T> sides, Function<T, String> words) {
    Optional<String> before = sides.before().map(words).map(Display::safe);
    Optional<String> after = sides.after().map(words).map(Display::safe);
    String safe = Display.safe(name);
    if (before.isPresent() && after.isPresent()) {
      return "  ~ " + safe + "  " + before.get() + " -> " + after.get();
    }
    return before.isPresent()
        ? "  - " + safe + "  " + before.get()
        : "  + " + safe + "  " + after.orElse("");
  }

  private void parts(BinaryDiff diff) {
    List<String> content = new ArrayList<>();
    diff.parts()
        .forEach(
            (part, sides) -> {
              long before = sides.before().orElse(0L);
              long after = sides.after().orElse(0L);
              if (before != after) {
                String by = (after > before ? "+" : "-") + Sizes.of(Math.abs(after - before));
                content.add(
                    "  ~ "
                        + part.word()
                        + "  "
                        + Sizes.of(before)
                        + " -> "
                        + Sizes.of(after)
                        + " ("
                        + by
                        + ")");
              }
            });
    section("inspect.diff.parts", content);
  }

  private void inits(BinaryDiff diff) {
    if (!diff.initsComparable()) {
      lines.add(say("inspect.diff.inits.unread"));
      return;
    }
    section("inspect.diff.inits", diff.inits().stream().map(this::init).toList());
  }

  private String init(InitChange change) {
    String name = Display.safe(change.packagePath());
    return switch (change.way()) {
      case ADDED -> "  + " + name + "  " + say("inspect.diff.at", change.after() + 1);
      case REMOVED -> "  - " + name + "  " + say("inspect.diff.at", change.before() + 1);
      case MOVED ->
          "  ~ " + name + "  " + say("inspect.diff.moved", change.before() + 1, change.after() + 1);
    };
  }

  private void slow(BinaryDiff diff) {
    List<String> content = new ArrayList<>();
    int standard = 0;
    for (SlowChange change : diff.slow()) {
      if (!all && StandardLibrary.holds(change.either().packagePath())) {
        standard++;
      } else {
        content.add(slow(change));
      }
    }
    if (standard > 0) {
      content.add("  " + say("inspect.slow.standard", standard));
    }
    section("inspect.diff.slow", content);
  }

  private String slow(SlowChange change) {
    SlowInit slow = change.either();
    String rule = "init.slow." + slow.work().word();
    Sides<SlowInit> sides = change.sides();
    String sign = sides.before().isEmpty() ? "+" : sides.after().isEmpty() ? "-" : "~";
    String was =
        sign.equals("~")
            ? " (" + say("inspect.diff.sites", sides.before().orElseThrow().sites()) + ")"
            : "";
    return "  "
        + sign
        + " "
        + say("inspect.slow.line", slow.initFunction(), rule, slow.sites())
        + was
        + "  ["
        + say("inspect.possible")
        + ", "
        + rule
        + "]";
  }
}
