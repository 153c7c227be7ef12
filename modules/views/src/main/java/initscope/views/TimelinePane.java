package initscope.views;

import initscope.layout.Certainty;
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
    desk.bootLook().subscribe(this::chip);
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
    view.shown()
        .subscribe(
            timeline -> {
              say(timeline.sentence());
              note.setText(timeline.note());
            });
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
