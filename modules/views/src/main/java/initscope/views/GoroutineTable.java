package initscope.views;

import initscope.layout.Durations;
import initscope.layout.Symbols;
import initscope.layout.Tone;
import initscope.layout.goroutines.GoroutineGroups;
import initscope.layout.goroutines.GoroutineGroups.Group;
import initscope.layout.goroutines.GoroutineRows;
import initscope.layout.goroutines.GoroutineRows.Heading;
import initscope.layout.goroutines.GoroutineRows.Member;
import initscope.layout.goroutines.GoroutineRows.Row;
import initscope.layout.goroutines.Grouping;
import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Groups of goroutines, each of which opens to its members. The chosen row and the desk's selection are one; a group stands for
/// its first member.
final class GoroutineTable extends TableView<Row> {
  /// So many frames of what a group shares are named in its row.
  private static final int FRAMES = 3;

  /// Stands for what members do not share.
  private static final String DIFFER = "…";

  private final Desk desk;
  private final Set<Object> open = new HashSet<>();
  private GoroutineGroups groups = GoroutineGroups.EMPTY;
  private Grouping grouping = Grouping.STACK;
  private boolean following;

  GoroutineTable(Desk desk) {
    this.desk = desk;
    setId("goroutines");
    getStyleClass().addAll("dense", "goroutines");
    setAccessibleText(desk.texts().say("table.goroutines"));
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    column("column.goroutine", 190, false, this::name);
    column("column.wait", 150, false, r -> of(r, GoroutineTable::state));
    column("column.since", 90, true, GoroutineTable::since);
    column("column.where", 430, true, this::where);
    column("column.thread", 70, true, r -> of(r, g -> number(g.tid())));
    column("column.createdBy", 210, true, this::creator);
    column("column.marks", 120, false, r -> of(r, g -> Tables.marks(desk.texts(), g)));
    setRowFactory(table -> new GroupRow());
    getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    desk.selection().subscribe(this::follow);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private void column(String key, double width, boolean mono, Function<Row, String> text) {
    TableColumn<Row, Row> column = new TableColumn<>(desk.texts().say(key));
    column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellFactory(c -> new TextCell(mono, text));
    getColumns().add(column);
  }

  private static final class TextCell extends TableCell<Row, Row> {
    private final Function<Row, String> text;

    TextCell(boolean mono, Function<Row, String> text) {
      this.text = text;
      if (mono) {
        getStyleClass().add("host");
      }
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      setText(empty || row == null ? null : Display.safe(text.apply(row)));
    }
  }

  /// A double click opens a group; a goroutine that changed while it was read is grey.
  private final class GroupRow extends TableRow<Row> {
    GroupRow() {
      setOnMouseClicked(
          e -> {
            if (getItem() instanceof Heading heading && (e.getClickCount() == 2 || e.getX() < 26)) {
              toggle(heading);
            }
          });
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      getStyleClass().removeAll("group", "torn");
      if (!empty && row instanceof Heading) {
        getStyleClass().add("group");
      } else if (!empty && row instanceof Member member && member.one().torn()) {
        getStyleClass().add("torn");
      }
    }
  }

  private String name(Row row) {
    return switch (row) {
      case Heading h ->
          (h.open() ? "▾ " : "▸ ")
              + desk.texts().words().say("row.goroutines", h.group().members().size());
      case Member m -> (m.inside() ? "      " : "   ") + "goroutine " + m.one().id();
    };
  }

  private static String of(Row row, Function<Goroutine, String> text) {
    return switch (row) {
      case Heading h -> shared(h.group(), text);
      case Member m -> text.apply(m.one());
    };
  }

  /// What all members of a group say; a few looked at are enough to know that they differ.
  private static String shared(Group group, Function<Goroutine, String> text) {
    String first = text.apply(group.members().getFirst());
    List<Goroutine> members = group.members();
    int step = Math.max(1, members.size() / 64);
    for (int i = 0; i < members.size(); i += step) {
      if (!text.apply(members.get(i)).equals(first)) {
        return DIFFER;
      }
    }
    return first;
  }

  /// Of a group whose members wait for different times, the longest.
  private static String since(Row row) {
    String shared = of(row, g -> span(g.waitNanos()));
    return shared.equals(DIFFER) && row instanceof Heading h
        ? "≤ " + span(h.group().longestWait())
        : shared;
  }

  private static String state(Goroutine one) {
    return one.waitReason().orElse(one.status());
  }

  private String where(Row row) {
    return switch (row) {
      case Member m -> Tables.where(m.one());
      case Heading h -> {
        String callers = callers(h.group());
        String name =
            switch (grouping) {
              case REASON, CREATOR -> ""; // its own column says it
              case OBJECT, PACKAGE, START ->
                  h.group().name().isEmpty()
                      ? desk.texts().words().say("grouping.none")
                      : Symbols.brief(h.group().name());
              case STACK -> Symbols.brief(h.group().name());
            };
        String between = grouping == Grouping.STACK ? " ← " : "  ·  ";
        yield name.isEmpty() || callers.isEmpty() ? name + callers : name + between + callers;
      }
    };
  }

  /// What all members share, from their own code outwards: of a stack its callers.
  private String callers(Group group) {
    List<Frame> shared = group.common();
    int own = 0;
    for (int i = shared.size() - 1; i >= 0; i--) {
      Tone tone = Symbols.tone(shared.get(i));
      boolean named = grouping == Grouping.STACK && shared.get(i).function().equals(group.name());
      if (named) {
        own = i + 1;
        break;
      }
      if (grouping != Grouping.STACK && (tone == Tone.CODE || tone == Tone.INIT)) {
        own = i;
      }
    }
    return shared.stream()
        .skip(own)
        .map(Frame::function)
        .filter(f -> !f.startsWith("runtime."))
        .map(Symbols::brief)
        .limit(FRAMES)
        .collect(Collectors.joining(" ← "));
  }

  private String creator(Row row) {
    return of(row, g -> g.createdBy().map(Frame::function).map(Symbols::brief).orElse(""));
  }

  private static String span(OptionalLong nanos) {
    return nanos.isPresent() ? Durations.of(nanos.getAsLong()) : "";
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }

  /// Other groups; those that are open stay so.
  void show(GoroutineGroups next, Grouping by) {
    groups = next;
    grouping = by;
    refill();
  }

  private void refill() {
    following = true;
    setItems(FXCollections.observableList(GoroutineRows.of(groups, open)));
    following = false;
    follow(desk.selection().get());
  }

  GoroutineGroups groups() {
    return groups;
  }

  /// Opens every group that is not too long to be read, or closes all where some are open.
  void toggleAll() {
    if (open.isEmpty()) {
      groups.groups().forEach(g -> open.add(g.key()));
    } else {
      open.clear();
    }
    refill();
  }

  private void toggle(Heading heading) {
    if (!open.remove(heading.group().key())) {
      open.add(heading.group().key());
    }
    refill();
  }

  private void pressed(KeyEvent event) {
    Row row = getSelectionModel().getSelectedItem();
    if (row instanceof Heading heading) {
      boolean wanted =
          switch (event.getCode()) {
            case ENTER, SPACE -> true;
            case RIGHT -> !heading.open();
            case LEFT -> heading.open();
            default -> false;
          };
      if (wanted) {
        event.consume();
        toggle(heading);
      }
    } else if (row instanceof Member member && member.inside() && event.getCode() == KeyCode.LEFT) {
      event.consume();
      choose(headingAbove());
    }
  }

  private OptionalInt headingAbove() {
    for (int i = getSelectionModel().getSelectedIndex(); i >= 0; i--) {
      if (getItems().get(i) instanceof Heading) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private void choose(OptionalInt row) {
    row.ifPresent(
        i -> {
          getSelectionModel().clearAndSelect(i);
          getFocusModel().focus(i);
          scrollTo(Math.max(0, i - 3));
        });
  }

  private void chosen(Row row) {
    if (!following && row != null) {
      following = true;
      desk.selection().set(Tables.selection(first(row)));
      following = false;
    }
  }

  private static Goroutine first(Row row) {
    return switch (row) {
      case Heading h -> h.group().members().getFirst();
      case Member m -> m.one();
    };
  }

  /// The row of the selected goroutine; where its group is closed, that of the group.
  private void follow(Selection selection) {
    if (following) {
      return;
    }
    following = true;
    OptionalInt row = OptionalInt.empty();
    if (selection.goroutine().isPresent()) {
      row = row(selection.goroutine().getAsLong());
    }
    getSelectionModel().clearSelection();
    choose(row);
    following = false;
  }

  private OptionalInt row(long goroutine) {
    for (int i = 0; i < getItems().size(); i++) {
      boolean here =
          switch (getItems().get(i)) {
            case Member m -> m.one().id() == goroutine;
            case Heading h ->
                !h.open() && h.group().members().stream().anyMatch(g -> g.id() == goroutine);
          };
      if (here) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
