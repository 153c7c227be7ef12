package initscope.views;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A drawing with what belongs to it: one sentence, search, and the table that says the same.
abstract class ChartPane extends TwinPane {
  private final Region picture;
  private final Drawing drawing;
  private final Supplier<Grid<?>> makeTable;
  private final Label sentence = new Label();
  private final HBox tools = new HBox(8);
  private final VBox top = new VBox();

  /// @param picture what stands in the centre and takes the focus
  /// @param drawing what keys and search are for
  ChartPane(Desk desk, String id, Region picture, Drawing drawing, Supplier<Grid<?>> makeTable) {
    super(desk, id);
    this.picture = picture;
    this.drawing = drawing;
    this.makeTable = makeTable;
    sentence.getStyleClass().add("sentence");
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    sentence.setMaxWidth(Double.MAX_VALUE);
    tools.setMinWidth(Region.USE_PREF_SIZE);
    tools.setAlignment(Pos.CENTER_LEFT);
    search().setMinWidth(Region.USE_PREF_SIZE); // a long sentence wraps instead
    HBox head = new HBox(12, sentence, tools, search());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("view-head");
    top.getChildren().add(head);
    setTop(top);
    setCenter(picture);
    search().field().textProperty().subscribe((before, now) -> searched(now));
  }

  /// What is done when something else is searched for.
  void searched(String text) {
    search().matches(found(text));
  }

  /// A row of the head below the sentence.
  void below(Node row) {
    top.getChildren().add(row);
  }

  /// Both are searched, so that the drawing's marks are right when it comes back.
  final int found(String text) {
    int marked = drawing.search(text);
    return twinShown() ? filterTable(text) : marked;
  }

  void say(String text) {
    sentence.setText(text);
  }

  void tools(Node... nodes) {
    tools.getChildren().setAll(nodes);
  }

  @Override
  Region front() {
    return picture;
  }

  @Override
  void focusFront() {
    picture.requestFocus();
  }

  @Override
  Grid<?> makeTable() {
    return makeTable.get();
  }

  @Override
  void stepMatch(int step) {
    drawing.stepMatch(step);
  }

  @Override
  public void act(Act act) {
    if (!tableShown()) {
      drawing.act(act);
    }
  }
}
