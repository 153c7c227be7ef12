package initscope.views;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A table with a filter, and below it the stack of the chosen row where rows have one.
final class TablePane extends BorderPane implements Chart {
  private final Grid<?> grid;
  private final SearchField search;

  TablePane(
      Desk desk, Grid<?> grid, Optional<FramesView> frames, ObservableValue<String> sentence) {
    this.grid = grid;
    search = new SearchField(desk.texts(), grid.getId() + "-search", step -> grid.requestFocus());
    Label said = new Label();
    sentence.subscribe(said::setText);
    said.getStyleClass().add("sentence");
    said.setWrapText(true);
    said.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    search.setAlignment(Pos.CENTER_RIGHT);
    HBox head = new HBox(12, said, gap, search);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("view-head");
    setTop(head);
    if (frames.isPresent()) {
      SplitPane split = new SplitPane(grid, frames.get());
      split.setOrientation(Orientation.VERTICAL);
      split.setDividerPositions(0.42);
      setCenter(split);
    } else {
      setCenter(grid);
    }
    search.field().textProperty().subscribe((before, now) -> search.matches(grid.filter(now)));
  }

  Grid<?> grid() {
    return grid;
  }

  /// Tables have the keys of tables.
  @Override
  public void act(Act act) {
    grid.requestFocus();
  }

  @Override
  public void toggleTable() {
    grid.requestFocus();
  }

  @Override
  public void startSearch() {
    search.start();
  }

  @Override
  public boolean endSearch() {
    boolean had = search.clear();
    if (had) {
      grid.requestFocus();
    }
    return had;
  }
}
