package initscope.workbench;

import initscope.model.change.Change;
import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a change wants, for the eyes of whoever stands behind the user: values of an environment may be secrets.
final class Shown {
  private static final Set<String> SECRET = Set.of("SetCredential", "SetCredentialEncrypted");

  private Shown() {}

  /// In one line.
  static String change(Change change) {
    String wanted =
        change instanceof SetUnit unit
            ? unit.settings().stream().map(Shown::setting).collect(Collectors.joining(" "))
                + (unit.restart() ? " restart" : "")
            : change.wanted();
    return change.target() + " = " + wanted.replace("\n", " ");
  }

  private static String setting(UnitSetting setting) {
    String name = setting.section() + "." + setting.name() + "=";
    if (SECRET.contains(setting.name())) {
      return name + "…";
    }
    return name
        + (setting.name().equals("Environment") ? environment(setting.value()) : setting.value());
  }

  /// Names of variables; values of those of the Go runtime only.
  private static String environment(String value) {
    return words(value).stream().map(Shown::variable).collect(Collectors.joining(" "));
  }

  private static String variable(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? "…" : word.startsWith("GO") ? word : word.substring(0, equals + 1) + "…";
  }

  /// Words as systemd parts them: quotes keep spaces, and a backslash the next character.
  private static List<String> words(String value) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        word.append(value.charAt(++i));
      } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
      } else if (quote == 0 && c == ' ') {
        add(words, word);
      } else {
        word.append(c);
      }
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
