package initscope.views;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// All commands with their keys, made from the registry.
public final class KeyHelp {
  private KeyHelp() {}

  /// Shows the help.
  public static void open(CommandRegistry registry, Overlay overlay, Texts texts) {
    FlowPane groups = new FlowPane(36, 14);
    groups.setPrefWrapLength(900);
    for (Command.Scope scope : Command.Scope.values()) {
      List<Command> inScope = registry.all().stream().filter(c -> c.scope() == scope).toList();
      if (!inScope.isEmpty()) {
        groups.getChildren().add(group(scope, inScope, texts));
      }
    }
    Label title = new Label(texts.say("help.title"));
    title.getStyleClass().add("heading");
    Button close = new Button(texts.say("action.close"));
    close.setOnAction(e -> overlay.close());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    ScrollPane scroll = new ScrollPane(groups);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(texts.say("help.title"));
    VBox panel = new VBox(10, new HBox(title, gap, close), scroll);
    panel.setId("help");
    panel.setMaxSize(1000, Region.USE_PREF_SIZE);
    overlay.show(panel, close, texts.say("help.title"));
  }

  private static Node group(Command.Scope scope, List<Command> commands, Texts texts) {
    GridPane grid = new GridPane(14, 5);
    Label heading = new Label(texts.say(scope.key()));
    heading.getStyleClass().add("subheading");
    grid.add(heading, 0, 0, 2, 1);
    for (int i = 0; i < commands.size(); i++) {
      Command command = commands.get(i);
      Label keys = new Label(keys(command));
      keys.getStyleClass().add("key");
      keys.setVisible(!command.keys().isEmpty());
      grid.add(keys, 0, i + 1);
      grid.add(new Label(Palette.title(texts, command)), 1, i + 1);
    }
    return grid;
  }

  static String keys(Command command) {
    return command.keys().stream().map(Keys::text).distinct().collect(Collectors.joining("  "));
  }
}
