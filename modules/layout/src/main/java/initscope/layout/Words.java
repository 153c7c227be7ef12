package initscope.layout;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Words that stand in charts, in the reader's language. Tool words (goroutine, wchan) stay as their tools spell them.
public final class Words {
  private final ResourceBundle bundle;
  private final Locale locale;

  private Words(Locale locale) {
    this.locale = locale;
    bundle =
        ResourceBundle.getBundle(
            "initscope.layout.words",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// Words of a language; English where there is no translation.
  public static Words of(Locale locale) {
    return new Words(locale);
  }

  /// The language.
  public Locale locale() {
    return locale;
  }

  /// A sentence with its arguments put in, as they are.
  public String say(String key, Object... arguments) {
    String pattern = bundle.getString(key);
    return arguments.length == 0
        ? new MessageFormat(pattern, locale).format(new Object[0])
        : new MessageFormat(pattern, locale).format(arguments);
  }
}
