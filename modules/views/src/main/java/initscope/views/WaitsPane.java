package initscope.views;

import initscope.layout.waits.WaitSentence;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The wait graph with its sentence, search, legend and table.
final class WaitsPane extends ChartPane {
  private final Desk desk;
  private final WaitsView view;
  private final ToggleButton all;
  private final Button apart;
  private final Label left = new Label();
  private final Label empty;

  WaitsPane(Desk desk) {
    this(desk, new Label());
  }

  private WaitsPane(Desk desk, Label under) {
    this(desk, under, new WaitsView(desk, under::setText), NextStep.label(desk, "waits"));
  }

  private WaitsPane(Desk desk, Label under, WaitsView view, Label empty) {
    super(desk, "waits", stage(view, empty), view, () -> WaitRows.grid(desk));
    this.desk = desk;
    this.view = view;
    this.empty = empty;
    Texts texts = desk.texts();
    all = new ToggleButton(texts.say("waits.all"));
    all.setOnAction(e -> view.showEverything(all.isSelected()));
    apart = new Button(texts.say("waits.expand"));
    apart.setOnAction(e -> view.expand());
    for (Region tool : new Region[] {all, apart}) {
      tool.setMinWidth(Region.USE_PREF_SIZE);
      tool.setFocusTraversable(false);
    }
    tools(apart, all);
    under.getStyleClass().addAll("host", "small");
    under.setMinHeight(18);
    Label legend = new Label(texts.words().say("waits.legend"));
    legend.setWrapText(true);
    legend.setMinHeight(Region.USE_PREF_SIZE);
    left.getStyleClass().add("small");
    left.setWrapText(true);
    VBox foot = new VBox(2, left, under, legend);
    foot.getStyleClass().add("legend");
    setBottom(foot);
    view.onDrawn(this::sync);
    desk.index()
        .subscribe(
            i -> {
              say(WaitSentence.of(i.waits(), texts.words()));
              view.setAccessibleText(WaitSentence.of(i.waits(), texts.words()));
              sync();
            });
  }

  private static StackPane stage(WaitsView view, Label empty) {
    StackPane stage =
        new StackPane(view, empty) {
          @Override
          public void requestFocus() {
            view.requestFocus();
          }
        };
    stage.setMinSize(0, 0);
    return stage;
  }

  private void sync() {
    boolean none = desk.index().get().waits().graph().waits().isEmpty();
    empty.setVisible(none);
    apart.setDisable(none);
    all.setDisable(none);
    all.setSelected(view.showsEverything());
    int hidden = view.picture().leftOut();
    left.setText(
        hidden == 0
            ? ""
            : desk.texts()
                .say(view.showsEverything() ? "waits.leftOut.many" : "waits.leftOut", hidden));
    left.setVisible(hidden > 0);
    left.setManaged(hidden > 0);
  }

  WaitsView view() {
    return view;
  }

  void switchEverything() {
    view.showEverything(!view.showsEverything());
    sync();
  }
}
