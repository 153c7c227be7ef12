package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.finding.Because;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() throws IOException {
    Properties en = load("messages");
    Properties zh = load("messages_zh");
    assertThat(zh.stringPropertyNames()).isEqualTo(en.stringPropertyNames());
    for (String key : en.stringPropertyNames()) {
      assertThat(placeholders(zh.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(en.getProperty(key)));
    }
  }

  /// A key without words would be shown itself; no placeholder may be left.
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/recorded-hangs.csv", numLinesToSkip = 1)
  void everySentenceOfARealFindingHasWordsInBothLanguages(String recording) {
    for (var incident :
        java.util.List.of(Recordings.whole(recording), Recordings.withoutGoroutines(recording))) {
      for (Finding f : Diagnoser.diagnose(incident).findings()) {
        said(f.title());
        f.next().ifPresent(SentencesTest::said);
        f.because().stream().map(Because::text).forEach(SentencesTest::said);
      }
    }
  }

  private static void said(Sentence sentence) {
    for (Locale locale : new Locale[] {Locale.ENGLISH, ZH}) {
      String words = Sentences.render(sentence, locale);
      assertThat(words).as(sentence.key()).isNotEqualTo(sentence.key()).doesNotContain("{", "?}");
    }
  }

  /// Each rule that may speak has the words for all it says.
  @Test
  void everyWaitHasItsSentences() throws IOException {
    Properties en = load("messages");
    for (Wait wait : Wait.values()) {
      assertThat(en).containsKey(wait.rule() + ".plain").containsKey(wait.rule() + ".next");
    }
  }

  @Test
  void hostTextCannotSteerATerminal() {
    Sentence sentence = Sentence.of("init.blocked.sleep.plain", "evil\u001b[2J\u202e/pkg");
    assertThat(Sentences.render(sentence, Locale.ENGLISH))
        .doesNotContain("\u001b", "\u202e")
        .contains("\u241b", "U+202E");
  }

  @Test
  void hostTextIsNeverAPattern() {
    Sentence sentence = Sentence.of("init.blocked.sleep.plain", "a{0}{1,duration}b");
    assertThat(Sentences.render(sentence, Locale.ENGLISH)).contains("a{0}{1,duration}b");
  }

  @Test
  void anUnknownLanguageGetsEnglish() {
    Sentence sentence = Sentence.of("init.none.next");
    assertThat(Sentences.render(sentence, Locale.KOREAN))
        .isEqualTo(Sentences.render(sentence, Locale.ENGLISH));
    assertThat(Sentences.render(sentence, Locale.forLanguageTag("zh-Hans-CN")))
        .isEqualTo(Sentences.render(sentence, ZH));
  }

  @ParameterizedTest
  @CsvSource({
    "127000000000, 2 min 7 s, 2 分 7 秒", "0, 0 ns, 0 纳秒", "3400000000, 3.4 s, 3.4 秒",
    "12000000, 12 ms, 12 毫秒", "3600000000000, 1 h, 1 小时", "-1000, -1 µs, -1 微秒",
    "9223372036854775807, 106751 d 23 h, 106751 天 23 小时", "5000000000, 5 s, 5 秒"
  })
  void durationsReadWell(long nanos, String english, String chinese) {
    assertThat(Durations.words(nanos, Locale.ENGLISH)).isEqualTo(english);
    assertThat(Durations.words(nanos, ZH)).isEqualTo(chinese);
  }

  private static Properties load(String name) throws IOException {
    Properties properties = new Properties();
    properties.load(
        new StringReader(Recordings.read("/initscope/diagnosis/" + name + ".properties")));
    return properties;
  }

  private static TreeSet<String> placeholders(String pattern) {
    TreeSet<String> found = new TreeSet<>();
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
      found.add(pattern.substring(open, pattern.indexOf('}', open) + 1));
    }
    return found;
  }
}
