package initscope.views;

import initscope.layout.Durations;
import initscope.layout.inits.InitLadder.Rung;
import initscope.layout.inits.InitTime;
import initscope.model.Display;
import initscope.model.go.InitTask;
import java.util.function.LongSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One rung: order, state by mark and word, package, and the time it took as a bar; below one that runs, where it stands and for how
/// long.
final class RungCell extends ListCell<Rung> {
  private static final double BAR = 150;
  private static final double TOOK = 130;
  private static final PseudoClass SAMPLED = PseudoClass.getPseudoClass("sampled");

  private final Desk desk;
  private final LongSupplier slowestNanos;
  private final Label order = new Label();
  private final Label state = new Label();
  private final Label name = new Label();
  private final Label place = new Label();
  private final Label took = new Label();
  private final Region bar = new Region();
  private final StackPane track;
  private final HBox line;

  RungCell(Desk desk, LongSupplier slowestNanos) {
    this.desk = desk;
    this.slowestNanos = slowestNanos;
    order.getStyleClass().addAll("faint", "host");
    order.setMinWidth(38);
    order.setAlignment(Pos.CENTER_RIGHT);
    state.setMinWidth(Region.USE_PREF_SIZE);
    state.setPrefWidth(96);
    name.getStyleClass().add("host");
    name.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
    place.getStyleClass().addAll("small");
    place.setWrapText(true);
    VBox words = new VBox(1, name, place);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    bar.getStyleClass().add("rung-bar");
    bar.setMaxHeight(8);
    track = new StackPane(bar);
    track.setAlignment(Pos.CENTER_LEFT);
    track.setMinWidth(BAR);
    track.setPrefWidth(BAR);
    took.getStyleClass().addAll("host", "small");
    took.setMinWidth(Region.USE_PREF_SIZE);
    took.setPrefWidth(TOOK);
    took.setAlignment(Pos.CENTER_RIGHT);
    line = new HBox(10, order, state, words, track, took);
    line.setAlignment(Pos.TOP_LEFT);
    // as wide as the list and no wider: a long path is cut, not scrolled to
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Rung rung, boolean empty) {
    super.updateItem(rung, empty);
    getStyleClass().removeAll("running", "waiting");
    if (empty || rung == null) {
      setGraphic(null);
      return;
    }
    InitTask task = rung.task();
    if (rung.runs()) {
      getStyleClass().add("running");
    } else if (task.state() != InitTask.State.DONE) {
      getStyleClass().add("waiting");
    }
    order.setText(task.order().isPresent() ? Integer.toString(task.order().getAsInt() + 1) : "");
    state.setText(desk.texts().say("init." + task.state().word()));
    name.setText(Display.safe(task.packagePath()));
    place.setText(Display.safe(where(rung)));
    place.setVisible(!place.getText().isEmpty());
    place.setManaged(!place.getText().isEmpty());
    for (Region times : new Region[] {track, took}) {
      times.setVisible(slowestNanos.getAsLong() > 0);
      times.setManaged(times.isVisible());
    }
    InitTime time = rung.time();
    boolean timed = time.wallNanos().isPresent();
    took.setText(Times.took(desk.texts(), time));
    double share =
        timed ? (double) time.wallNanos().getAsLong() / Math.max(1, slowestNanos.getAsLong()) : 0;
    double width = timed ? Math.max(2, share * BAR) : 0;
    bar.pseudoClassStateChanged(SAMPLED, time.sampled().isPresent());
    bar.setMinWidth(width);
    bar.setMaxWidth(width);
    setAccessibleText(
        order.getText() + " " + name.getText() + " " + state.getText() + " " + took.getText());
    setGraphic(line);
  }

  private String where(Rung rung) {
    Texts texts = desk.texts();
    String place = rung.place().map(Tables::place).orElse("");
    String since =
        rung.sinceNanos().isPresent()
            ? texts.say("subject.since.known", Durations.of(rung.sinceNanos().getAsLong()))
            : rung.atMostNanos().isPresent()
                ? texts.say("subject.since.atMost", Durations.of(rung.atMostNanos().getAsLong()))
                : "";
    return place + (place.isEmpty() || since.isEmpty() ? "" : " · ") + since;
  }
}
