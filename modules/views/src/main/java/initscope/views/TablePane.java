package initscope.views;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A table with a filter, and below it the stack of the chosen row where rows have one.
final class TablePane extends SearchPane {
  private final Grid<?> grid;

  TablePane(
      Desk desk, Grid<?> grid, Optional<FramesView> frames, ObservableValue<String> sentence) {
    super(desk, grid.getId());
    this.grid = grid;
    Label said = new Label();
    sentence.subscribe(said::setText);
    said.getStyleClass().add("sentence");
    said.setWrapText(true);
    said.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(12, said, gap, search());
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
    search().field().textProperty().subscribe((before, now) -> search().matches(grid.filter(now)));
  }

  Grid<?> grid() {
    return grid;
  }

  @Override
  void takeFocus() {
    grid.requestFocus();
  }

  /// Only what was found is shown.
  @Override
  void stepMatch(int step) {
    grid.requestFocus();
  }

  @Override
  public void toggleTable() {
    grid.requestFocus();
  }
}
