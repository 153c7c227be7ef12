package initscope.views;

import initscope.layout.Certainty;
import initscope.layout.Timeline;
import initscope.layout.Track;
import initscope.layout.Words;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// The timeline with its sentence, search and table.
final class TimelinePane extends ChartPane {
  private final TimelineView view;
  private final BootAsker asker;
  private final BootMenu menu;
  private final Button asked = new Button();
  private final Label predicted = new Label();
  private final Label note = new Label();

  TimelinePane(Desk desk) {
    this(desk, new TimelineView(desk));
  }

  private TimelinePane(Desk desk, TimelineView view) {
    super(desk, "timeline", view, view, () -> Tables.moments(desk, view.shown()));
    this.view = view;
    asker = new BootAsker(desk, view);
    menu = new BootMenu(desk, view, asker);
    asked.setId("boot-asked");
    asked.getStyleClass().add("chip");
    asked.setMinWidth(Region.USE_PREF_SIZE);
    asked.setFocusTraversable(false);
    asked.setText(desk.texts().say("boot.asked") + "  ×");
    asked.setAccessibleText(desk.texts().say("command.boot.reset"));
    asked.setOnAction(e -> asker.reset());
    tools(asked);
    desk.bootLook().subscribe(look -> chip());
    setBottom(legend(desk.texts().words()));
    view.shown().subscribe(this::sync);
  }

  private FlowPane legend(Words words) {
    FlowPane legend = new FlowPane(18, 4);
    legend.getStyleClass().add("legend");
    legend
        .getChildren()
        .addAll(
            sign("┄■ ", Certainty.SINCE_UNKNOWN, words),
            sign("┄ ", Certainty.MAYBE_ALREADY, words),
            sign("▨ ", Certainty.SOMEWHERE, words),
            predicted,
            note);
    predicted.setText(sign("▨ ", Certainty.PREDICTED, words).getText());
    return legend;
  }

  private static Label sign(String shape, Certainty certainty, Words words) {
    return new Label(shape + words.say(certainty.key()));
  }

  private void sync(Timeline timeline) {
    say(timeline.sentence());
    note.setText(timeline.note());
    boolean is = timeline.tracks().stream().anyMatch(t -> t.group() == Track.Group.WHAT_IF);
    predicted.setVisible(is);
    predicted.setManaged(is);
  }

  /// A way back for the mouse, while something is asked.
  private void chip() {
    boolean is = asker.becauseMeasured().isEmpty();
    asked.setVisible(is);
    asked.setManaged(is);
  }

  BootAsker asker() {
    return asker;
  }

  BootMenu menu() {
    return menu;
  }

  TimelineView view() {
    return view;
  }
}
