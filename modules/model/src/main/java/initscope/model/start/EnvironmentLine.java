package initscope.model.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The value of {@code Environment=}: assignments with blanks between them, in parts or whole in quotes (systemd.syntax(7)).
///
/// @param words as they are written, quotes and all
public record EnvironmentLine(List<String> words) {
  private static final String GODEBUG = "GODEBUG=";

  /// Cuts it into words.
  public static EnvironmentLine parse(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && (c == ' ' || c == '\t')) {
        add(word, words);
        continue;
      }
      word.append(c);
      if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
      } else if (quote == c) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    add(word, words);
    return new EnvironmentLine(List.copyOf(words));
  }

  private static void add(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /// A word without its quotes and backslashes; specifiers such as {@code %n} stay.
  private static String bare(String word) {
    StringBuilder out = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\\' && i + 1 < word.length()) {
        out.append(word.charAt(++i));
      } else if (quote == c) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /// Whether each word sets a variable.
  public boolean isLegal() {
    return !words.isEmpty()
        && words.stream().allMatch(w -> !variable(w).isEmpty() && closed(w))
        && variables().stream().allMatch(EnvironmentLine::isName);
  }

  private static boolean closed(String word) {
    char quote = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote == c) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    return quote == 0;
  }

  private static boolean isName(String name) {
    return !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 0x80 && Character.isLetterOrDigit(c)));
  }

  /// Names of the variables that it sets.
  public List<String> variables() {
    return words.stream().map(EnvironmentLine::variable).filter(v -> !v.isEmpty()).toList();
  }

  private static String variable(String word) {
    String bare = bare(word);
    return bare.substring(0, Math.max(0, bare.indexOf('=')));
  }

  /// All settings of GODEBUG in it, in order; empty where it does not set the variable.
  public Optional<Godebug> godebug() {
    return words.stream()
        .map(EnvironmentLine::bare)
        .filter(w -> w.startsWith(GODEBUG))
        .map(w -> Godebug.settings(w.substring(GODEBUG.length())))
        .reduce(Godebug::with);
  }

  /// The same without GODEBUG; other words stay as they are written.
  public EnvironmentLine withoutGodebug() {
    return new EnvironmentLine(words.stream().filter(w -> !bare(w).startsWith(GODEBUG)).toList());
  }

  /// The same with this GODEBUG in the place of those that it has, which must be one at least.
  public EnvironmentLine with(Godebug godebug) {
    List<String> all = new ArrayList<>();
    boolean placed = false;
    for (String word : words) {
      boolean mine = bare(word).startsWith(GODEBUG);
      if (!mine || !placed) {
        all.add(mine ? quoted(godebug.text()) : word);
      }
      placed |= mine;
    }
    return new EnvironmentLine(List.copyOf(all));
  }

  private static String quoted(String text) {
    return text.chars().anyMatch(c -> " \t\"'\\".indexOf(c) >= 0)
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : text;
  }

  /// As it stands in a unit file.
  public String text() {
    return String.join(" ", words);
  }
}
