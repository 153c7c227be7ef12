package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words of the window: the same in both languages, none missing, none left over.
class BundlesTest {
  private static final Path BUNDLE = Path.of("src/main/resources/initscope/views");

  /// Sources whose texts come from the bundle.
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../../app/workbench/src/main/java"));

  /// What keys are made of at run time: a beginning in the source and the name of a value.
  private static final Set<String> MADE =
      Set.of(
          "because.",
          "menu.",
          "scope.",
          "view.",
          "empty.",
          "table.",
          "init.",
          "confidence.",
          "confidence.shape.",
          "confidence.means.",
          "coverage.",
          "ssh.",
          "ssh.sudo.",
          "tune.kind.",
          "tune.target.",
          "tune.value.",
          "guide.",
          "tune.state.");

  private static Properties words(String name) throws IOException {
    Properties words = new Properties();
    try (Reader in = Files.newBufferedReader(BUNDLE.resolve(name))) {
      words.load(in);
    }
    return words;
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
    Properties english = words("messages.properties");
    Properties chinese = words("messages_zh.properties");
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
      assertThat(chinese.getProperty(key)).as(key).isNotBlank();
    }
  }

  /// Their numbers: in {@code {0,choice,...}} the language may choose otherwise.
  private static Set<Character> placeholders(String pattern) {
    Set<Character> found = new TreeSet<>();
    for (int i = 0; i + 1 < pattern.length(); i++) {
      if (pattern.charAt(i) == '{' && Character.isDigit(pattern.charAt(i + 1))) {
        found.add(pattern.charAt(i + 1));
      }
    }
    return found;
  }

  @Test
  void everyKeyInTheSourcesHasWords() throws IOException {
    Properties english = words("messages.properties");
    List<String> missing = new ArrayList<>();
    for (String text : sources()) {
      for (String key : after(text, List.of("texts.say(\"", "texts().say(\"", "section(\""))) {
        if (!key.endsWith(".") && !english.containsKey(key)) {
          missing.add(key);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void noWordsAreLeftOver() throws IOException {
    Set<String> literals = new HashSet<>();
    for (String text : sources()) {
      literals.addAll(after(text, List.of("\"")));
    }
    List<String> unused = new ArrayList<>();
    for (String key : words("messages.properties").stringPropertyNames()) {
      boolean made = MADE.stream().anyMatch(m -> key.startsWith(m) && literals.contains(m));
      String command = key.startsWith("command.") ? key.substring("command.".length()) : "";
      boolean commandUsed =
          literals.contains(command) || (command.startsWith("view.") && literals.contains("view."));
      if (!literals.contains(key) && !made && !commandUsed) {
        unused.add(key);
      }
    }
    assertThat(unused).isEmpty();
  }

  private static List<String> sources() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  /// What stands between one of the beginnings and the next quote, where it looks like a key.
  private static List<String> after(String text, List<String> beginnings) {
    List<String> found = new ArrayList<>();
    for (String beginning : beginnings) {
      for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
        int from = at + beginning.length();
        int to = text.indexOf('"', from);
        String key = to < 0 ? "" : text.substring(from, to);
        if (!key.isEmpty() && key.chars().allMatch(BundlesTest::inKey)) {
          found.add(key);
        }
      }
    }
    return found;
  }

  private static boolean inKey(int c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || c == '.' || c == '-' || c == '_';
  }
}
