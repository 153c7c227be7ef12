package initscope.views;

import initscope.layout.Theme;
import initscope.model.RawEntry;
import initscope.model.testing.OrdersdIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// An incident in a scene, with the commands a window gives it.
@SuppressWarnings("NullAway.Init") // start() sets the fields
abstract class ViewsRobot extends ApplicationTest {
  Desk desk;
  CommandRegistry registry;
  Overlay overlay;
  IncidentView view;
  Scene scene;
  private Stage stage;

  @Override
  public void start(Stage given) {
    Look.loadFonts();
    stage = given;
    build(Locale.ENGLISH, Theme.LIGHT);
    stage.show();
  }

  /// Builds the scene anew.
  void build(Locale locale, Theme theme) {
    desk = new Desk((sentence, l) -> sentence.key() + " " + sentence.arguments(), locale);
    desk.theme().set(theme);
    desk.open(
        new Opened(
            "ordersd.isz", OrdersdIncident.incident(), OrdersdIncident.diagnosis(), entries()));
    registry = new CommandRegistry();
    view = new IncidentView(desk);
    IncidentCommands.register(registry, desk, () -> Optional.of(view));
    registry.add(
        "app.help",
        Command.Menu.HELP,
        Command.Scope.GLOBAL,
        Keys.of("?"),
        () -> KeyHelp.open(registry, overlay, desk.texts()));
    registry.add(
        "app.palette",
        Command.Menu.HELP,
        Command.Scope.GLOBAL,
        Keys.of("Ctrl+Shift+P"),
        () -> Palette.open(registry, overlay, desk.texts()));
    registry.add("app.escape", Command.Menu.GO, Command.Scope.GLOBAL, Keys.of("Esc"), this::escape);
    registry.scopes(view::scopes);
    overlay = new Overlay();
    BorderPane root = new BorderPane(new StackPane(view, overlay));
    root.setTop(Menus.bar(registry, desk.texts()));
    Look.use(theme);
    scene = new Scene(root, 1280, 800);
    Look.dress(scene);
    registry.listen(scene);
    stage.setScene(scene);
  }

  private void escape() {
    if (!overlay.close()) {
      IncidentCommands.escape(desk, Optional.of(view));
    }
  }

  private static Entries entries() {
    List<RawEntry> all = OrdersdIncident.entries();
    return new Entries() {
      @Override
      public List<String> names() {
        return all.stream().map(e -> "raw/" + e.name()).toList();
      }

      @Override
      public Optional<RawEntry> entry(String name) {
        return all.stream()
            .filter(e -> name.equals(e.name()) || name.equals("raw/" + e.name()))
            .findFirst();
      }
    };
  }

  void go(ViewId id) {
    interact(
        () -> {
          desk.view().set(id);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  <T extends Node> T find(String id, Class<T> type) {
    return type.cast(scene.getRoot().lookup("#" + id));
  }

  /// Words and links of a page's part, laid out first.
  List<String> words(Parent part) {
    interact(
        () -> {
          scene.getRoot().applyCss();
          scene.getRoot().layout();
        });
    return Stream.of(".label", ".hyperlink")
        .flatMap(style -> part.lookupAll(style).stream())
        .map(n -> ((Labeled) n).getText())
        .toList();
  }

  /// Every node of the scene that is shown.
  List<Node> shown() {
    List<Node> found = new ArrayList<>();
    collect(scene.getRoot(), found);
    return found;
  }

  private static void collect(Node node, List<Node> found) {
    if (node.isVisible()) {
      found.add(node);
      if (node instanceof Parent parent) {
        parent.getChildrenUnmodifiable().forEach(c -> collect(c, found));
      }
    }
  }
}
