package initscope.views;

import javafx.geometry.Pos;
import javafx.scene.layout.BorderPane;

/// A page with a search field in its head.
abstract class SearchPane extends BorderPane implements Chart {
  private final SearchField search;

  /// @param id of the page; the field's is made of it
  SearchPane(Desk desk, String id) {
    search = new SearchField(desk.texts(), id + "-search", this::stepMatch);
    search.setAlignment(Pos.CENTER_RIGHT);
  }

  SearchField search() {
    return search;
  }

  /// Goes to the next or previous place that was found.
  abstract void stepMatch(int step);

  /// Puts the focus where the keys of this page work.
  abstract void takeFocus();

  @Override
  public void act(Act act) {
    takeFocus();
  }

  @Override
  public void startSearch() {
    search.start();
  }

  @Override
  public boolean endSearch() {
    boolean had = search.clear();
    if (had) {
      takeFocus();
    }
    return had;
  }
}
