package initscope.views;

import initscope.layout.Words;
import initscope.model.Display;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The window's words in one language. Arguments are made safe here, so that no view can forget it.
public final class Texts {
  private final ResourceBundle bundle;
  private final Words words;

  /// Loads the words of a language; English where there is no translation.
  public Texts(Locale locale) {
    words = Words.of(locale);
    bundle =
        ResourceBundle.getBundle(
            "initscope.views.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /// Words of charts in the same language.
  public Words words() {
    return words;
  }

  /// The language.
  public Locale locale() {
    return words.locale();
  }

  /// Whether there is such a text.
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /// A text with its arguments put in.
  public String say(String key, Object... arguments) {
    Object[] shown = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      shown[i] = arguments[i] instanceof String text ? Display.safe(text) : arguments[i];
    }
    return new MessageFormat(bundle.getString(key), locale()).format(shown);
  }
}
