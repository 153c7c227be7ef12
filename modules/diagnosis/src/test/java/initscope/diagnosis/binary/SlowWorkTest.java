package initscope.diagnosis.binary;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.Sentences;
import initscope.model.finding.Sentence;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowWorkTest {
  @ParameterizedTest
  @CsvSource({
    "regexp.MustCompile, REGEXP",
    "regexp.compile, REGEXP",
    "text/template.(*Template).ParseFiles, TEMPLATE",
    "html/template.parseFS, TEMPLATE",
    "encoding/json.Unmarshal, DECODE",
    "gopkg.in/yaml%2ev3.Unmarshal, DECODE",
    "compress/gzip.NewReader, INFLATE",
    "os.ReadFile, FILE",
    "path/filepath.WalkDir, FILE",
    "net.DialTimeout, NETWORK",
    "net.(*Dialer).DialContext, NETWORK",
    "net.(*Resolver).lookupIPAddr, NETWORK",
    "database/sql.(*DB).PingContext, NETWORK",
    "os/user.Current, USER",
    "time.Sleep, SLEEP",
    "os/exec.(*Cmd).Output, EXEC",
    "example.com/geo.map.init.0, MAP",
    "crypto/x509.SystemCertPool, CERTIFICATES",
    "golang.org/x/crypto/bcrypt.GenerateFromPassword, KEYS"
  })
  void isKnownByTheNameInTheProgram(String function, SlowWork work) {
    assertThat(SlowWork.of(function)).contains(work);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "regexp.MustCompile.func1",
        "example.com/regexp.MustCompile",
        "net.(*Dialer).Timeout",
        "net.Listen",
        "time.Now",
        "main.init.0",
        "os.Getenv",
        "example.com/os.ReadFile",
        "slices.Sort[go.shape.int]",
        "crosscall2",
        "type:.eq.net.Dialer",
        "",
        ".",
        "??"
      })
  void isNothingElse(String function) {
    assertThat(SlowWork.of(function)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hasWordsInBothLanguages(SlowWork work) {
    Sentence sentence = Sentence.of("init.slow." + work.word());
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(Sentences.render(sentence, locale)).isNotBlank().isNotEqualTo(sentence.key());
    }
  }

  @Test
  void oneFindingHoldsAllCallsOfAKindAndTheShortestWay() {
    var facts =
        Binaries.reaching(
            Binaries.call("regexp.compile", 2, "x/b.f"),
            Binaries.call("regexp.MustCompile", 3),
            Binaries.call("time.Sleep", 1));
    List<SlowInit> found = SlowInit.of(facts.reach());
    assertThat(found).hasSize(2);
    assertThat(found.getFirst().sites()).isEqualTo(5);
    assertThat(found.getFirst().callees()).containsExactly("regexp.MustCompile", "regexp.compile");
    assertThat(found.getFirst().chain()).hasSize(1);
    assertThat(found.getLast().work()).isEqualTo(SlowWork.SLEEP);
  }
}
