package initscope.layout.inits;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import initscope.model.go.PackageImport;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportWayTest {
  private static final String APP = "shop.example/ordersd/internal/";

  @Test
  void theWayLeadsFromMainToThePackageAndToEachOnIt() {
    Incident incident = Goroutines.imported();
    ImportWay whole = ImportWay.to(APP + "ledgerclient", incident).orElseThrow();
    assertThat(whole.isWhole()).isTrue();
    assertThat(whole.steps())
        .extracting(PackageImport::imported)
        .containsExactly(APP + "app", APP + "ledgerclient");
    assertThat(ImportWay.to(APP + "app", incident).orElseThrow().steps()).hasSize(1);
  }

  @Test
  void ofAPackageBesideTheWayNothingIsTold() {
    assertThat(ImportWay.to("os/signal", Goroutines.imported())).isEmpty();
    assertThat(ImportWay.to(APP + "ledgerclient", OrdersdIncident.incident())).isEmpty();
  }

  @Test
  void aWayThatDoesNotBeginAtMainIsNotWhole() {
    ImportWay whole = ImportWay.to(APP + "ledgerclient", Goroutines.imported()).orElseThrow();
    assertThat(new ImportWay(List.of(whole.steps().getLast())).isWhole()).isFalse();
  }
}
