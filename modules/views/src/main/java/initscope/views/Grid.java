package initscope.views;

import initscope.layout.Selected;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/// A table of values: filter, sort, copy; its chosen row and the desk's selection are one.
///
/// @param <T> a row
class Grid<T> extends TableView<T> {
  private final ObservableList<T> rows = FXCollections.observableArrayList();
  private final FilteredList<T> shown = new FilteredList<>(rows);
  private final List<Column<T>> columns;
  private final Function<T, Selection> selects;
  private final Desk desk;
  private boolean following;

  Grid(Desk desk, String id, List<Column<T>> columns, Function<T, Selection> selects) {
    this.desk = desk;
    this.columns = columns;
    this.selects = selects;
    setId(id);
    getStyleClass().addAll("dense", "striped");
    for (Column<T> column : columns) {
      getColumns().add(column(column));
    }
    SortedList<T> sorted = new SortedList<>(shown);
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    setAccessibleText(desk.texts().say("table." + id));
    setPlaceholder(NextStep.label(desk, id));
    getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    desk.selection().subscribe(this::follow);
    sceneProperty().subscribe(now -> follow(desk.selection().get()));
    setContextMenu(copyMenu());
    setOnKeyPressed(
        e -> {
          if (e.isShortcutDown() && e.getCode() == KeyCode.C) {
            e.consume();
            desk.copy(separated("\t"));
          }
        });
  }

  private TableColumn<T, T> column(Column<T> column) {
    TableColumn<T, T> made = new TableColumn<>(desk.texts().say(column.key()));
    made.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
    made.setPrefWidth(column.width());
    made.setComparator(column.order());
    made.setCellFactory(c -> new TextCell<>(column));
    made.setReorderable(false);
    return made;
  }

  private static final class TextCell<T> extends TableCell<T, T> {
    private final Column<T> column;

    TextCell(Column<T> column) {
      this.column = column;
      if (column.mono()) {
        getStyleClass().add("host");
      }
    }

    @Override
    protected void updateItem(T row, boolean empty) {
      super.updateItem(row, empty);
      setText(empty || row == null ? null : Display.safe(column.text().apply(row)));
    }
  }

  /// Other rows.
  void fill(List<T> next) {
    rows.setAll(next);
    for (int i = 0; i < columns.size(); i++) {
      Column<T> column = columns.get(i);
      // A column that says nothing takes the room of those that do.
      getColumns()
          .get(i)
          .setVisible(
              next.isEmpty() || next.stream().anyMatch(r -> !column.text().apply(r).isEmpty()));
    }
    follow(desk.selection().get());
  }

  /// Shows rows that hold a text only.
  ///
  /// @return how many
  int filter(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    shown.setPredicate(row -> wanted.isEmpty() || holds(row, wanted));
    return shown.size();
  }

  /// Whether a row holds a text.
  ///
  /// @param wanted in lower case
  boolean holds(T row, String wanted) {
    return columns.stream()
        .anyMatch(c -> c.text().apply(row).toLowerCase(Locale.ROOT).contains(wanted));
  }

  /// Whether a row is what was chosen.
  boolean isChosen(Selection chosen, T row) {
    return Selected.is(chosen, selects.apply(row));
  }

  private void chosen(T row) {
    if (!following && row != null) {
      following = true;
      desk.selection().set(selects.apply(row));
      following = false;
    }
  }

  /// A table that nobody sees follows once it is shown.
  private void follow(Selection chosen) {
    if (following || getScene() == null) {
      return;
    }
    following = true;
    getSelectionModel().clearSelection();
    for (int i = 0; i < getItems().size(); i++) {
      if (isChosen(chosen, getItems().get(i))) {
        getSelectionModel().select(i);
        scrollTo(Math.max(0, i - 3));
        break;
      }
    }
    following = false;
  }

  private ContextMenu copyMenu() {
    MenuItem text = new MenuItem(desk.texts().say("action.copy"));
    text.setOnAction(e -> desk.copy(separated("\t")));
    MenuItem csv = new MenuItem(desk.texts().say("action.copy.csv"));
    csv.setOnAction(e -> desk.copy(csv()));
    MenuItem markdown = new MenuItem(desk.texts().say("action.copy.markdown"));
    markdown.setOnAction(e -> desk.copy(markdown()));
    return new ContextMenu(text, csv, markdown);
  }

  private List<T> chosenRows() {
    List<T> chosen =
        getSelectionModel().getSelectedItems().stream().filter(r -> r != null).toList();
    return chosen.isEmpty() ? List.copyOf(getItems()) : chosen;
  }

  private String separated(String separator) {
    return chosenRows().stream()
        .map(
            r ->
                columns.stream().map(c -> c.text().apply(r)).collect(Collectors.joining(separator)))
        .collect(Collectors.joining("\n"));
  }

  /// Cells that a spreadsheet would take for a formula get an apostrophe.
  String csv() {
    StringBuilder out = new StringBuilder();
    out.append(titles().collect(Collectors.joining(","))).append('\n');
    for (T row : chosenRows()) {
      out.append(
              columns.stream().map(c -> cell(c.text().apply(row))).collect(Collectors.joining(",")))
          .append('\n');
    }
    return out.toString();
  }

  private java.util.stream.Stream<String> titles() {
    return columns.stream().map(c -> desk.texts().say(c.key()));
  }

  private static String cell(String raw) {
    String text = Display.safe(raw);
    boolean formula = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
    String shown =
        formula && !text.substring(1).chars().allMatch(Character::isDigit) ? "'" + text : text;
    return shown.indexOf(',') >= 0 || shown.indexOf('"') >= 0
        ? '"' + shown.replace("\"", "\"\"") + '"'
        : shown;
  }

  String markdown() {
    StringBuilder out = new StringBuilder("| ");
    out.append(titles().collect(Collectors.joining(" | "))).append(" |\n|");
    out.append(" --- |".repeat(columns.size())).append('\n');
    for (T row : chosenRows()) {
      out.append("| ")
          .append(
              columns.stream()
                  .map(c -> escape(Display.safe(c.text().apply(row))))
                  .collect(Collectors.joining(" | ")))
          .append(" |\n");
    }
    return out.toString();
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if ("`|<[\\".indexOf(text.charAt(i)) >= 0) {
        out.append('\\');
      }
      out.append(text.charAt(i));
    }
    return out.toString();
  }
}
