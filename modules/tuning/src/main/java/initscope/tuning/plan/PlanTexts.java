package initscope.tuning.plan;

import initscope.diagnosis.Sentences;
import initscope.model.finding.Sentence;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/// Says what a plan is about in a language. Results are not yet safe for a terminal.
public final class PlanTexts {
  private static final String BUNDLE = "initscope.tuning.plan";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private PlanTexts() {}

  /// The sentence in the reader's language; English where there is none for it. An argument that is itself a key of the bundle and
  /// begins with {@code sysctl.reason.} is said too.
  public static String say(Sentence sentence, Locale locale) {
    if (sentence.key().startsWith(MISTAKE)) {
      return Sentences.render(sentence, locale);
    }
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    Object[] arguments =
        sentence.arguments().stream()
            .map(a -> a.startsWith(REASON) && bundle.containsKey(a) ? bundle.getString(a) : a)
            .toArray();
    return new MessageFormat(bundle.getString(sentence.key()), locale).format(arguments);
  }

  /// The English patterns whose keys begin with a text, each by its key.
  public static Map<String, String> english(String prefix) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Locale.ROOT, NO_FALLBACK);
    Map<String, String> patterns = new TreeMap<>();
    bundle.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> patterns.put(key, bundle.getString(key)));
    return patterns;
  }

  /// Whether there is a text of this key.
  static boolean has(String key) {
    return ResourceBundle.getBundle(BUNDLE, Locale.ROOT, NO_FALLBACK).containsKey(key);
  }

  /// What the sentences of mistakes begin with: those are of {@code diagnosis}.
  private static final String MISTAKE = "mistake.";

  /// What the texts of reasons begin with.
  static final String REASON = "sysctl.reason.";
}
