package initscope.views;

import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A page that also has a table which says the same; the table is made when it is first asked for.
abstract class TwinPane extends SearchPane {
  private @Nullable Grid<?> table;

  TwinPane(Desk desk, String id) {
    super(desk, id);
  }

  /// What stands in the centre while the table does not.
  abstract Region front();

  /// Puts the focus into what stands in front.
  abstract void focusFront();

  abstract Grid<?> makeTable();

  /// The table, once it was made.
  @Nullable Grid<?> twin() {
    return table;
  }

  /// Readies the table for being shown: by default it is searched for what was searched for before.
  void ready(Grid<?> shown) {
    shown.filter(search().text());
  }

  @Override
  public void toggleTable() {
    if (tableShown()) {
      show(front());
    } else {
      Grid<?> made = table;
      if (made == null) {
        made = makeTable();
        table = made;
      }
      ready(made);
      show(made);
    }
  }

  /// Shows what stands in front, the twin, or another table of the page.
  final void show(Region next) {
    setCenter(next);
    takeFocus();
  }

  /// Whether a table stands in the centre: the twin, or another one of the page.
  boolean tableShown() {
    return getCenter() instanceof Grid<?>;
  }

  /// Whether the twin does.
  boolean twinShown() {
    return table != null && table.equals(getCenter());
  }

  /// Searches the table.
  ///
  /// @return how many rows were found
  int filterTable(String text) {
    Grid<?> made = table;
    return made == null ? 0 : made.filter(text);
  }

  @Override
  void takeFocus() {
    if (tableShown()) {
      getCenter().requestFocus();
    } else {
      focusFront();
    }
  }
}
