package initscope.workbench;

import initscope.views.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The start page: a host to look at, or something to open.
final class StartPane extends VBox {
  private static final double WIDTH_PX = 620;

  private final TextField host = new TextField();

  StartPane(Texts texts, Consumer<String> connect, Runnable open) {
    super(14);
    setId("start");
    setAlignment(Pos.CENTER_LEFT);
    setMaxWidth(WIDTH_PX);
    Label title = label(texts.say("start.title"), "title-1");
    Label subtitle = label(texts.say("start.subtitle"), "faint");
    host.setId("host");
    host.setPromptText(texts.say("start.connect.prompt"));
    host.setAccessibleText(texts.say("start.connect"));
    host.setOnAction(e -> connect.accept(host.getText().strip()));
    Button go = new Button(texts.say("start.connect"));
    go.setDefaultButton(true);
    go.disableProperty().bind(host.textProperty().isEmpty());
    go.setOnAction(e -> connect.accept(host.getText().strip()));
    go.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(8, host, go);
    HBox.setHgrow(host, Priority.ALWAYS);
    Button file = new Button(texts.say("command.file.open"));
    file.setId("open");
    file.setOnAction(e -> open.run());
    getChildren()
        .addAll(
            title,
            subtitle,
            line,
            label(texts.say("start.connect.hint"), "faint"),
            label(texts.say("start.open"), "heading"),
            file,
            label(texts.say("start.open.hint"), "faint"),
            label(texts.say("start.palette"), "faint"));
  }

  /// Where typing begins.
  TextField first() {
    return host;
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMaxWidth(WIDTH_PX);
    return label;
  }
}
