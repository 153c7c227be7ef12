package initscope.views;

import initscope.layout.RawRows;
import initscope.layout.Theme;
import initscope.model.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

/// Raw bytes as text or hex, of any size: only the rows seen are read.
final class RawPane extends Region {
  private static final double ROW = 18;
  private static final double SIZE = 12.5;
  private static final double CHAR = SIZE * 0.6;

  private final Desk desk;
  private final Canvas canvas = new Canvas();
  private final ScrollBar down = new ScrollBar();
  private final ScrollBar across = new ScrollBar();
  private Bytes bytes = Bytes.EMPTY;
  private RawRows rows = new RawRows(Bytes.EMPTY, false);
  private boolean hex;
  private long top;
  private long marked = -1;
  private long markedEnd = -1;
  private boolean masked;
  private boolean scrolling;
  private Consumer<RawRows.Row> picked = row -> {};
  private Consumer<Boolean> step = forward -> {};

  RawPane(Desk desk) {
    this.desk = desk;
    setId("raw");
    getStyleClass().add("chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    down.setOrientation(Orientation.VERTICAL);
    down.setFocusTraversable(false);
    across.setFocusTraversable(false);
    getChildren().addAll(canvas, down, across);
    down.valueProperty().subscribe(this::dragged);
    across.valueProperty().subscribe(this::requestLayout);
    desk.theme().subscribe(this::requestLayout);
    canvas.setOnMousePressed(
        e -> {
          requestFocus();
          picked(e.getY());
        });
    setOnScroll(
        e -> {
          e.consume();
          scroll(e.getDeltaY() > 0 ? -3 : 3);
        });
    setOnKeyPressed(this::key);
  }

  /// Shows bytes from their beginning.
  void show(Bytes next, boolean asHex) {
    bytes = next;
    hex = asHex;
    rows = new RawRows(next, asHex);
    marked = -1;
    top = 0;
    across.setValue(0);
    moved();
  }

  /// Hides what is shown until the user asks for it.
  void mask(boolean hidden) {
    masked = hidden;
    requestLayout();
  }

  /// Goes to a place and marks it up to an end.
  void go(long offset, long end) {
    marked = rows.startOf(offset);
    markedEnd = Math.max(end, marked + 1);
    top = rows.back(marked, Math.max(2, visible() / 3));
    setAccessibleText(markedText());
    moved();
  }

  /// The marked row.
  String markedText() {
    return marked < 0 || bytes.isEmpty() ? "" : rows.from(marked, 1).getFirst().text();
  }

  long markedOffset() {
    return marked;
  }

  List<RawRows.Row> seen() {
    return rows.from(top, visible() + 1);
  }

  /// Who is told of the row that was clicked.
  void onPicked(Consumer<RawRows.Row> told) {
    picked = told;
  }

  /// Who is told to go to the next place that something was read from, or with {@code false} to the one before.
  void onStep(Consumer<Boolean> told) {
    step = told;
  }

  private void picked(double y) {
    List<RawRows.Row> all = seen();
    int row = (int) (y / ROW);
    if (row >= 0 && row < all.size()) {
      picked.accept(all.get(row));
    }
  }

  private int visible() {
    return Math.max(1, (int) ((getHeight() - 14) / ROW));
  }

  private void moved() {
    scrolling = true;
    down.setMax((double) Math.max(1, bytes.size()));
    down.setVisibleAmount(
        (double) Math.min(bytes.size(), Math.max(1, visible() * (hex ? 16 : 60))));
    down.setValue((double) top);
    scrolling = false;
    requestLayout();
  }

  private void dragged() {
    if (!scrolling && !bytes.isEmpty()) {
      top = rows.startOf((long) down.getValue());
      requestLayout();
    }
  }

  private void scroll(int by) {
    top = by < 0 ? rows.back(top, -by) : rows.forward(top, by);
    moved();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown()) {
      if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
        event.consume();
        step.accept(event.getCode() == KeyCode.DOWN);
      }
      return;
    }
    boolean ours = true;
    switch (event.getCode()) {
      case UP -> scroll(-1);
      case DOWN -> scroll(1);
      case PAGE_UP -> scroll(-visible());
      case PAGE_DOWN, SPACE -> scroll(visible());
      case HOME -> {
        top = 0;
        moved();
      }
      case END -> {
        top = rows.back(rows.startOf(bytes.size() - 1), visible() - 2);
        moved();
      }
      case RIGHT -> across.setValue(Math.min(across.getMax(), across.getValue() + 40));
      case LEFT -> across.setValue(Math.max(0, across.getValue() - 40));
      default -> ours = false;
    }
    if (ours) {
      event.consume(); // Tab must leave
    }
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(1, getWidth() - 14);
    double height = Math.max(1, getHeight() - 14);
    canvas.setWidth(width);
    canvas.setHeight(height);
    down.resizeRelocate(width, 0, 14, height);
    across.resizeRelocate(0, height, width, 14);
    Theme theme = desk.theme().get();
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(Colours.of(theme.background()));
    g.fillRect(0, 0, width, height);
    List<RawRows.Row> seen = seen();
    double gutter = gutter(seen);
    double longest = seen.stream().mapToDouble(r -> r.text().length() * CHAR).max().orElse(0);
    double hidden = Math.max(0, longest - (width - gutter - 16));
    across.setMax(hidden);
    across.setVisible(hidden > 0);
    across.setVisibleAmount(hidden == 0 ? 1 : hidden * (width - gutter) / (longest + 1));
    g.setFont(Look.mono(SIZE));
    for (int i = 0; i < seen.size(); i++) {
      row(g, seen.get(i), i * ROW, gutter, width, theme);
    }
  }

  private double gutter(List<RawRows.Row> seen) {
    return seen.isEmpty() ? 0 : 16 + CHAR * name(seen.getLast()).length();
  }

  private String name(RawRows.Row row) {
    return hex || (row.line() == 0 && bytes.size() > RawRows.COUNTED_BYTES)
        ? String.format(Locale.ROOT, "%08x", row.offset())
        : row.line() == 0 ? "·" : Integer.toString(row.line());
  }

  private void row(
      GraphicsContext g, RawRows.Row row, double y, double gutter, double width, Theme theme) {
    boolean mark = marked >= 0 && row.offset() >= marked && row.offset() < markedEnd;
    if (mark) {
      g.setFill(Colours.of(theme.match()));
      g.fillRect(gutter - 6, y, width, ROW);
      g.setFill(Colours.of(theme.accent()));
      g.fillRect(gutter - 6, y, 3, ROW);
    }
    g.setFill(Colours.of(theme.faint()));
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(name(row), gutter - 10, y + 13);
    g.setTextAlign(TextAlignment.LEFT);
    g.save();
    g.beginPath();
    g.rect(gutter, y, width - gutter, ROW);
    g.clip();
    g.setFill(Colours.of(theme.text()));
    String text = masked ? "•".repeat(Math.min(60, row.text().length())) : row.text();
    g.fillText(text, gutter + 4 - across.getValue(), y + 13);
    g.restore();
  }
}
