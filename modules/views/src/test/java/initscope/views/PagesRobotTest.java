package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.inits.InitLadder.Rung;
import initscope.layout.memory.Area;
import initscope.model.Selection;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// The wait graph, the init ladder and the memory map, by keyboard alone.
final class PagesRobotTest extends ViewsRobot {
  private void openDeadlock(ViewId id) {
    interact(
        () ->
            desk.open(
                new Opened(
                    "deadlock.isz",
                    Goroutines.deadlock(),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE)));
    go(id);
  }

  private WaitsView waits() {
    return find("waits", WaitsView.class);
  }

  @Test
  void arrowsGoFromNodeToNodeAndTheSelectionFollows() {
    openDeadlock(ViewId.WAITS);
    interact(() -> desk.selection().set(desk.index().get().selects(1)));
    push(KeyCode.RIGHT);
    int mutex = waits().chosenNodes().iterator().next();
    assertThat(waits().picture().nodes().get(mutex).label()).isEqualTo("mutex 0xc00001a0c8");
    push(KeyCode.RIGHT);
    assertThat(desk.selection().get().goroutine()).hasValue(18);
    push(KeyCode.V);
    assertThat(desk.view().get()).isEqualTo(ViewId.GOROUTINES);
    assertThat(find("goroutine-title", Label.class).getText()).startsWith("goroutine 18");
    push(KeyCode.V);
    assertThat(desk.view().get()).isEqualTo(ViewId.WAITS);
  }

  @Test
  void aGroupIsTakenApartAndPutTogetherAgain() {
    openDeadlock(ViewId.WAITS);
    int before = waits().picture().nodes().size();
    interact(() -> desk.selection().set(desk.index().get().selects(22)));
    push(KeyCode.X);
    assertThat(waits().picture().nodes().size()).isGreaterThan(before);
    interact(() -> desk.selection().set(desk.index().get().selects(1)));
    push(KeyCode.X);
    assertThat(waits().picture().nodes().size()).isEqualTo(before);
  }

  @Test
  void zoomSearchAndTheTableTwin() {
    openDeadlock(ViewId.WAITS);
    double scale = waits().scale();
    push(KeyCode.W);
    assertThat(waits().scale()).isGreaterThan(scale);
    push(KeyCode.DIGIT0);
    push(KeyCode.SLASH);
    write("goroutine 18");
    push(KeyCode.ENTER);
    assertThat(desk.selection().get().goroutine()).hasValue(18);
    push(KeyCode.ESCAPE);
    push(KeyCode.CONTROL, KeyCode.T);
    Grid<?> table = find("waits", Grid.class);
    assertThat(table.getItems()).hasSize(9);
    interact(() -> registry.run("selection.clear"));
    assertThat(table.csv()).contains("held by · certain", "reached by · likely");
  }

  @Test
  void everythingIsShownOnDemand() {
    interact(
        () ->
            desk.open(
                new Opened(
                    "crowd.isz",
                    Goroutines.crowd(2_000),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE)));
    go(ViewId.WAITS);
    assertThat(waits().picture().leftOut()).isPositive();
    push(KeyCode.E);
    assertThat(waits().picture().leftOut()).isZero();
  }

  @Test
  void withoutWaitsTheNextStepIsTold() {
    go(ViewId.WAITS);
    assertThat(shown())
        .filteredOn(n -> n instanceof Label)
        .anyMatch(
            n ->
                ((Label) n).getText().startsWith(desk.texts().say("empty.waits.read"))
                    && ((Label) n)
                        .getText()
                        .endsWith("initscope collect orders-7 --unit ordersd.service -o FILE.isz"));
    assertThat(waits().isFocused()).isTrue();
    go(ViewId.MEMORY);
    assertThat(find("memory", Grid.class).getPlaceholder())
        .isInstanceOfSatisfying(
            Label.class, l -> assertThat(l.getText()).startsWith(desk.texts().say("empty.memory")));
  }

  @Test
  @SuppressWarnings("unchecked") // the list is of rungs
  void jGoesToThePackageThatRunsAndItsNeighboursAreLinks() {
    go(ViewId.INITS);
    interact(() -> registry.run("selection.clear"));
    push(KeyCode.J);
    ListView<Rung> rungs = find("ladder", ListView.class);
    assertThat(rungs.getSelectionModel().getSelectedItem().runs()).isTrue();
    assertThat(desk.selection().get().packagePath().orElseThrow()).endsWith("ledgerclient");
    Hyperlink before =
        find("rung-facts", RungFacts.class).lookupAll(".hyperlink").stream()
            .map(n -> (Hyperlink) n)
            .findFirst()
            .orElseThrow();
    interact(before::fire);
    assertThat(desk.selection().get().packagePath().orElseThrow()).endsWith("metrics");
    assertThat(rungs.getSelectionModel().getSelectedItem().task().packagePath())
        .endsWith("metrics");
    push(KeyCode.SLASH);
    write("os/sig");
    assertThat(desk.selection().get().packagePath()).hasValue("os/signal");
    assertThat(shown()).anyMatch(n -> n instanceof Button b && b.getText().contains("running"));
  }

  @Test
  void aChosenAreaIsChosenInStripAndTable() {
    openDeadlock(ViewId.MEMORY);
    Grid<?> grid = find("memory", Grid.class);
    interact(() -> grid.getSelectionModel().select(5));
    assertThat(desk.selection().get().evidence().orElseThrow().quote()).startsWith("c000000000-");
    interact(() -> registry.run("selection.clear"));
    assertThat(grid.getSelectionModel().getSelectedItem()).isNull();
    assertThat(((Area) grid.getItems().get(5)).kind()).isEqualTo(Area.Kind.GO_HEAP);
  }

  @Test
  void theLadderTellsHowThePackageCameIntoTheProgram() {
    interact(
        () ->
            desk.open(
                new Opened(
                    "imported.isz",
                    Goroutines.imported(),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE)));
    go(ViewId.INITS);
    assertThat(words(find("rung-facts", RungFacts.class)))
        .contains(desk.texts().say("inits.imports"), "main", "→ shop.example/ordersd/internal/app")
        .contains("used in app.Run  app.go:17");
    interact(() -> desk.selection().set(Selection.NONE.withPackage("os/signal")));
    assertThat(words(find("rung-facts", RungFacts.class)))
        .contains(desk.texts().say("inits.imports.other", "os/signal"));
    interact(
        () ->
            desk.selection().set(Selection.NONE.withPackage("shop.example/ordersd/internal/app")));
    assertThat(words(find("rung-facts", RungFacts.class)))
        .contains(desk.texts().say("inits.withoutInit"), "used in main.main  main.go:9");
  }
}
