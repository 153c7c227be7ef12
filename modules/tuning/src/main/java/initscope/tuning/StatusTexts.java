package initscope.tuning;

import initscope.model.finding.Sentence;
import initscope.tuning.plan.PlanTexts;
import java.text.MessageFormat;
import java.text.ParsePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Says how a change stands in the reader's language. The journal keeps the sentences in English, also those of earlier versions, so
/// they are found by their text; the patterns are those of {@code plan.properties} that begin with {@code status.}. What a host said
/// itself stays as it is. Results are not yet safe for a terminal.
public final class StatusTexts {
  private static final String PREFIX = "status.";
  private static final String DRIFT = "status.drift.";
  private static final String VALUE = "status.drift.value";

  private StatusTexts() {}

  /// What the state means and what can be done now.
  public static String say(StatusView view, Locale locale) {
    return say(view.sentence(), locale);
  }

  static String say(String sentence, Locale locale) {
    if (locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
      return sentence;
    }
    for (Map.Entry<String, String> pattern : PlanTexts.english(PREFIX).entrySet()) {
      String key = pattern.getKey();
      Optional<List<String>> found = arguments(pattern.getValue(), sentence);
      if (found.isPresent() && !key.equals(VALUE)) {
        List<String> arguments = new ArrayList<>(found.get());
        if (key.startsWith(DRIFT)) {
          arguments.set(arguments.size() - 1, drifted(arguments.getLast(), locale));
        }
        return PlanTexts.say(new Sentence(key, arguments), locale);
      }
    }
    return sentence;
  }

  /// What was, what we wrote, and what is, for each value that somebody else changed.
  private static String drifted(String values, Locale locale) {
    MessageFormat one =
        new MessageFormat(PlanTexts.english(VALUE).getOrDefault(VALUE, ""), Locale.ENGLISH);
    StringBuilder said = new StringBuilder();
    ParsePosition at = new ParsePosition(0);
    while (at.getIndex() < values.length()) {
      Object[] words = one.parse(values, at);
      if (words == null) {
        return values;
      }
      List<String> arguments = Arrays.stream(words).map(w -> String.valueOf(w).strip()).toList();
      said.append(PlanTexts.say(new Sentence(VALUE, arguments), locale));
    }
    return said.toString();
  }

  /// What stands in the places of a pattern, where all of a text is of it.
  static Optional<List<String>> arguments(String pattern, String text) {
    ParsePosition at = new ParsePosition(0);
    Object[] found = new MessageFormat(pattern, Locale.ENGLISH).parse(text, at);
    return found == null || at.getIndex() != text.length()
        ? Optional.empty()
        : Optional.of(Arrays.stream(found).map(w -> String.valueOf(w).strip()).toList());
  }
}
