package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.store.Store;
import initscope.tuning.journal.Ended;
import initscope.tuning.journal.Journal;
import initscope.tuning.journal.Sent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What {@code tune audit} prints; that it is what was sent, a test beside the verb itself says.
class TuneAuditTest {
  private static final TxId ID = TxId.of(0xabcdefL << 40, 1);
  private static final String SHA256 = Plan.sha256Of(new byte[0]);

  @TempDir Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void journal() throws Exception {
    try (Store store = Store.open(data, Clock.systemUTC())) {
      Journal journal = store.journal();
      journal.sending(sent("facts", Optional.empty(), ""));
      long arm = journal.sending(sent("arm", Optional.of(ID), "arm a\u202eb\u001b[2J"));
      journal.ended(
          arm, new Ended(3000, Ended.How.EXIT, OptionalInt.of(5), "ou\nt", 9000, "\u001b"));
      long status = journal.sending(sent("status", Optional.of(ID), ""));
      journal.ended(
          status, new Ended(4000, Ended.How.LOST, OptionalInt.empty(), "", 0, "Lost sight"));
    }
  }

  private static Sent sent(String step, Optional<TxId> id, String words) {
    return new Sent(2000, "SHA256:k", "ops@web-3:22", id, step, words, Optional.of(SHA256));
  }

  private List<String> lines(String... words) throws Exception {
    Console console = new Console(new PrintStream(out), new PrintStream(err), false);
    assertThat(TuneAudit.run(data, new TuneVerb().syntax().parse(List.of(words)), console))
        .isZero();
    assertThat(err.size()).isZero();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aLineForEachOldestFirst() throws Exception {
    List<String> lines = lines("audit");

    String sha256 = SHA256.substring(0, 12);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .contains("     1  1970-01-01T00:00:02Z  ops@web-3:22", "facts", "unknown", sha256);
    assertThat(lines.get(1))
        .contains("abcdef000000", "arm", "exit 5")
        .doesNotContain("\u001b", "\u202e");
    assertThat(lines.get(2)).contains("status", "lost");
  }

  @Test
  void jsonLinesHaveTheKeysThatTheHelpNames() throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : lines("audit", "--json")) {
      assertThat(line).doesNotContain("\u001b", "\u202e", "null");
      lines.add(new ObjectMapper().readTree(line));
    }

    JsonNode arm = lines.get(1);
    assertThat(arm.propertyNames())
        .containsExactly(
            "schema",
            "sequence",
            "sentMillis",
            "host",
            "transaction",
            "step",
            "words",
            "scriptSha256",
            "endedMillis",
            "end",
            "exit",
            "stdoutBytes",
            "stdout",
            "stderr")
        .allMatch(key -> VerbHelp.of(new TuneVerb().syntax()).contains(key));
    assertThat(arm.path("schema").asString()).isEqualTo("initscope.audit/1");
    assertThat(arm.path("sequence").asInt()).isEqualTo(2);
    assertThat(arm.path("host").path("keySha256").asString()).isEqualTo("SHA256:k");
    assertThat(arm.path("transaction").asString()).isEqualTo(ID.hex());
    assertThat(arm.path("scriptSha256").asString()).isEqualTo(SHA256);
    assertThat(arm.path("exit").asInt()).isEqualTo(5);
    assertThat(arm.path("stdout").asString()).isEqualTo("ou\nt");
    assertThat(arm.path("stdoutBytes").asInt()).isEqualTo(9000);
    assertThat(lines.stream().map(l -> l.path("end").asString()))
        .containsExactly("unknown", "exit", "lost");
    assertThat(lines.get(0).propertyNames())
        .doesNotContain("transaction", "endedMillis", "exit", "stdout", "stderr");
    assertThat(lines.get(2).has("exit")).isFalse();
  }

  @Test
  void aNameShowsOnlyItsOwn() throws Exception {
    assertThat(lines("audit", "abcdef")).hasSize(2);
  }

  @Test
  void aNameThatIsNoneOrOneTooManyIsAMistakeOfWords() {
    assertThatThrownBy(() -> lines("audit", "ffff"))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("ffff");
    assertThatThrownBy(() -> lines("audit", "abcdef", "abcd")).isInstanceOf(Failure.Usage.class);
    assertThat(out.size()).isZero();
  }
}
