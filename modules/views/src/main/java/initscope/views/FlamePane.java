package initscope.views;

import initscope.layout.FlameOrder;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The flame view with its sentence, order, search and table.
final class FlamePane extends ChartPane {
  private final FlameView view;
  private final ToggleButton time;
  private final ToggleButton heavy;
  private final ToggleButton sandwich;
  private final ToggleButton threads;

  FlamePane(Desk desk) {
    this(desk, new Label());
  }

  private FlamePane(Desk desk, Label under) {
    this(desk, under, new FlameView(desk, under::setText));
  }

  private FlamePane(Desk desk, Label under, FlameView view) {
    super(desk, "flame", view, view, () -> Tables.stacks(desk));
    this.view = view;
    Texts texts = desk.texts();
    time = toggle(texts.say("flame.time"), () -> order(FlameOrder.TIME));
    heavy = toggle(texts.say("flame.heavy"), () -> order(FlameOrder.LEFT_HEAVY));
    sandwich = toggle(texts.say("flame.sandwich"), this::sandwich);
    new ToggleGroup().getToggles().addAll(time, heavy, sandwich);
    threads = toggle(texts.say("flame.threads"), this::switchThreads);
    time.getStyleClass().add("left-pill");
    heavy.getStyleClass().add("center-pill");
    sandwich.getStyleClass().add("right-pill");
    tools(new HBox(time, heavy, sandwich), threads);
    under.getStyleClass().addAll("host", "legend");
    under.setMinHeight(24);
    under.setMaxWidth(Double.MAX_VALUE);
    setBottom(under);
    view.onDrawn(this::sync);
    sync();
  }

  private static ToggleButton toggle(String text, Runnable run) {
    ToggleButton button = new ToggleButton(text);
    button.setOnAction(e -> run.run());
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private void sync() {
    time.setSelected(!view.isSandwich() && view.order() == FlameOrder.TIME);
    heavy.setSelected(!view.isSandwich() && view.order() == FlameOrder.LEFT_HEAVY);
    sandwich.setSelected(view.isSandwich());
    threads.setSelected(view.showsThreads());
    say(view.sentence());
  }

  FlameView view() {
    return view;
  }

  void order(FlameOrder order) {
    view.order(order);
    sync();
  }

  void sandwich() {
    view.sandwich();
    sync();
  }

  void switchThreads() {
    view.showThreads(!view.showsThreads());
    sync();
  }
}
