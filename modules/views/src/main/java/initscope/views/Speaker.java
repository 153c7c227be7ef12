package initscope.views;

import initscope.model.finding.Sentence;
import java.util.Locale;

/// Says the sentences of the rules; the rules' room knows how.
@FunctionalInterface
public interface Speaker {
  /// A sentence in a language, host text in it not yet safe.
  String say(Sentence sentence, Locale locale);
}
