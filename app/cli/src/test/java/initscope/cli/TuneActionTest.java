package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.TxState;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an action of {@code tune} would ignore is refused before any host is asked.
class TuneActionTest {
  private static TuneAction read(String words) throws Exception {
    return TuneAction.of(new TuneVerb(Path.of(".")).syntax().parse(List.of(words.split(" ", -1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          confirm h --preview              | --preview  | belongs to tune rollback.
          apply h p --lasting              | --lasting  | belongs to tune plan.
          apply h p --window 60            | --window   | belongs to tune plan, extend.
          confirm h --window 60            | --window   | belongs to tune plan, extend.
          status h --why x                 | --why      | belongs to tune plan.
          rollback h --domain x_t          | --domain   | belongs to tune denials.
          denials h --domain x_t --json    | --json     | belongs to tune plan, apply, status
          mistakes h u.service --json      | --json     | belongs to tune plan
          plan h a=1 -o f                  | --output   | belongs to tune export.
          plan h a=1 --to sh               | --to       | belongs to tune export.
          audit --identity k               | --identity | belongs to tune plan
          export p --to sh -J gate         | --jump     | belongs to tune plan
          export p --to sh --json          | --json     | belongs to tune plan
          status --sudo ask                | --sudo     | without one, tune status asks no host
          status h x                       | x          | initscope tune status [HOST]
          confirm h 12345678 x             | x          | initscope tune confirm HOST [ID]
          apply h p x                      | x          | initscope tune apply HOST PLAN
          denials h x                      | x          | initscope tune denials HOST
          audit a b                        | b          | initscope tune audit [PLAN|TX]
          apply h                          | PLAN       | tune plan makes one
          plan h                           | CHANGE     | KEY=VALUE
          mistakes h                       | UNIT       | orders.service
          confirm                          | HOST       | initscope tune confirm HOST [ID]
          export                           | PLAN       | tune plan makes one
          dance                            | dance      | denials, audit, export are known
          """)
  void whatDoesNotBelongIsNamed(String words, String what, String todo) {
    assertThatThrownBy(() -> read(words))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining(what)
        .hasMessageContaining(todo);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan h a=1 b=2 --lasting --window 60 --why x --pid 1 --lang zh --json --sudo ask",
        "apply h p --json -J gate",
        "status",
        "status --json",
        "status h --identity k --accept-new",
        "confirm h 12345678",
        "rollback h --preview --json",
        "extend h --window 900",
        "denials h --domain x_t --since 5",
        "audit",
        "export p q --to ansible -o d"
      })
  void whatBelongsIsTaken(String words) throws Exception {
    assertThat(read(words).word()).isEqualTo(words.split(" ", -1)[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234567", "1234567g", "ABCDEF01", "123456781234567812345678123456789"})
  void anIdIsEightDigitsOrMore(String id) {
    TuneVerb verb = new TuneVerb(Path.of("."));
    Console console = new Console(System.out, System.err, false);

    assertThatThrownBy(() -> verb.run(verb.syntax().parse(List.of("confirm", "h", id)), console))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollback", "status"})
  void anEmptyHostIsNotNone(String action) {
    TuneVerb verb = new TuneVerb(Path.of("."));
    Console console = new Console(System.out, System.err, false);

    assertThatThrownBy(() -> verb.run(verb.syntax().parse(List.of(action, "")), console))
        .isInstanceOf(Failure.Usage.class);
  }

  @Test
  void theHelpHasALineForEach() {
    String help = VerbHelp.of(new TuneVerb(Path.of(".")).syntax());

    for (TuneAction action : TuneAction.values()) {
      assertThat(help.lines()).anyMatch(l -> l.startsWith(action.usage()));
      assertThat(Usage.TEXT).contains(action.word());
    }
  }

  @Test
  void theLabelsHaveTheSameKeysInBothLanguages() throws Exception {
    assertThat(labels("tune_zh.properties").keySet()).isEqualTo(labels("tune.properties").keySet());
    for (TxState state : TxState.values()) {
      assertThat(new TuneTexts(Locale.ENGLISH).state(state)).isEqualTo(state.name());
      assertThat(new TuneTexts(Locale.SIMPLIFIED_CHINESE).state(state)).contains(state.name());
    }
  }

  private static Properties labels(String name) throws IOException {
    Properties labels = new Properties();
    try (var in =
        new InputStreamReader(TuneTexts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      labels.load(in);
    }
    return labels;
  }
}
