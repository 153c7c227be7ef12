package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.verbs.Rehearsal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// {@code tune} over real SSH, against a lab host that runs the real guard.
class TuneVerbTest {
  private static final String KEY = "net.ipv4.tcp_syn_retries";

  private record Said(int status, String out, String err) {
    JsonNode json() {
      assertThat(out.strip().lines()).as("one object on one line").hasSize(1);
      assertThat(out).doesNotContain("null");
      JsonNode json = new ObjectMapper().readTree(out);
      assertThat(json.path("schema").asString()).isEqualTo("initscope.tune/1");
      assertThat(List.copyOf(json.propertyNames())).isSorted();
      return json;
    }
  }

  @TempDir Path folder;
  private Rehearsal lab;

  @BeforeEach
  void start() throws Exception {
    lab = Rehearsal.start("ordersd", folder);
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
  }

  /// @param laptop whose journal; its words as a user writes them, {@code HOST} stands for the lab and how to reach it
  private Said runFrom(String laptop, String... words) throws Exception {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      if (word.equals("HOST")) {
        all.addAll(List.of("root@127.0.0.1:" + lab.port()));
        all.addAll(List.of("--identity", lab.identityFile().toString()));
        all.addAll(List.of("--known-hosts", lab.knownHostsFile().toString()));
      } else {
        all.add(word);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errText = new PrintStream(err, true, StandardCharsets.UTF_8);
    Console console =
        new Console(new PrintStream(out, true, StandardCharsets.UTF_8), errText, false);
    TuneVerb verb = new TuneVerb(folder.resolve(laptop));
    int status;
    try {
      status = verb.run(verb.syntax().parse(all), console);
    } catch (Failure e) {
      console.say(String.valueOf(e.getMessage()));
      status = e.exitStatus();
    }
    return new Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aWordThatAShellWouldReadOtherwiseIsQuoted() throws Exception {
    Words words =
        new TuneVerb(folder)
            .syntax()
            .parse(
                List.of(
                    "mistakes",
                    "h",
                    "u.service",
                    "--identity",
                    "my key's",
                    "-J",
                    "ops@gate:2222",
                    "--accept-new",
                    "--sudo",
                    "ask",
                    "--lang",
                    "zh"));
    assertThat(SshWords.again(words))
        .isEqualTo(" --identity 'my key'\\''s' --jump ops@gate:2222 --accept-new --sudo ask");
  }

  private Said run(String... words) throws Exception {
    return runFrom("one", words);
  }

  private String plan(String laptop, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("plan", "HOST", KEY + "=3", "--json"));
    words.addAll(List.of(more));
    Said said = runFrom(laptop, words.toArray(String[]::new));
    assertThat(said.status()).as(said.err()).isZero();
    return said.json().path("planId").asString();
  }

  private String applied(String laptop) throws Exception {
    Said said = runFrom(laptop, "apply", "HOST", plan(laptop), "--json");
    assertThat(said.status()).as(said.err()).isZero();
    return said.json().path("id").asString();
  }

  @Test
  void aPlanAsJsonSaysAllThatThePlanForPeopleSays() throws Exception {
    JsonNode json = run("plan", "HOST", KEY + "=3", "--lasting", "--json").json();

    assertThat(List.copyOf(json.propertyNames()))
        .containsExactly(
            "blocked",
            "commands",
            "costs",
            "findings",
            "gains",
            "host",
            "onConfirm",
            "planId",
            "schema",
            "undo",
            "withoutIt");
    assertThat(json.path("blocked").asBoolean()).isFalse();
    assertThat(json.path("commands").path(0).asString()).contains("tcp_syn_retries");
    assertThat(json.path("onConfirm").size()).isPositive();
    assertThat(json.path("withoutIt").asString()).contains("(" + KEY + ")");
    assertThat(lab.host().sysctl(KEY)).hasValue("6");
  }

  @Test
  void aBlockedPlanIsJsonTooAndStatus5() throws Exception {
    Said said = run("plan", "HOST", "vm.drop_caches=3", "--json", "--lang", "zh");

    assertThat(said.status()).isEqualTo(5);
    JsonNode json = said.json();
    assertThat(json.path("blocked").asBoolean()).isTrue();
    assertThat(json.has("planId")).isFalse();
    JsonNode finding = json.path("findings").path(0);
    assertThat(finding.path("blocks").asBoolean()).isTrue();
    assertThat(finding.path("id").asString()).startsWith("sysctl.");
    assertThat(finding.path("text").asString()).containsPattern("\\p{IsHan}");
    assertThat(finding.path("todo").asString()).containsPattern("\\p{IsHan}");
  }

  @Test
  void aTrialIsToldExtendedPreviewedAndTakenBack() throws Exception {
    String id = applied("one");
    JsonNode status = run("status", "HOST", "--json").json();
    assertThat(status.path("state").asString()).isEqualTo("APPLIED");
    assertThat(status.path("ours").asBoolean()).isTrue();
    assertThat(status.path("secondsLeft").asInt()).isBetween(1, 600);
    JsonNode item = status.path("items").path(0);
    assertThat(List.copyOf(item.propertyNames()))
        .containsExactly(
            "after",
            "before",
            "begun",
            "kind",
            "name",
            "now",
            "onRollback",
            "phase",
            "target",
            "want");
    assertThat(item.path("name").asString()).isEqualTo(KEY);
    assertThat(item.path("before").asString()).isEqualTo("6");
    assertThat(item.path("onRollback").asString()).isEqualTo("restored");

    Said extended = run("extend", "HOST", id.substring(0, 8), "--window", "3600", "--json");
    assertThat(extended.status()).as(extended.err()).isZero();
    assertThat(extended.json().path("secondsLeft").asInt()).isBetween(3000, 3600);

    Said preview = run("rollback", "HOST", "--preview", "--json");
    assertThat(preview.json().path("state").asString()).isEqualTo("APPLIED");
    assertThat(lab.host().sysctl(KEY)).hasValue("3");

    Said back = run("rollback", "HOST", id.substring(0, 12), "--json");
    assertThat(back.status()).isZero();
    assertThat(back.json().path("state").asString()).isEqualTo("ROLLED");
    assertThat(lab.host().sysctl(KEY)).hasValue("6");
  }

  @Test
  void anotherChangeThanTheOneNamedIsLeftAlone() throws Exception {
    String id = applied("one");
    String other = (id.startsWith("0") ? "1" : "0") + id.substring(1, 10);
    for (String action : List.of("confirm", "rollback", "extend")) {
      Said said = run(action, "HOST", other);
      assertThat(said.status()).isEqualTo(5);
      assertThat(said.err()).contains(other).contains(id);
      assertThat(said.out()).isEmpty();
    }
    assertThat(run("status", "HOST", "--json").json().path("state").asString())
        .isEqualTo("APPLIED");
    assertThat(run("confirm", "HOST", id).status()).isZero();
    assertThat(run("rollback", "HOST", id).status()).as("kept already").isEqualTo(5);
    assertThat(lab.host().sysctl(KEY)).hasValue("3");
  }

  @Test
  void confirmWithPreviewConfirmsNothing() throws Exception {
    applied("one");
    assertThat(run("confirm", "HOST", "--preview").status()).isEqualTo(2);
    assertThat(run("status", "HOST", "--json").json().path("state").asString())
        .isEqualTo("APPLIED");
  }

  @Test
  void theStatusOfThisComputerNeedsNoHost() throws Exception {
    assertThat(run("status").out()).isEqualTo("No change that this computer began is open.\n");
    assertThat(run("status", "--json").json().path("open").size()).isZero();

    String id = applied("one");
    lab.close();

    Said said = run("status");
    assertThat(said.status()).isZero();
    assertThat(said.out()).contains("APPLIED " + id, "127.0.0.1", KEY + "=3");
    assertThat(run("status", "--lang", "zh").out()).contains("试用中（APPLIED） " + id);
    JsonNode open = run("status", "--json").json().path("open").path(0);
    assertThat(open.path("id").asString()).isEqualTo(id);
    assertThat(open.path("sinceMillis").asLong()).isPositive();
    assertThat(open.path("changes").path(0).asString()).isEqualTo(KEY + "=3");
    assertThat(runFrom("two", "status").out()).startsWith("No change");
  }

  @Test
  void driftAsksForAPersonAlsoWhenItIsOnlyLookedAt() throws Exception {
    applied("one");
    lab.host().setSysctl(KEY, "5");
    assertThat(runFrom("two", "rollback", "HOST").status()).isEqualTo(7);

    Said seen = run("status", "HOST", "--lang", "zh");
    assertThat(seen.status()).isEqualTo(7);
    assertThat(seen.out())
        .contains("部分撤回（DRIFT）", "已被他人修改：/proc/sys/net/ipv4/tcp_syn_retries 原为“6”，我们写入“3”，现为“5”；")
        .doesNotContain("Somebody");
  }

  @Test
  void theEnglishLabelsStayAndTheChineseOnesAreChinese() throws Exception {
    String english = run("plan", "HOST", KEY + "=3", "--lasting").out();
    assertThat(english.lines().filter(l -> !l.startsWith("  ")).map(l -> l.split("[: ]", -1)[0]))
        .contains("does", "confirm", "undo", "gain", "cost", "without", "plan");
    String chinese = run("plan", "HOST", KEY + "=3", "--lasting", "--lang", "zh").out();
    assertThat(chinese.lines().filter(l -> !l.startsWith("  ")))
        .allMatch(l -> l.codePointAt(0) > 0x3000);
    Said refused = run("plan", "HOST", "vm.drop_caches=3", "--lang", "zh");
    assertThat(refused.out()).startsWith("拒绝：");
    assertThat(refused.err()).startsWith("未制定计划：");
  }

  @Test
  void aMistakeComesWithACommandThatReachesTheHostAndIsWhatAPlanOfItNames() throws Exception {
    String unit = "ordersd@go1.22-stripped.service";
    Said said = run("mistakes", "HOST", unit);
    String line =
        said.out().lines().filter(l -> l.startsWith("  try it: ")).findFirst().orElseThrow();

    assertThat(line)
        .contains("initscope tune plan root@127.0.0.1:" + lab.port())
        .contains(" --identity " + lab.identityFile())
        .contains(" --known-hosts " + lab.knownHostsFile());
    String change = line.replaceAll("^.* (unit:\\S+) .*$", "$1");
    String mistake =
        said.out().lines().filter(l -> l.startsWith("mistake.timeout:")).findFirst().orElseThrow();
    assertThat(run("plan", "HOST", change, "--lang", "en").out())
        .contains(
            "without it: " + mistake.substring(mistake.indexOf(' ') + 1).replaceAll(" \\[.*$", ""));
  }
}
