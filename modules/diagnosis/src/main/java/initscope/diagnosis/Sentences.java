package initscope.diagnosis;

import initscope.model.Display;
import initscope.model.finding.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Says a {@link Sentence} in a language. A pattern holds {@code {0}}, {@code {1}} ... for text of the host, made safe here,
/// {@code {0,duration}} for nanoseconds and {@code {0,words}} for a key of the same bundle.
public final class Sentences {
  private static final String BUNDLE = "initscope.diagnosis.messages";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private Sentences() {}

  /// The sentence in the reader's language; English where there is none for it. A key without words is shown itself.
  public static String render(Sentence sentence, Locale locale) {
    return fill(pattern(sentence.key(), locale), sentence.arguments(), locale);
  }

  /// Whether there are words for a key.
  static boolean has(String key) {
    return ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH, NO_FALLBACK).containsKey(key);
  }

  private static String pattern(String key, Locale locale) {
    try {
      return ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK).getString(key);
    } catch (MissingResourceException e) {
      return key;
    }
  }

  private static String fill(String pattern, List<String> arguments, Locale locale) {
    StringBuilder out = new StringBuilder(pattern.length() + 64);
    int from = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
      int close = pattern.indexOf('}', open);
      if (close < 0) {
        break;
      }
      out.append(pattern, from, open)
          .append(argument(pattern.substring(open + 1, close), arguments, locale));
      from = close + 1;
    }
    return out.append(pattern, from, pattern.length()).toString();
  }

  private static String argument(String placeholder, List<String> arguments, Locale locale) {
    int comma = placeholder.indexOf(',');
    int index = Integer.parseInt(comma < 0 ? placeholder : placeholder.substring(0, comma));
    String value = index < arguments.size() ? arguments.get(index) : "?";
    return switch (comma < 0 ? "" : placeholder.substring(comma + 1)) {
      case "duration" -> Durations.words(Long.parseLong(value), locale);
      case "words" -> pattern(value, locale);
      default -> Display.safe(value);
    };
  }
}
