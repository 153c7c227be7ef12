package initscope.views;

import initscope.layout.Selected;
import initscope.layout.Theme;
import initscope.layout.Tone;
import initscope.model.Selection;
import initscope.model.go.InitTask;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// All package inits in the order the runtime runs them, one cell each: done, running, not begun. An order, not a time axis.
final class InitStrip extends Region {
  private static final double HEIGHT = 26;

  private final Desk desk;
  private final Canvas canvas = new Canvas();
  private final Tooltip tip = new Tooltip();
  private List<InitTask> inits = List.of();

  InitStrip(Desk desk) {
    this.desk = desk;
    setId("init-strip");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(canvas);
    Tooltip.install(canvas, tip);
    desk.opened().subscribe(this::opened);
    desk.selection().subscribe(this::requestLayout);
    desk.theme().subscribe(this::requestLayout);
    canvas.setOnMouseMoved(e -> tip.setText(inits.isEmpty() ? "" : words(inits.get(at(e.getX())))));
    canvas.setOnMouseClicked(
        e -> {
          if (!inits.isEmpty()) {
            desk.selection().set(Tables.selection(inits.get(at(e.getX()))));
          }
        });
  }

  private void opened(Opened opened) {
    inits = opened.incident().inits();
    setVisible(!inits.isEmpty());
    setManaged(!inits.isEmpty());
    setAccessibleText(sentence(desk.texts(), inits));
    requestLayout();
  }

  /// The strip in words.
  static String sentence(Texts texts, List<InitTask> inits) {
    return texts.say(
        "inits.sentence",
        count(inits, InitTask.State.DONE),
        count(inits, InitTask.State.RUNNING),
        count(inits, InitTask.State.WAITING),
        inits.size());
  }

  private static long count(List<InitTask> inits, InitTask.State state) {
    return inits.stream().filter(t -> t.state() == state).count();
  }

  private String words(InitTask task) {
    return initscope.model.Display.safe(task.packagePath())
        + " · "
        + desk.texts().say("init." + task.state().word());
  }

  private int at(double x) {
    return (int) Math.clamp(x / canvas.getWidth() * inits.size(), 0, inits.size() - 1);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(HEIGHT);
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), HEIGHT);
    Theme theme = desk.theme().get();
    Selection chosen = desk.selection().get();
    double step = getWidth() / Math.max(1, inits.size());
    for (int i = 0; i < inits.size(); i++) {
      InitTask task = inits.get(i);
      double x = Math.floor(i * step);
      double w = Math.max(1, Math.floor((i + 1) * step) - x - (step > 4 ? 2 : 0));
      cell(g, task, x, w, theme);
      if (Selected.is(chosen, Selection.NONE.withPackage(task.packagePath()))) {
        g.setFill(Colours.of(theme.accent()));
        g.fillRect(x, HEIGHT - 3, Math.max(3, w), 3);
      }
    }
  }

  private static void cell(GraphicsContext g, InitTask task, double x, double w, Theme theme) {
    boolean running = task.state() == InitTask.State.RUNNING;
    Tone tone =
        switch (task.state()) {
          case DONE -> Tone.DONE;
          case RUNNING -> Tone.INIT;
          default -> Tone.UNKNOWN;
        };
    double y = running ? 0 : 5;
    double h = HEIGHT - 5 - y;
    if (task.state() == InitTask.State.WAITING || task.state() == InitTask.State.UNKNOWN) {
      g.setStroke(Colours.of(theme.stroke(tone)));
      g.setLineWidth(1);
      g.strokeRect(x + 0.5, y + 0.5, Math.max(1, w - 1), h - 1);
      return;
    }
    g.setFill(Colours.of(running ? theme.stroke(tone) : theme.fill(tone)));
    g.fillRect(x, y, w, h);
    if (!running && w > 3) {
      g.setStroke(Colours.of(theme.stroke(tone)));
      g.setLineWidth(1);
      g.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
    }
  }
}
