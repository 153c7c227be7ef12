package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.verbs.Rehearsal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Exit statuses, what goes to which stream, and the shape of errors: one sentence that says what, where, what to do.
final class ContractTest {
  private static final Path CAPTURE =
      Path.of("../../modules/lab/src/main/resources/initscope/lab/incidents/pricingd.isz");

  private static final Path TRACES = Path.of("../../modules/gotrace/src/test/resources/gotrace");

  private record Said(int status, String out, String err) {}

  private static Said run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outText = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errText = new PrintStream(err, true, StandardCharsets.UTF_8);
    int status = Main.run(words, outText, errText);
    outText.flush();
    errText.flush();
    return new Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          frobnicate                              | frobnicate | initscope --help
          analyze                                 | FILE       | initscope analyze --help
          analyze --jsno x                        | --jsno     | initscope analyze --help
          decode --as                             | --as       | initscope decode --help
          decode                                  | decode     | --list
          decode x y                              | 'y'        | initscope decode --help
          collect                                 | HOST       | initscope collect --help
          collect h -o f.isz                      | not clear  | --pid, --unit, --exe
          collect h --pid 1 --unit u -o f.isz     | not clear  | --pid, --unit, --exe
          collect h --pid 0 -o f.isz              | 0          | --pid
          collect h --pid 1                       | collect    | -o FILE.isz
          collect h --pid 1 --allow all -o f.isz  | all        | stop, restart
          collect h --pid 1 --sudo maybe -o f.isz | maybe      | none, auto and ask
          collect h --pid 1 --with prf --plan     | prf        | --plan
          collect h --pid 1 --hertz 9999 --plan   | 9999       | 1 to 999
          collect h --pid 1 --call-graph x --plan | x          | fp, dwarf or none
          export x                                | export     | --to
          export x --to folded --profile wall     | wall       | cpu, off-cpu
          lab                                     | Missing    | initscope lab --help
          lab dance                               | dance      | list and start
          tune plan                               | HOST       | initscope tune --help
          tune dance                              | dance      | audit
          tune audit a b                          | 'b'        | initscope tune audit [PLAN
          tune confirm h --preview                | --preview  | tune rollback
          tune export x                           | export     | --to takes ansible, tuned
          tune export x --to puppet               | puppet     | --to takes ansible, tuned
          """)
  void wrongWordsAreOneSentenceAndStatus2(String words, String what, String todo) {
    Said said = run(words.split(" +"));

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().strip()).contains(what.replace("'", "")).contains(todo);
    assertThat(said.err().strip().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "collect", "analyze", "decode", "inspect", "export", "tune", "lab", "doctor"
      })
  void everyVerbHasHelpOfAtMost100Columns(String verb) {
    Said said = run(verb, "--help");

    assertThat(said.status()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).startsWith("initscope " + verb).contains("-h, --help");
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(Usage.TEXT).contains("\n  " + verb + " ");
  }

  @Test
  void jsonStandsAloneOnStandardOutput() {
    Said said = run("analyze", CAPTURE.toString(), "--json", "--lang", "zh");

    assertThat(said.status()).isZero();
    JsonNode json = new ObjectMapper().readTree(said.out());
    assertThat(json.path("schema").asString()).isEqualTo("initscope.analysis/1");
    assertThat(json.path("verdict").path("package").asString()).endsWith("internal/pricecache");
    assertThat(json.path("verdict").path("because").size()).isPositive();
    assertThat(said.out()).doesNotContain("null");
    assertThat(said.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folded", "speedscope", "pprof"})
  void anExportIsTheSameFileOnStandardOutputAndUnderAName(String format, @TempDir Path folder)
      throws IOException {
    Path named = folder.resolve("named");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] words = {"export", CAPTURE.toString(), "--to", format};
    int status =
        Main.run(words, new PrintStream(out), new PrintStream(new ByteArrayOutputStream()));
    Said said = run("export", CAPTURE.toString(), "--to", format, "-o", named.toString());

    assertThat(List.of(status, said.status())).containsOnly(0);
    assertThat(said.out()).isEmpty();
    assertThat(Files.readAllBytes(named)).isNotEmpty().isEqualTo(out.toByteArray());
  }

  @Test
  void inspectSaysOfWhatIsNoGoProgramWhyAndWithStatus3(@TempDir Path folder) throws IOException {
    String text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n").toString();
    String java = ProcessHandle.current().info().command().orElse(text);

    for (String file : List.of(text, java, folder.resolve("none").toString())) {
      Said said = run("inspect", file, "--json");
      assertThat(said.status()).as(file).isEqualTo(3);
      assertThat(said.out()).isEmpty();
      assertThat(said.err().strip().lines()).hasSize(1);
      assertThat(said.err()).contains(file).doesNotContain("Exception");
    }
    assertThat(run("inspect", text, "--lang", "fr").status()).isEqualTo(2);
    assertThat(run("inspect", text, text, text).status()).isEqualTo(2);
  }

  @Test
  void aMissingFileIsNamedAndTheStatusSaysInput(@TempDir Path folder) {
    Said said = run("analyze", folder.resolve("no.isz").toString());

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.err()).contains("no.isz").doesNotContain("Exception");
  }

  private static final String START =
      "init runtime @0.1 ms, 0.2 ms clock, 0 bytes, 0 allocs\n"
          + "init x/a @0.4 ms, 1.5 ms clock, 16 bytes, 2 allocs\n";

  @Test
  void comparedInitsOfATextThatBreaksOffAreSaidToBeWithStatus3(@TempDir Path folder)
      throws IOException {
    String before = Files.writeString(folder.resolve("before.txt"), START).toString();
    String cut = START.substring(0, START.length() - 20);
    String after = Files.writeString(folder.resolve("after.txt"), cut).toString();

    Said folded = run("export", before, after, "--to", "folded-diff", "--inits", "wall");
    assertThat(folded.status()).isEqualTo(3);
    assertThat(folded.out().lines()).containsExactly("runtime.init 200000 200000");
    assertThat(folded.err()).contains("after.txt breaks off within a line", "left out");
    Said picture = run("export", before, after, "--to", "svg-diff", "--lang", "zh");
    assertThat(picture.status()).isEqualTo(3);
    assertThat(picture.out()).contains("after.txt 在一行之中中断");
    assertThat(picture.err()).contains("after.txt");
    assertThat(run("export", before, before, "--to", "svg-diff").err()).isEmpty();
  }

  @Test
  void analyzeOfTwoSidesTellsHowToCompareThem(@TempDir Path folder) throws IOException {
    String before = Files.writeString(folder.resolve("before.txt"), START).toString();
    String after = Files.writeString(folder.resolve("after.txt"), START).toString();
    String hint = "--to svg-diff --inits wall";

    assertThat(run("analyze", before, after).out().lines().toList().getLast())
        .startsWith("> Package inits of before.txt and after.txt can be compared:")
        .contains(hint);
    assertThat(run("analyze", before).out()).doesNotContain(hint);
    assertThat(run("analyze", before, after, "--json").out()).doesNotContain("svg-diff");
  }

  @Test
  void whatCanBeReadOfADamagedFileIsPrintedWithStatus3(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(CAPTURE);
    Path cut = folder.resolve("cut.isz");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length * 3 / 4));

    Said said = run("analyze", cut.toString(), "--json");

    assertThat(said.status()).isEqualTo(3);
    assertThat(new ObjectMapper().readTree(said.out()).path("inputs").size()).isPositive();
    assertThat(said.err()).contains("cut.isz is cut: ").doesNotContain("Exception");
  }

  @Test
  void manyTracesAreToldInTheOrderOfTheWords(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(TRACES.resolve("v1/small-1.19.trace"));
    Path cut = folder.resolve("cut.trace");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length * 3 / 4));
    List<String> names =
        List.of(
            TRACES.resolve("v2/go1.26.trace").toString(),
            cut.toString(),
            TRACES.resolve("v1/small-1.21.trace").toString(),
            TRACES.resolve("v2/go1.22.trace").toString());
    List<String> words = new ArrayList<>(List.of("analyze", "--json"));
    words.addAll(names);

    Said said = run(words.toArray(String[]::new));

    assertThat(said.status()).isEqualTo(3);
    assertThat(said.err()).contains("cut.trace").doesNotContain("Exception");
    List<String> told = new ArrayList<>();
    new ObjectMapper()
        .readTree(said.out())
        .path("inputs")
        .forEach(input -> told.add(input.path("path").asString()));
    assertThat(told).isEqualTo(names);

    words.add(2, folder.resolve("none.trace").toString());
    Said missing = run(words.toArray(String[]::new));
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).contains("none.trace").doesNotContain("cut.trace");
  }

  @Test
  void decodePrintsJsonLinesAndEndsEvilCharacters(@TempDir Path folder) throws IOException {
    Path dump = folder.resolve("os-release");
    Files.writeString(dump, "ID=centos\nPRETTY_NAME=\"Cent\u202eOS\u001b[2J\"\n");

    Said said = run("decode", dump.toString(), "--as", "os-release");

    assertThat(said.out()).isNotEmpty().doesNotContain("\u202e").doesNotContain("\u001b");
    said.out().lines().forEach(line -> assertThat(new ObjectMapper().readTree(line)).isNotNull());
  }

  @Test
  void aRefusedConnectionIsStatus4AndLeavesNothingBehind(@TempDir Path folder) throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Path output = folder.resolve("x.isz");

    Said said = run("collect", "nobody@127.0.0.1:" + port, "--pid", "1", "-o", output.toString());

    assertThat(said.status()).isEqualTo(4);
    assertThat(said.err()).contains("127.0.0.1").contains(Integer.toString(port));
    assertThat(said.err().strip().lines()).hasSize(1);
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aPlanNeedsNoHost() {
    Said said = run("collect", "nowhere.invalid", "--unit", "x", "--plan");

    assertThat(said.status()).isZero();
    assertThat(said.out()).contains("xray").contains("pstack").contains("in all: stops 0 ms");
  }

  @Test
  void capturesFromTheLabAndNamesTheVerdict(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("pricingd.isz");
    List<String> words = new ArrayList<>();
    try (Rehearsal lab = Rehearsal.start("pricingd", folder)) {
      words.addAll(List.of("collect", "root@127.0.0.1:" + lab.port()));
      words.addAll(List.of(lab.target().split(" ")));
      words.addAll(List.of("--identity", lab.identityFile().toString()));
      words.addAll(List.of("--known-hosts", lab.knownHostsFile().toString()));
      words.addAll(List.of("-o", output.toString()));

      Said collected = run(words.toArray(String[]::new));

      assertThat(collected.status()).as(collected.err()).isZero();
      assertThat(collected.out().strip()).isEqualTo(output.toString());
    }
    Said analyzed = run("analyze", output.toString());

    assertThat(analyzed.status()).isZero();
    assertThat(analyzed.out())
        .contains("internal/pricecache")
        .contains("[likely, init.blocked.channel]");
  }
}
