package initscope.views;

import initscope.layout.Sizes;
import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.layout.memory.Area;
import initscope.layout.memory.MemoryLayout;
import initscope.model.Display;
import initscope.model.Selection;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;

/// The memory map as a strip from low to high addresses; a click chooses an area. The table below says the same.
final class MemoryStrip extends Region {
  private static final double HEIGHT = 58;
  private static final double BOX = 40;
  private static final double MARGIN = 16;

  private final Desk desk;
  private final Function<Area, Selection> selects;
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();
  private List<Area> areas = List.of();
  private MemoryLayout layout;

  MemoryStrip(Desk desk, ObservableValue<List<Area>> shown, Function<Area, Selection> selects) {
    this.desk = desk;
    this.selects = selects;
    layout = MemoryLayout.of(areas, 100, desk.texts().words());
    setId("memory-strip");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(desk.texts().words().say("chart.memory"));
    getChildren().add(canvas);
    Tooltip.install(canvas, tip);
    shown.subscribe(
        next -> {
          areas = next;
          setVisible(!areas.isEmpty());
          setManaged(!areas.isEmpty());
          requestLayout();
        });
    desk.selection().subscribe(s -> requestLayout());
    desk.theme().subscribe(t -> requestLayout());
    canvas.setOnMouseMoved(e -> tip.setText(words(e.getX() - MARGIN)));
    canvas.setOnMouseClicked(
        e ->
            layout
                .at(e.getX() - MARGIN)
                .ifPresent(c -> desk.selection().set(selects.apply(c.areas().getFirst()))));
  }

  private String words(double x) {
    return layout
        .at(x)
        .map(
            c ->
                desk.texts().words().say(c.kind().key())
                    + " · "
                    + Sizes.of(c.sizeBytes())
                    + " · 0x"
                    + Long.toHexString(c.areas().getFirst().mapping().start())
                    + " "
                    + Display.safe(c.areas().getFirst().mapping().path()))
        .orElse("");
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(HEIGHT);
    layout = MemoryLayout.of(areas, Math.max(1, getWidth() - 2 * MARGIN), desk.texts().words());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), HEIGHT);
    g.save();
    g.translate(MARGIN, 4);
    Theme theme = desk.theme().get();
    for (MemoryLayout.Break one : layout.breaks()) {
      pause(g, one, theme);
    }
    for (MemoryLayout.Cell cell : layout.cells()) {
      cell(g, cell, theme);
    }
    g.restore();
  }

  /// Two slanted strokes: something is left out here.
  private static void pause(GraphicsContext g, MemoryLayout.Break one, Theme theme) {
    double middle = one.x() + one.width() / 2;
    g.setStroke(Colours.of(theme.faint()));
    g.setLineWidth(1);
    g.strokeLine(middle - 5, BOX - 12, middle - 1, 12);
    g.strokeLine(middle + 1, BOX - 12, middle + 5, 12);
    if (!one.label().isEmpty()) {
      g.setFill(Colours.of(theme.faint()));
      g.setFont(Look.text(MemoryLayout.FONT - 1));
      g.setTextAlign(TextAlignment.CENTER);
      g.fillText(one.label(), middle, BOX + 8);
      g.setTextAlign(TextAlignment.LEFT);
    }
  }

  private void cell(GraphicsContext g, MemoryLayout.Cell cell, Theme theme) {
    Tone tone = tone(cell.kind());
    double width = Math.max(1, cell.width() - 1);
    boolean reserved = cell.kind() == Area.Kind.RESERVED;
    g.setFill(
        reserved
            // faint, so that the words on it can be read
            ? Colours.hatch(theme.background(), theme.fill(tone).mix(theme.background(), 0.55))
            : Colours.of(theme.fill(tone)));
    g.fillRect(cell.x(), 0, width, BOX);
    g.setStroke(Colours.of(theme.stroke(tone)));
    g.setLineWidth(1);
    g.strokeRect(cell.x() + 0.5, 0.5, Math.max(0.5, width - 1), BOX - 1);
    if (!cell.label().isEmpty()) {
      g.setFill(Colours.of(reserved ? theme.text() : theme.on(tone)));
      g.setFont(Look.text(MemoryLayout.FONT));
      g.fillText(cell.label(), cell.x() + 4, 17);
      String size = Sizes.of(cell.sizeBytes());
      if (initscope.layout.TextWidth.of(size, MemoryLayout.FONT) < width - 6) {
        g.fillText(size, cell.x() + 4, 33);
      }
    }
    boolean chosen =
        cell.areas().stream()
            .anyMatch(a -> initscope.layout.Selected.is(desk.selection().get(), selects.apply(a)));
    if (chosen) {
      g.setFill(Colours.of(theme.accent()));
      g.fillRect(cell.x(), BOX + 1, Math.max(3, width), 4);
    }
  }

  private static Tone tone(Area.Kind kind) {
    return switch (kind) {
      case PROGRAM_CODE, PROGRAM_READONLY, PROGRAM_DATA -> Tone.CODE;
      case GO_HEAP -> Tone.DONE;
      case GO_RUNTIME -> Tone.RUNTIME;
      case C_HEAP, LIBRARY -> Tone.NATIVE;
      case THREAD_STACK -> Tone.WAIT;
      case KERNEL -> Tone.KERNEL;
      case FILE -> Tone.DISK;
      case RESERVED, ANONYMOUS -> Tone.UNKNOWN;
    };
  }
}
