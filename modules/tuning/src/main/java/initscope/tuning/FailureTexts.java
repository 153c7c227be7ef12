package initscope.tuning;

import initscope.model.Failure;
import initscope.model.finding.Sentence;
import initscope.tuning.plan.PlanTexts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says in the reader's language why a change failed. Failures and the guard speak English; what they say is found by its text, as
/// {@link StatusTexts} finds it, in the patterns of {@code plan.properties} that begin with {@code failure.} and {@code guard.}. What
/// is found nowhere stays as it is. Results are not yet safe for a terminal.
public final class FailureTexts {
  private FailureTexts() {}

  /// The whole sentence.
  public static String say(Failure failure, Locale locale) {
    if (locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
      return failure.sentence();
    }
    String head = failure.what() + " " + failure.where();
    Optional<String> known = find("failure.", head, locale);
    String todo = todo(failure.todo(), locale);
    return known.map(h -> h + todo).orElseGet(() -> head + ": " + todo).strip();
  }

  private static String todo(String text, Locale locale) {
    String whole = StatusTexts.say(text, locale);
    return whole.equals(text)
        ? Stream.of(text.split("(?<=\\.) ", -1))
            .map(s -> one(s, locale))
            .collect(Collectors.joining())
        : whole;
  }

  private static String one(String sentence, Locale locale) {
    String said = StatusTexts.say(sentence, locale);
    if (!said.equals(sentence)) {
      return said;
    }
    String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return find("guard.", bare, locale).map(s -> s + "。").orElse(sentence + " ");
  }

  private static Optional<String> find(String prefix, String text, Locale locale) {
    return PlanTexts.english(prefix).entrySet().stream()
        .flatMap(pattern -> said(pattern, text, locale).stream())
        .findFirst();
  }

  private static Optional<String> said(
      Map.Entry<String, String> pattern, String text, Locale locale) {
    return StatusTexts.arguments(pattern.getValue(), text)
        .map(a -> PlanTexts.say(new Sentence(pattern.getKey(), a), locale));
  }
}
