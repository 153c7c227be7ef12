package initscope.views;

import initscope.layout.Certainty;
import initscope.layout.Timelines;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The timeline with its sentence, search and table.
final class TimelinePane extends ChartPane {
  private final TimelineView view;

  TimelinePane(Desk desk) {
    this(desk, new TimelineView(desk));
  }

  private TimelinePane(Desk desk, TimelineView view) {
    super(
        desk,
        "timeline",
        view,
        view,
        () -> Tables.moments(desk, o -> Timelines.of(o.incident(), desk.texts().words())));
    this.view = view;
    desk.opened().subscribe(o -> say(view.timeline().sentence()));
    HBox legend = new HBox(18);
    legend.getStyleClass().add("legend");
    for (Certainty certainty : new Certainty[] {Certainty.SINCE_UNKNOWN, Certainty.SOMEWHERE}) {
      String shape = certainty == Certainty.SOMEWHERE ? "▨ " : "┄■ ";
      Label word = new Label(shape + desk.texts().words().say(certainty.key()));
      legend.getChildren().add(word);
    }
    Label note = new Label();
    legend.getChildren().add(note);
    desk.opened().subscribe(o -> note.setText(view.timeline().note()));
    setBottom(legend);
  }

  TimelineView view() {
    return view;
  }
}
