package initscope.cli;

import initscope.diagnosis.Sentences;
import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.finding.Sentence;
import initscope.model.go.TimeLapse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The packages that took longest before {@code main}, as a time-lapse saw them, for a person.
final class LapseText {
  private static final int MOST = 10;

  private LapseText() {}

  static void print(TimeLapse lapse, Console console, Locale locale) {
    console.result(
        say(
            locale,
            "lapse.head",
            Integer.toString(lapse.samples().size()),
            Long.toString(lapse.intervalNanos())));
    for (TimeLapse.Span span : lapse.longest(MOST)) {
      console.result("  " + row(span, locale));
    }
    if (lapse.shortCount() > 0) {
      console.result(
          "  "
              + say(
                  locale,
                  "lapse.short",
                  Integer.toString(lapse.shortCount()),
                  Long.toString(lapse.longestGapNanos())));
    }
    if (lapse.doneBefore() > 0) {
      long after = lapse.samples().getFirst().at().nanos() - lapse.originNanos();
      console.result(
          "  "
              + say(
                  locale,
                  "lapse.before",
                  Integer.toString(lapse.doneBefore()),
                  Long.toString(Math.max(0, after))));
    }
    console.result("  " + say(locale, "lapse.ending." + lapse.ending().word()));
    console.result("  " + cost(lapse.cost(), locale));
  }

  private static String cost(TimeLapse.Cost cost, Locale locale) {
    String reads = Long.toString(cost.reads());
    String bytes = Long.toString(cost.bytes());
    return cost.cpuNanos().isPresent()
        ? say(
            locale,
            "lapse.cost",
            reads,
            bytes,
            Long.toString(cost.cpuNanos().getAsLong()),
            Long.toString(cost.overNanos()))
        : say(locale, "lapse.cost.plain", reads, bytes);
  }

  private static String row(TimeLapse.Span span, Locale locale) {
    List<String> parts = new ArrayList<>();
    parts.add(
        say(
            locale,
            span.finished() ? "lapse.row" : "lapse.row.open",
            span.packagePath(),
            Long.toString(span.wallNanos()),
            Long.toString(span.boundNanos())));
    for (TimeLapse.Place place : span.functions().stream().limit(1).toList()) {
      String at = place.at().flatMap(LapseText::line).map(line -> " " + line).orElse("");
      parts.add(say(locale, "lapse.function", place.function() + at));
    }
    int all = span.states().stream().mapToInt(TimeLapse.Share::samples).sum();
    for (TimeLapse.Share share : span.states().stream().limit(3).toList()) {
      parts.add(
          Display.safe(share.words()) + " " + 100 * share.samples() / Math.max(1, all) + " %");
    }
    span.cpuPercent()
        .ifPresent(percent -> parts.add(say(locale, "lapse.cpu", Long.toString(percent))));
    return String.join(locale.getLanguage().equals("zh") ? "，" : ", ", parts);
  }

  private static Optional<String> line(Frame frame) {
    return frame.file().isPresent() && frame.line().isPresent()
        ? Optional.of(frame.file().get() + ":" + frame.line().getAsInt())
        : Optional.empty();
  }

  private static String say(Locale locale, String key, String... arguments) {
    return Sentences.render(Sentence.of(key, arguments), locale);
  }
}
