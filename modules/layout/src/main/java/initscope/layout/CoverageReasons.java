package initscope.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a step of a capture gave nothing, in the reader's language. A capture keeps the English words; those that InitScope itself has for it
/// are known here by their English sentence, what a host or a tool said stays as it is.
public final class CoverageReasons {
  private static final List<String> KEYS =
      List.of(
          "no-process",
          "no-unit",
          "with",
          "allow",
          "nothing",
          "root",
          "exit",
          "lock",
          "owner",
          "maps",
          "before",
          "missing",
          "ended",
          "early",
          "time",
          "link",
          "cancelled",
          "another",
          "setuid",
          "capabilities",
          "dumpable",
          "unprivileged",
          "yama",
          "samples",
          "clock",
          "read",
          "cpu",
          "main",
          "over",
          "stopped",
          "without",
          "no-sample",
          "which",
          "waited",
          "began",
          "missed",
          "others",
          "it-was",
          "unread",
          "no-answer",
          "stopped-for",
          "left-out",
          "before-perf",
          "addresses",
          "already");
  private static final int MAX_ARGUMENTS = 5;
  private static final char FIRST_MARK = '\uE000';
  private static final int MAX_CHARS = 4096;

  private final Words words;
  private final List<Reason> reasons = new ArrayList<>();

  /// @param words the reader's language
  public CoverageReasons(Words words) {
    this.words = words;
    Words english = Words.of(Locale.ENGLISH);
    if (words.locale().getLanguage().equals(english.locale().getLanguage())) {
      return;
    }
    Object[] marks = new Object[MAX_ARGUMENTS];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = String.valueOf((char) (FIRST_MARK + i));
    }
    for (String key : KEYS) {
      reasons.add(Reason.of("reason." + key, english.say("reason." + key, marks)));
    }
  }

  /// Those of a language.
  public static CoverageReasons of(Locale locale) {
    return new CoverageReasons(Words.of(locale));
  }

  private record Reason(String key, Pattern pattern) {
    static Reason of(String key, String sentence) {
      StringBuilder pattern = new StringBuilder();
      for (int i = 0; i < sentence.length(); i++) {
        char c = sentence.charAt(i);
        boolean mark = c >= FIRST_MARK && c < FIRST_MARK + MAX_ARGUMENTS;
        pattern.append(mark ? "(.{1,200}?)" : Pattern.quote(String.valueOf(c)));
      }
      return new Reason(key, Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }
  }

  /// The reason in the reader's language.
  ///
  /// @param why as the capture has it
  public String of(String why) {
    if (reasons.isEmpty() || why.length() > MAX_CHARS) {
      return why;
    }
    List<String> parts = List.of(why.split("; ", -1));
    List<String> said = parts.stream().map(this::part).toList();
    return said.equals(parts) ? why : String.join(words.say("reason.join"), said);
  }

  private String part(String part) {
    for (Reason reason : reasons) {
      Matcher matcher = reason.pattern.matcher(part);
      if (matcher.matches()) {
        Object[] arguments = new Object[matcher.groupCount()];
        for (int i = 0; i < arguments.length; i++) {
          arguments[i] = part(matcher.group(i + 1));
        }
        return words.say(reason.key, arguments);
      }
    }
    return part;
  }
}
