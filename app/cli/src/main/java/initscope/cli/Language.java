package initscope.cli;

import initscope.model.Failure;
import java.util.Locale;

/// The language of sentences: {@code --lang}, else that of the environment.
final class Language {
  private Language() {}

  static Locale of(Words words) throws Failure.Usage {
    String told = words.text("--lang", "");
    return switch (told) {
      case "" ->
          Locale.getDefault().getLanguage().equals("zh")
              ? Locale.SIMPLIFIED_CHINESE
              : Locale.ENGLISH;
      case "en" -> Locale.ENGLISH;
      case "zh" -> Locale.SIMPLIFIED_CHINESE;
      default -> throw new Failure.Usage("No language", told, "en and zh are known.");
    };
  }
}
