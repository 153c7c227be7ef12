package initscope.workbench;

import initscope.collect.ServiceRow;
import initscope.collect.Target;
import initscope.layout.Durations;
import initscope.model.Display;
import initscope.views.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The services of a host, those that are not ready first; Enter captures the chosen one, or the pid typed.
final class ServicesPane extends VBox {
  private final TextField filter = new TextField();
  private final FilteredList<ServiceRow> shown;
  private final ListView<ServiceRow> list;
  private final Consumer<Target> chosen;

  ServicesPane(
      Texts texts, String host, List<ServiceRow> rows, Consumer<Target> chosen, Runnable tune) {
    super(10);
    this.chosen = chosen;
    shown = new FilteredList<>(FXCollections.observableArrayList(rows));
    list = new ListView<>(shown);
    setId("services");
    setPadding(new Insets(24));
    Label title = new Label(texts.say("picker.title", Display.safe(host)));
    title.getStyleClass().add("heading");
    long notReady = rows.stream().filter(ServiceRow::notReady).count();
    Label sentence = new Label(texts.say("picker.sentence", notReady));
    sentence.getStyleClass().add("faint");
    setUpList(title.getText(), texts.say("empty.services"));
    filter.setPromptText(texts.say("picker.filter"));
    filter.setAccessibleText(texts.say("picker.filter"));
    filter.textProperty().subscribe(this::narrow);
    filter.setOnAction(e -> choose());
    VBox.setVgrow(list, Priority.ALWAYS);
    Button capture = new Button(texts.say("action.capture"));
    capture.setId("capture");
    capture.getStyleClass().add("accent");
    capture.setOnAction(e -> choose());
    Button change = new Button(texts.say("action.tune"));
    change.setId("tune-host");
    change.setOnAction(e -> tune.run());
    HBox buttons = new HBox(8, change, capture);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, sentence, filter, list, buttons);
  }

  private void setUpList(String name, String empty) {
    list.setId("service-list");
    list.setAccessibleText(name);
    list.setPlaceholder(new Label(empty));
    list.setCellFactory(view -> new Cell());
    list.getSelectionModel().selectFirst();
    list.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            choose();
          }
        });
    list.setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2) {
            choose();
          }
        });
  }

  private void narrow(String text) {
    String wanted = text.toLowerCase(Locale.ROOT).strip();
    boolean isPid = pid(wanted).isPresent();
    shown.setPredicate(row -> isPid || words(row).toLowerCase(Locale.ROOT).contains(wanted));
    list.getSelectionModel().selectFirst();
  }

  private void choose() {
    pid(filter.getText().strip())
        .or(
            () ->
                Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                    .map(row -> new Target.Unit(row.unit())))
        .ifPresent(chosen);
  }

  /// Name, state and since when, process, in columns that line up.
  private static final class Cell extends ListCell<ServiceRow> {
    private final Label unit = column(420, "host");
    private final Label state = column(230, "state");
    private final Label pid = column(110, "host");
    private final Label go = column(40, "faint");
    private final HBox line = new HBox(12, unit, state, pid, go);

    Cell() {
      line.setAlignment(Pos.CENTER_LEFT);
    }

    private static Label column(double width, String style) {
      Label label = new Label();
      label.setMinWidth(width);
      label.setPrefWidth(width);
      label.getStyleClass().add(style);
      return label;
    }

    @Override
    protected void updateItem(@Nullable ServiceRow row, boolean empty) {
      super.updateItem(row, empty);
      setText(null);
      setGraphic(row == null || empty ? null : line);
      if (row != null && !empty) {
        setAccessibleText(words(row));
        unit.setText(Display.safe(row.unit()));
        String since =
            row.ageNanos().isPresent() && row.notReady()
                ? " · " + Durations.of(row.ageNanos().getAsLong())
                : "";
        state.setText(Display.safe(row.state() + " (" + row.sub() + ")") + since);
        state.getStyleClass().removeAll("coverage", "coverage-skipped", "coverage-refused");
        if (row.notReady()) {
          String tone = row.state().equals("failed") ? "refused" : "skipped";
          state.getStyleClass().addAll("coverage", "coverage-" + tone);
        }
        pid.setText(pid(row));
        go.setText(row.isGo().orElse(false) ? "Go" : "");
      }
    }

    private static String pid(ServiceRow row) {
      return row.pid().isPresent() ? "pid " + row.pid().getAsLong() : "";
    }
  }

  /// Where typing begins.
  TextField first() {
    return filter;
  }

  private static String words(ServiceRow row) {
    String pid = row.pid().isPresent() ? "   pid " + row.pid().getAsLong() : "";
    String go = row.isGo().orElse(false) ? "   Go" : "";
    return Display.safe(row.unit() + "   " + row.state() + " (" + row.sub() + ")" + pid + go);
  }

  private static Optional<Target> pid(String text) {
    boolean number =
        !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(new Target.Pid(Long.parseLong(text))) : Optional.empty();
  }
}
