package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Rgb;
import initscope.layout.Selected;
import initscope.layout.Theme;
import initscope.layout.goroutines.GoroutineRows;
import initscope.model.EvidenceRef;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.testing.OrdersdIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// What must hold for every view: read, reached, chosen by anyone.
final class SceneTest extends ViewsRobot {
  @Test
  void everythingThatTakesTheFocusSaysWhatItIs() {
    List<String> silent = new ArrayList<>();
    for (ViewId id : ViewId.values()) {
      go(id);
      interact(() -> desk.evidenceShown().set(true));
      WaitForAsyncUtils.waitForFxEvents();
      for (Node node : shown()) {
        if (node.isFocusTraversable()
            && (words(node).isBlank() || node.getAccessibleRole() == AccessibleRole.NODE)) {
          silent.add(id + ": " + node);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  private static String words(Node node) {
    String said = node.getAccessibleText();
    if (said == null || said.isBlank()) {
      said = node instanceof Labeled labeled ? labeled.getText() : said;
    }
    if (node instanceof TextInputControl field && (said == null || said.isBlank())) {
      said = field.getPromptText();
    }
    return said == null ? "" : said;
  }

  @Test
  void everyMenuItemIsACommand() {
    MenuBar bar =
        shown().stream()
            .filter(n -> n instanceof MenuBar)
            .map(n -> (MenuBar) n)
            .findFirst()
            .orElseThrow();
    List<String> items =
        bar.getMenus().stream().flatMap(m -> m.getItems().stream()).map(i -> i.getId()).toList();
    assertThat(items)
        .containsExactlyInAnyOrderElementsOf(
            registry.all().stream().map(c -> "menu-" + c.id()).toList());
  }

  @Test
  void oneSelectionIsSeenInEveryView() {
    long wanted = OrdersdIncident.incident().goroutines().getLast().id();
    go(ViewId.GOROUTINES);
    interact(
        () ->
            desk.selection()
                .set(Tables.selection(OrdersdIncident.incident().goroutines().getLast())));
    GoroutineTable grid = find("goroutines", GoroutineTable.class);
    assertThat(grid.getSelectionModel().getSelectedItem())
        .isInstanceOfSatisfying(
            GoroutineRows.Heading.class,
            h -> assertThat(h.group().members()).extracting(Goroutine::id).contains(wanted));
    assertThat(find("selection-chip", Labeled.class).getText()).contains("goroutine " + wanted);
    go(ViewId.TIMELINE);
    assertThat(find("timeline", TimelineView.class).timeline().tracks())
        .filteredOn(t -> Selected.is(desk.selection().get(), t))
        .isNotEmpty();
    go(ViewId.FLAME);
    interact(() -> registry.run("chart.focus"));
    FlameView flame = find("flame", FlameView.class);
    assertThat(flame.seen()).isNotEqualTo(flame.tree().whole());
    interact(() -> registry.run("selection.clear"));
    go(ViewId.GOROUTINES);
    assertThat(grid.getSelectionModel().getSelectedItem()).isNull();
  }

  @Test
  void aLinkOfTheVerdictOpensTheByteItMeans() {
    EvidenceRef place =
        desk.opened().get().diagnosis().verdict().because().stream()
            .map(b -> b.evidence())
            .filter(e -> desk.opened().get().entries().entry(e.entry()).isPresent())
            .filter(e -> e.offset().isPresent())
            .findFirst()
            .orElseThrow();
    interact(() -> desk.show(place));
    WaitForAsyncUtils.waitForFxEvents();
    RawPane raw = find("raw", RawPane.class);
    assertThat(raw.markedOffset()).isLessThanOrEqualTo(place.offset().getAsLong());
    String quoted = place.quote().strip().lines().findFirst().orElse("");
    assertThat(raw.markedText()).contains(quoted.substring(0, Math.min(12, quoted.length())));
    assertThat(find("evidence", EvidenceView.class).isVisible()).isTrue();
  }

  @Test
  void theEvidenceLeadsBackToWhatWasReadThere() {
    EvidenceRef place =
        Stream.concat(
                OrdersdIncident.incident().goroutines().stream()
                    .flatMap(g -> g.evidence().stream()),
                OrdersdIncident.incident().inits().stream().flatMap(t -> t.evidence().stream()))
            .filter(e -> desk.opened().get().entries().entry(e.entry()).isPresent())
            .filter(e -> e.offset().isPresent())
            .findFirst()
            .orElseThrow();
    interact(() -> desk.show(place));
    interact(() -> desk.selection().set(Selection.NONE));
    RawPane raw = find("raw", RawPane.class);
    interact(raw::requestFocus);
    push(KeyCode.CONTROL, KeyCode.DOWN);
    Selection first = desk.selection().get();
    assertThat(first.goroutine().isPresent() || first.packagePath().isPresent()).isTrue();
    assertThat(first.evidence().orElseThrow().entry()).isEqualTo(place.entry());
    interact(() -> desk.selection().set(Selection.NONE));
    for (int row = 0;
        desk.selection().get().evidence().isEmpty() && row < raw.seen().size();
        row++) {
      clickOn(raw.localToScreen(60, 8 + 18.0 * row));
    }
    assertThat(desk.selection().get().evidence().orElseThrow().entry()).isEqualTo(place.entry());
  }

  @Test
  void anIncidentOpensOnWhatItsVerdictIsAbout() {
    assertThat(desk.selection().get())
        .isEqualTo(Opened.selection(desk.opened().get().diagnosis().verdict()))
        .isNotEqualTo(Selection.NONE);
  }

  /// Foregrounds and the grounds they stand on, as the style sheet pairs them.
  private static final Map<String, List<String>> PAIRS =
      Map.of(
          "-color-fg-default",
              List.of(
                  "-color-bg-default",
                  "-color-bg-subtle",
                  "-color-accent-subtle",
                  "-color-warning-subtle",
                  "-color-danger-subtle"),
          "-color-fg-muted",
              List.of(
                  "-color-bg-default",
                  "-color-bg-subtle",
                  "-color-accent-subtle",
                  "-color-warning-subtle"),
          "-color-accent-fg", List.of("-color-bg-default", "-color-bg-subtle"),
          "-color-danger-fg", List.of("-color-bg-default"),
          "-color-warning-fg", List.of("-color-bg-default"));

  @Test
  void textStandsOutFromItsGroundInBothThemes() {
    for (Theme theme : Theme.values()) {
      interact(() -> build(Locale.ENGLISH, theme));
      Rgb page = rgb(colour("-color-bg-default"), Rgb.WHITE);
      PAIRS.forEach(
          (text, grounds) ->
              grounds.forEach(
                  name -> {
                    Rgb ground = rgb(colour(name), page);
                    assertThat(rgb(colour(text), ground).contrast(ground))
                        .as(theme + ": " + text + " on " + name)
                        .isGreaterThanOrEqualTo(Theme.TEXT_CONTRAST);
                  }));
    }
  }

  private Color colour(String name) {
    Region probe = new Region();
    probe.setStyle("-fx-background-color: " + name + ";");
    Color[] found = new Color[1];
    interact(
        () -> {
          overlay.getChildren().add(probe);
          probe.applyCss();
          found[0] = (Color) probe.getBackground().getFills().getFirst().getFill();
          overlay.getChildren().remove(probe);
        });
    return found[0];
  }

  private static Rgb rgb(Color colour, Rgb behind) {
    double a = colour.getOpacity();
    return new Rgb(
        channel(colour.getRed(), a, behind.red()),
        channel(colour.getGreen(), a, behind.green()),
        channel(colour.getBlue(), a, behind.blue()));
  }

  private static int channel(double value, double alpha, int behind) {
    return (int) Math.round(255 * value * alpha + behind * (1 - alpha));
  }

  @Test
  void nothingButHostTextIsCutAtTwiceTheFontSize() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      interact(
          () -> {
            build(locale, Theme.LIGHT);
            scene.getRoot().setStyle("-fx-font-size: 26px;");
          });
      List<String> cut = new ArrayList<>();
      for (ViewId id : ViewId.values()) {
        go(id);
        interact(() -> scene.getRoot().layout());
        for (Node node : shown()) {
          if (node instanceof Labeled labeled && isOurs(labeled) && isCut(labeled)) {
            cut.add(id + ": " + labeled.getText());
          }
        }
      }
      assertThat(cut).as(locale.toString()).isEmpty();
    }
  }

  /// Cells of tables and quotes of the host end in an ellipsis by design: the whole stands in the evidence.
  private static boolean isOurs(Labeled labeled) {
    for (Node at = labeled; at != null; at = at.getParent()) {
      if (at instanceof javafx.scene.control.TableView<?>
          || at instanceof javafx.scene.control.ListView<?>
          || at.getStyleClass().contains("quote")
          || at.getStyleClass().contains("incident-facts")
          || at.getStyleClass().contains("heading")) {
        return false;
      }
    }
    return labeled.getText() != null && !labeled.getText().isEmpty();
  }

  private static boolean isCut(Labeled labeled) {
    return labeled.lookupAll(".text").stream()
        .filter(n -> n instanceof javafx.scene.text.Text)
        .map(n -> ((javafx.scene.text.Text) n).getText())
        .anyMatch(shown -> shown.endsWith("...") && !labeled.getText().endsWith("..."));
  }

  /// Words of another language are often longer by two fifths.
  @Test
  void longerWordsAreNotCutEither() {
    for (ViewId id : ViewId.values()) {
      go(id);
      List<String> cut = new ArrayList<>();
      interact(
          () -> {
            List<Labeled> ours =
                shown().stream()
                    .filter(n -> n instanceof Labeled l && isOurs(l) && !isHostText(l))
                    .map(n -> (Labeled) n)
                    .filter(l -> !l.textProperty().isBound())
                    .toList();
            ours.forEach(l -> l.setText(longer(l.getText())));
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            ours.stream().filter(SceneTest::isCut).map(Labeled::getText).forEach(cut::add);
          });
      assertThat(cut).as(id.toString()).isEmpty();
      interact(() -> build(Locale.ENGLISH, Theme.LIGHT));
    }
  }

  private static boolean isHostText(Labeled labeled) {
    return labeled.getStyleClass().contains("host")
        || labeled.getText().chars().noneMatch(Character::isLetter);
  }

  private static String longer(String text) {
    return text + " " + "ôx".repeat(Math.max(1, text.length() / 5));
  }
}
