package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Finding;
import initscope.model.go.ImportTree;
import initscope.model.go.PackageImport;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How a verdict says who imports the package, from a list of imports.
class ListedImportsTest {
  private static final String APP = "shop.example/ordersd/internal/";
  private static final EvidenceRef PLACE = EvidenceRef.at("deps.json", 7, "imports");

  private static ImportTree tree() {
    return new ImportTree(
        "deps.json",
        Map.of(
            APP + "app",
            new PackageImport("main", APP + "app", Optional.empty(), List.of(PLACE)),
            APP + "ledgerclient",
            new PackageImport(
                APP + "app", APP + "ledgerclient", Optional.empty(), List.of(PLACE))));
  }

  private static List<Because> imports(Incident incident) {
    Finding verdict = Diagnoser.diagnose(incident).verdict();
    return verdict.because().stream()
        .filter(b -> b.text().key().startsWith("because.imports"))
        .toList();
  }

  @Test
  void theListTellsWhereCallsDoNot() {
    assertThat(imports(OrdersdIncident.incident())).isEmpty();
    List<Because> links = imports(OrdersdIncident.incident().withImportTree(tree()));

    assertThat(links).hasSize(1);
    assertThat(Sentences.render(links.getFirst().text(), Locale.ENGLISH))
        .isEqualTo(
            APP
                + "app imports the package, as go list tells; the way from main: main → "
                + APP
                + "app → "
                + APP
                + "ledgerclient.");
    assertThat(links.getFirst().evidence()).isEqualTo(PLACE);
  }

  @Test
  void callsTellMoreWhereTheyLeadToMain() {
    assertThat(imports(Goroutines.imported().withImportTree(tree())))
        .extracting(b -> b.text().key())
        .containsExactly("because.imports");
  }
}
