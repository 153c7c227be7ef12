package initscope.views;

import java.util.Comparator;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Finds a command by a few of its letters and runs it.
public final class Palette {
  private final CommandRegistry registry;
  private final Overlay overlay;
  private final Texts texts;
  private final TextField query = new TextField();
  private final ListView<Command> found = new ListView<>();

  private Palette(CommandRegistry registry, Overlay overlay, Texts texts) {
    this.registry = registry;
    this.overlay = overlay;
    this.texts = texts;
  }

  /// Opens the palette.
  public static void open(CommandRegistry registry, Overlay overlay, Texts texts) {
    new Palette(registry, overlay, texts).open();
  }

  private void open() {
    query.setId("palette-query");
    query.setPromptText(texts.say("palette.prompt"));
    query.setAccessibleText(texts.say("palette.prompt"));
    found.setId("palette-found");
    found.setAccessibleText(texts.say("command.app.palette"));
    found.setFocusTraversable(false);
    found.setCellFactory(list -> new Cell());
    found.setOnMouseClicked(e -> run());
    ObservableValue<String> typed = query.textProperty();
    typed.subscribe(this::search);
    query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    VBox panel = new VBox(query, found);
    panel.getStyleClass().add("palette");
    panel.setMaxSize(620, Region.USE_PREF_SIZE);
    found.setPrefHeight(360);
    overlay.show(panel, query, texts.say("command.app.palette"));
  }

  private void search(String wanted) {
    List<Command> hits =
        registry.all().stream()
            .filter(c -> !c.id().equals("app.palette") && Fuzzy.score(wanted, text(c)) > 0)
            .sorted(
                Comparator.<Command>comparingInt(c -> registry.because(c).isEmpty() ? 0 : 1)
                    .thenComparingInt(c -> -Fuzzy.score(wanted, text(c))))
            .toList();
    found.getItems().setAll(hits);
    found.getSelectionModel().selectFirst();
  }

  /// People may type the id of a bug report or the English title.
  private String text(Command command) {
    return title(texts, command) + " " + command.id();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      event.consume();
      run();
    } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
      event.consume();
      int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
      int size = found.getItems().size();
      if (size > 0) {
        int next = Math.floorMod(found.getSelectionModel().getSelectedIndex() + step, size);
        found.getSelectionModel().select(next);
        found.scrollTo(next);
      }
    }
  }

  private void run() {
    Command chosen = found.getSelectionModel().getSelectedItem();
    if (chosen != null && registry.because(chosen).isEmpty()) {
      overlay.close();
      registry.run(chosen.id());
    }
  }

  /// Title of a command.
  static String title(Texts texts, Command command) {
    return texts.say("command." + command.id());
  }

  private final class Cell extends ListCell<Command> {
    @Override
    protected void updateItem(Command command, boolean empty) {
      super.updateItem(command, empty);
      setText(null);
      if (empty || command == null) {
        setGraphic(null);
        return;
      }
      Label name = new Label(title(texts, command));
      Label why = new Label(registry.because(command).map(texts::say).orElse(""));
      why.getStyleClass().add("faint");
      Label key = new Label(command.keys().isEmpty() ? "" : Keys.text(command.keys().getFirst()));
      key.getStyleClass().add("key");
      key.setVisible(!command.keys().isEmpty());
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      HBox row = new HBox(10, name, why, gap, key);
      row.setAlignment(Pos.CENTER_LEFT);
      name.setDisable(registry.because(command).isPresent());
      setGraphic(row);
      setAccessibleText(title(texts, command));
    }
  }
}
