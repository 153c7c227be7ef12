package initscope.cli;

import initscope.model.change.TxState;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The labels of what {@code initscope tune} prints for people, in the reader's language. The English ones are stable.
final class TuneTexts {
  private static final String BUNDLE = "initscope.cli.tune";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;
  private final Locale locale;

  TuneTexts(Locale locale) {
    this.bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
    this.locale = locale;
  }

  Locale locale() {
    return locale;
  }

  /// A text with its arguments. Not yet safe for a terminal.
  String say(String key, String... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /// A state in words: its stable name, in other languages beside the word for it.
  String state(TxState state) {
    return say("state." + state.name());
  }
}
