package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import initscope.model.Display;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Unit files alone to findings and a verdict.
class UnitFileRulesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/units");

  private static Diagnosis of(String... namesAndTexts) {
    List<NamedInput> inputs = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      inputs.add(new NamedInput(namesAndTexts[i], Bytes.of(namesAndTexts[i + 1])));
    }
    return Diagnoser.diagnose(IncidentReader.read(inputs));
  }

  @Test
  void theWorstIsTheVerdict() {
    Diagnosis said =
        of(
            "a.service",
            """
            [Unit]
            After=b.service network.target
            [Service]
            ExecStartPre=/bin/sleep 10
            ExecStart=/usr/bin/a
            StartLimitIntervalSec=0
            [Install]
            WantedBy=multi-user.target
            """);
    Finding verdict = said.verdict();
    assertThat(verdict.rule()).isEqualTo("mistake.sleep");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(said.findings())
        .extracting(Finding::rule)
        .containsExactly(
            "mistake.sleep",
            "mistake.wrong_section",
            "mistake.network_target",
            "mistake.after_only");
    Because first = verdict.because().getFirst();
    assertThat(first.evidence().entry()).isEqualTo("a.service");
    assertThat(first.evidence().line()).hasValue(4);
    assertThat(first.evidence().quote()).isEqualTo("ExecStartPre=/bin/sleep 10");
    Finding section = said.findings().get(1);
    assertThat(Sentences.render(section.next().orElseThrow(), Locale.ENGLISH))
        .contains("/etc/systemd/system/a.service.d/", "[Unit] StartLimitIntervalSec=0");
  }

  @Test
  void nothingFoundIsSaidInWords() {
    String good = "[Service]\nExecStart=/a\n[Install]\nWantedBy=multi-user.target\n";
    Diagnosis said = of("a.service", good);
    assertThat(said.verdict().rule()).isEqualTo("units.none");
    assertThat(said.findings()).hasSize(1);
    assertThat(said.verdict().evidence()).isNotEmpty();
    Diagnosis notes = of("a.service", good.replace("[Inst", "PrivateTmp=yes\n[Inst"));
    assertThat(notes.verdict().title().key()).isEqualTo("units.none.notes");
    assertThat(notes.findings()).extracting(Finding::rule).contains("mistake.sandbox");
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(Sentences.render(said.verdict().title(), locale)).contains("1");
    }
  }

  @Test
  void whatSystemctlCatPrintedKeepsTheLineOfTheInput() {
    Diagnosis said =
        of(
            "cat.txt",
            "# /etc/systemd/system/a.service\n"
                + "[Service]\n"
                + "ExecStart=/a\n"
                + "[Install]\n"
                + "Alias=b.service\n\n"
                + "# /etc/systemd/system/a.service.d/x.conf\n"
                + "[Service]\n"
                + "ExecStartPre=/bin/sleep 3\n");
    Because first = said.verdict().because().getFirst();
    assertThat(said.verdict().rule()).isEqualTo("mistake.sleep");
    assertThat(first.evidence().entry()).isEqualTo("cat.txt");
    assertThat(first.evidence().line()).hasValue(9);
  }

  @Test
  void besideAProcessTheyAreNoVerdict() {
    Diagnosis said =
        of(
            "status",
            "Name:\ta\n"
                + "Umask:\t0022\n"
                + "State:\tS (sleeping)\n"
                + "Tgid:\t7\n"
                + "Ngid:\t0\n"
                + "Pid:\t7\n"
                + "PPid:\t1\n"
                + "Threads:\t1\n",
            "a.service",
            "[Service]\nExecStartPre=/bin/sleep 3\nExecStart=/a\n[Install]\nAlias=b.service\n");
    assertThat(said.verdict().rule()).doesNotStartWith("mistake.").doesNotStartWith("units.");
    assertThat(said.findings()).extracting(Finding::rule).contains("mistake.sleep");
  }

  /// Real units of Go services: each line of the file was looked at.
  @Test
  void unitsOfTheCorpus() throws IOException {
    Path corpus = Path.of(System.getProperty("initscope.corpus", "")).resolve("systemd/units");
    Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus");
    StringBuilder out = new StringBuilder();
    List<NamedInput> all = new ArrayList<>();
    for (Path file : units(corpus)) {
      String name = corpus.relativize(file).toString();
      NamedInput input = new NamedInput(name, Bytes.of(Files.readAllBytes(file)));
      all.add(input);
      out.append("# ").append(name).append('\n');
      print(Diagnoser.diagnose(IncidentReader.read(List.of(input))), out);
    }
    out.append("# all of them together\n");
    print(Diagnoser.diagnose(IncidentReader.read(all)), out);
    Golden.compare(GOLDEN.resolve("corpus.expected"), out.toString());
  }

  private static List<Path> units(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(p -> p.toString().endsWith(".service")).sorted().toList();
    }
  }

  private static void print(Diagnosis said, StringBuilder out) {
    for (Finding finding : said.findings()) {
      String place =
          finding.because().isEmpty()
              ? "-"
              : finding.because().getFirst().evidence().entry()
                  + ":"
                  + finding.because().getFirst().evidence().line().orElse(0);
      String verdict = finding.equals(said.verdict()) ? "  verdict" : "";
      out.append(
          Display.safe(
              finding.rule() + "  " + place + "  " + finding.confidence().word() + verdict));
      out.append('\n');
    }
  }
}
