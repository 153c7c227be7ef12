package initscope.workbench;

import initscope.collect.ServiceRow;
import initscope.collect.Target;
import initscope.model.Display;
import initscope.views.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The services of a host, those that are not ready first; Enter captures the chosen one, or the pid typed.
final class ServicesPane extends VBox {
  private final TextField filter = new TextField();

  ServicesPane(Texts texts, String host, List<ServiceRow> rows, Consumer<Target> chosen) {
    super(10);
    setId("services");
    setPadding(new Insets(24));
    Label title = new Label(texts.say("picker.title", Display.safe(host)));
    title.getStyleClass().add("heading");
    long notReady = rows.stream().filter(ServiceRow::notReady).count();
    Label sentence = new Label(texts.say("picker.sentence", notReady));
    sentence.getStyleClass().add("faint");
    FilteredList<ServiceRow> shown = new FilteredList<>(FXCollections.observableArrayList(rows));
    ListView<ServiceRow> list = new ListView<>(shown);
    list.setId("service-list");
    list.setCellFactory(
        view ->
            new ListCell<>() {
              @Override
              protected void updateItem(@Nullable ServiceRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(row == null || empty ? "" : words(row));
              }
            });
    list.setAccessibleText(title.getText());
    list.setPlaceholder(new Label(texts.say("empty.services")));
    list.getSelectionModel().selectFirst();
    filter.setPromptText(texts.say("picker.filter") + ", " + texts.say("picker.pid"));
    filter.setAccessibleText(texts.say("picker.filter"));
    filter
        .textProperty()
        .subscribe(
            text -> {
              String wanted = text.toLowerCase(Locale.ROOT).strip();
              shown.setPredicate(
                  row ->
                      pid(wanted).isPresent()
                          || words(row).toLowerCase(Locale.ROOT).contains(wanted));
              list.getSelectionModel().selectFirst();
            });
    Runnable choose =
        () ->
            pid(filter.getText().strip())
                .or(
                    () ->
                        Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                            .map(row -> new Target.Unit(row.unit())))
                .ifPresent(chosen);
    filter.setOnAction(e -> choose.run());
    list.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            choose.run();
          }
        });
    list.setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2) {
            choose.run();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(title, sentence, filter, list);
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
