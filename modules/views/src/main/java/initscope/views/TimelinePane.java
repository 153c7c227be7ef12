package initscope.views;

import initscope.layout.Certainty;
import initscope.layout.Timelines;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

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
    FlowPane legend = new FlowPane(18, 4);
    legend.getStyleClass().add("legend");
    for (Certainty certainty :
        new Certainty[] {Certainty.SINCE_UNKNOWN, Certainty.MAYBE_ALREADY, Certainty.SOMEWHERE}) {
      String shape =
          certainty == Certainty.SOMEWHERE
              ? "▨ "
              : certainty == Certainty.MAYBE_ALREADY ? "┄ " : "┄■ ";
      Label word = new Label(shape + desk.texts().words().say(certainty.key()));
      legend.getChildren().add(word);
    }
    Label note = new Label();
    legend.getChildren().add(note);
    setBottom(legend);
    view.onDrawn(() -> sync(note));
    sync(note);
  }

  private void sync(Label note) {
    say(view.timeline().sentence());
    note.setText(view.timeline().note());
  }

  TimelineView view() {
    return view;
  }
}
