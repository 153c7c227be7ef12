package initscope.views;

import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A search field: Enter and Shift+Enter go from match to match, the count stands beside it.
final class SearchField extends HBox {
  private final TextField query = new TextField();
  private final Label count = new Label();
  private final Texts texts;

  /// @param step told 1 or -1 to go to the next or previous match
  SearchField(Texts texts, String id, IntConsumer step) {
    super(8);
    this.texts = texts;
    getStyleClass().add("search");
    query.setId(id);
    query.setPromptText(texts.say("search.prompt"));
    query.setAccessibleText(texts.say("search.prompt"));
    query.setPrefColumnCount(18);
    count.getStyleClass().add("faint");
    count.setMinWidth(90);
    getChildren().addAll(count, query);
    query.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            e.consume();
            step.accept(e.isShiftDown() ? -1 : 1);
          }
        });
  }

  TextField field() {
    return query;
  }

  String text() {
    return query.getText();
  }

  void matches(int found) {
    count.setText(query.getText().isEmpty() ? "" : texts.say("search.count", found));
  }

  /// Says what was found in other words than how many.
  void tell(String found) {
    count.setMinWidth(Region.USE_PREF_SIZE);
    count.setText(found);
  }

  void start() {
    query.requestFocus();
    query.selectAll();
  }

  boolean clear() {
    boolean had = !query.getText().isEmpty() || query.isFocused();
    query.clear();
    return had;
  }
}
