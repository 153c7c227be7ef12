package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.Sentences;
import initscope.model.Coverage;
import initscope.model.Progress;
import initscope.model.change.TxState;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.go.Goroutine;
import initscope.tuning.StatusView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoTest {
  private static final String PACKAGE = "shop.example/ordersd/internal/ledgerclient";
  private static final Path INCIDENTS =
      Path.of("../lab/src/main/resources/initscope/lab/incidents");

  @Test
  void namesPackageFunctionPlaceAndPeer(@TempDir Path out) throws Exception {
    Demo.Result result = Demo.run(out, "test", Progress.NONE);

    Finding verdict = result.analysis().diagnosis().verdict();
    assertThat(verdict.rule()).isEqualTo("init.blocked.dial");
    assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(verdict.subject().packagePath()).hasValue(PACKAGE);
    assertThat(verdict.subject().initFunction()).hasValue(PACKAGE + ".init.0");
    assertThat(verdict.subject().file()).hasValue(PACKAGE + "/ledgerclient.go");
    assertThat(verdict.subject().line()).hasValue(28);
    assertThat(Sentences.render(verdict.title(), Locale.ENGLISH)).contains("192.0.2.10:5432");
    assertThat(result.change())
        .extracting(StatusView::state)
        .containsExactly(TxState.APPLIED, TxState.ROLLED);
    assertThat(result.change().getFirst().items().getFirst().now()).isEqualTo("3");
    assertThat(result.change().getLast().items().getFirst().now()).isEqualTo("6");
    assertThat(result.files()).allMatch(Files::isRegularFile);
    try (var left = Files.list(out)) {
      assertThat(left).containsExactlyInAnyOrderElementsOf(result.files());
    }
  }

  @Test
  void aRehearsalShowsWhatTheRecordingShows(@TempDir Path out) throws Exception {
    Demo.Result result = Demo.run(out, "test", Progress.NONE);
    Analysis recorded = Analyze.run(List.of(INCIDENTS.resolve("ordersd.isz")), Progress.NONE);

    assertThat(main(result.analysis()).frames()).isEqualTo(main(recorded).frames());
    assertThat(main(result.analysis()).waitNanos())
        .isPresent()
        .isEqualTo(main(recorded).waitNanos());
    assertThat(result.analysis().incident().inits()).hasSameSizeAs(recorded.incident().inits());
    assertThat(result.analysis().diagnosis().verdict().title())
        .isEqualTo(recorded.diagnosis().verdict().title());
    assertThat(refused(result.analysis())).isEqualTo(refused(recorded));
  }

  private static Goroutine main(Analysis analysis) {
    return analysis.incident().goroutines().stream()
        .filter(g -> g.id() == 1)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> refused(Analysis analysis) {
    return analysis.incident().coverage().stream()
        .filter(c -> c.state() == Coverage.State.REFUSED)
        .map(Coverage::step)
        .toList();
  }
}
