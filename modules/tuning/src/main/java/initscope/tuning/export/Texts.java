package initscope.tuning.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Texts that come with the program, with places in them: {@code @NAME@}.
final class Texts {
  private Texts() {}

  /// A text as it is.
  static String of(String name) {
    try (InputStream in = Texts.class.getResourceAsStream("/initscope/tuning/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A text with its places filled; what is filled in is not searched for places again.
  static String of(String name, Map<String, String> places) {
    String text = of(name);
    StringBuilder out = new StringBuilder(text.length() * 2);
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('@', at);
      int close = open < 0 ? -1 : text.indexOf('@', open + 1);
      if (close < 0) {
        break;
      }
      String key = text.substring(open + 1, close);
      boolean place = places.containsKey(key);
      out.append(text, at, open).append(place ? places.get(key) : "@");
      at = place ? close + 1 : open + 1;
    }
    return out.append(text, at, text.length()).toString();
  }

  /// The name of a text in the reader's language.
  static String localized(String base, String ending, Locale locale) {
    return base + (locale.getLanguage().equals("zh") ? "_zh" : "") + ending;
  }
}
