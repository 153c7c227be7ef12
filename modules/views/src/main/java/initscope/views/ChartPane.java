package initscope.views;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A chart with what belongs to it: one sentence, search, and the table that says the same.
abstract class ChartPane extends BorderPane implements Chart {
  private final Region picture;
  private final Supplier<Grid<?>> makeTable;
  private final Label sentence = new Label();
  private final HBox tools = new HBox(8);
  private @Nullable Grid<?> table;
  private final SearchField search;

  ChartPane(Desk desk, String id, Region picture, Supplier<Grid<?>> makeTable) {
    this.picture = picture;
    this.makeTable = makeTable;
    search = new SearchField(desk.texts(), id + "-search", this::stepMatch);
    sentence.getStyleClass().add("sentence");
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    sentence.setMaxWidth(Double.MAX_VALUE);
    tools.setMinWidth(Region.USE_PREF_SIZE);
    tools.setAlignment(Pos.CENTER_LEFT);
    search.setAlignment(Pos.CENTER_RIGHT);
    HBox head = new HBox(12, sentence, tools, search);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("view-head");
    setTop(new VBox(head));
    setCenter(picture);
    search.field().textProperty().subscribe((before, now) -> search.matches(search(now)));
  }

  /// Looks for a text.
  ///
  /// @return how many were found
  abstract int search(String text);

  abstract void stepMatch(int step);

  void say(String text) {
    sentence.setText(text);
  }

  void tools(Node... nodes) {
    tools.getChildren().setAll(nodes);
  }

  @Override
  public void toggleTable() {
    if (!picture.equals(getCenter())) {
      setCenter(picture);
      picture.requestFocus();
      return;
    }
    Grid<?> made = table;
    if (made == null) {
      made = makeTable.get();
      table = made;
    }
    made.filter(search.text());
    setCenter(made);
    made.requestFocus();
  }

  boolean tableShown() {
    return !picture.equals(getCenter());
  }

  int filterTable(String text) {
    Grid<?> made = table;
    return made == null ? 0 : made.filter(text);
  }

  @Override
  public void startSearch() {
    search.start();
  }

  @Override
  public boolean endSearch() {
    boolean had = search.clear();
    if (had) {
      getCenter().requestFocus();
    }
    return had;
  }
}
