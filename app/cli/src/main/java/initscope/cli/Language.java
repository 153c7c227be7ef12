package initscope.cli;

import initscope.model.Failure;
import java.util.Locale;
import picocli.CommandLine.ParseResult;

/// The language of sentences: {@code --lang}, else that of the environment.
final class Language {
  private Language() {}

  static Locale of(ParseResult words) throws Failure.Usage {
    String told = Verb.text(words, "--lang", "");
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
