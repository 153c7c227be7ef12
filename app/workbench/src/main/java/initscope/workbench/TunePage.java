package initscope.workbench;

import initscope.model.Display;
import initscope.views.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One page of the way of a change: where on the way it is, what it says, one primary button. No button is a default button: Enter
/// in a field never changes a host.
class TunePage extends ScrollPane {
  private final Texts texts;
  private final VBox body = new VBox(14);
  private final HBox buttons = new HBox(8);

  TunePage(Texts texts, Jobs jobs, Guide guide, int step, String title) {
    this.texts = texts;
    setId("tune");
    setFitToWidth(true);
    setAccessibleText(title);
    Label where = faint(texts.say("tune.step", step, guide.steps(), texts.say(guide.key("name"))));
    where.setId("tune-step");
    Label heading = new Label(title);
    heading.setId("tune-title");
    heading.getStyleClass().add("verdict-title");
    heading.setWrapText(true);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox column = new VBox(16, new VBox(2, where, heading), body, progress(jobs), buttons);
    column.getStyleClass().add("start-column");
    HBox page = new HBox(column);
    page.getStyleClass().add("start");
    HBox.setHgrow(column, Priority.ALWAYS);
    setContent(page);
    body.disableProperty().bind(jobs.busy());
    buttons.disableProperty().bind(jobs.busy());
  }

  private Node progress(Jobs jobs) {
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText(texts.say("tune.working"));
    Label step = new Label();
    step.textProperty().bind(jobs.step().map(Display::safe));
    Button cancel = new Button(texts.say("tune.cancel"));
    cancel.setId("tune-cancel");
    cancel.setOnAction(e -> jobs.cancel());
    cancel.visibleProperty().bind(jobs.cancellable());
    Label firm = faint(texts.say("tune.firm"));
    firm.visibleProperty().bind(jobs.cancellable().not());
    firm.managedProperty().bind(firm.visibleProperty());
    HBox line = new HBox(10, bar, step, cancel, firm);
    line.setAlignment(Pos.CENTER_LEFT);
    line.visibleProperty().bind(jobs.busy());
    line.managedProperty().bind(jobs.busy());
    return line;
  }

  Texts texts() {
    return texts;
  }

  final void add(Node... nodes) {
    body.getChildren().addAll(nodes);
  }

  /// The buttons of the page; the primary one stands at the right end.
  final void buttons(Button primary, Button... others) {
    primary.getStyleClass().add("accent");
    buttons.getChildren().setAll(others);
    buttons.getChildren().add(primary);
  }

  static Button button(String id, String text, Runnable run) {
    Button button = new Button(text);
    button.setId(id);
    button.setOnAction(e -> run.run());
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  static Label faint(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("faint");
    label.setWrapText(true);
    return label;
  }

  static Label words(String text) {
    Label label = new Label(Display.safe(text));
    label.setWrapText(true);
    return label;
  }

  /// Something that must be read, with a sign and a colour of its own.
  static Label notice(String id, String text) {
    Label label = words(text);
    label.setId(id);
    label.getStyleClass().add("notice-text");
    return label;
  }

  final VBox section(String key, Node... content) {
    Label title = new Label(texts.say(key));
    title.getStyleClass().add("section-title");
    VBox section = new VBox(5, title);
    section.getChildren().addAll(content);
    return section;
  }

  /// Commands as they are run, to be read and copied.
  final Node commands(String key, String id, List<String> lines) {
    String text = String.join("\n", lines);
    Label shown = new Label(String.join("\n", text.lines().map(Display::safe).toList()));
    shown.setId(id);
    shown.getStyleClass().add("command-text");
    shown.setWrapText(true);
    shown.setMaxWidth(Double.MAX_VALUE);
    Button copy = button(id + "-copy", texts.say("action.copy"), () -> copy(text));
    copy.setAccessibleText(texts.say("action.copy") + ": " + texts.say(key));
    copy.getStyleClass().addAll("flat", "small");
    HBox.setHgrow(shown, Priority.ALWAYS);
    return section(key, new HBox(6, shown, copy));
  }

  /// The same as what this page's buttons do, for the command line; folded until asked for.
  final void asCommands(String... lines) {
    TitledPane pane = new TitledPane();
    pane.setId("as-commands");
    pane.setText(texts.say("tune.asCommands"));
    pane.setContent(commands("tune.asCommands.what", "as-commands-text", List.of(lines)));
    pane.setExpanded(false);
    pane.setAnimated(false);
    body.getChildren().add(pane);
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  /// Values in lines: what, from, to.
  static GridPane values(List<List<String>> rows) {
    GridPane grid = new GridPane(18, 4);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        Label cell = new Label(Display.safe(rows.get(row).get(column)));
        cell.getStyleClass().add(row == 0 ? "faint" : "host");
        if (column == 0) {
          cell.setMinWidth(Region.USE_PREF_SIZE);
        }
        grid.add(cell, column, row);
      }
    }
    return grid;
  }
}
