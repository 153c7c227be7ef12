package initscope.views;

import initscope.layout.Symbols;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameWords;
import initscope.layout.flame.HideRule;
import initscope.model.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/// What is left out of the picture of stacks, each with a way to have it back. Buttons stay while their words change, as those of the
/// part that is seen do in every frame of a zoom: new ones would be styled anew.
final class FlameChips extends FlowPane {
  private final Desk desk;
  private final FlameModel model;

  FlameChips(Desk desk, FlameModel model) {
    super(6, 4);
    this.desk = desk;
    this.model = model;
    setId("flame-chips");
    getStyleClass().add("flame-chips");
  }

  /// @param remove has it back
  private record Chip(String text, Runnable remove) {}

  void sync() {
    FlameQuery query = model.query();
    List<Chip> chips = new ArrayList<>();
    Texts texts = desk.texts();
    query
        .sandwich()
        .ifPresent(
            f ->
                chips.add(
                    new Chip(
                        texts.say("flame.chip.sandwich", Symbols.brief(f)),
                        () -> model.ask(q -> q.withSandwich(Optional.empty())))));
    for (String function : query.through()) {
      chips.add(
          new Chip(
              texts.say("flame.chip.through", Symbols.brief(function)),
              () -> model.ask(q -> q.withThrough(without(q.through(), function)))));
    }
    for (HideRule rule : query.hidden()) {
      chips.add(
          new Chip(rule.term(), () -> model.ask(q -> q.withHidden(without(q.hidden(), rule)))));
    }
    if (!model.seen().equals(model.whole())) {
      String share = FlameWords.percent(model.seen().span(), model.whole().span());
      chips.add(new Chip(texts.say("flame.chip.seen", share), () -> model.see(model.whole())));
    }
    show(chips);
    setVisible(!chips.isEmpty());
    setManaged(!chips.isEmpty());
  }

  private static <T> List<T> without(List<T> all, T one) {
    return all.stream().filter(x -> !x.equals(one)).toList();
  }

  private void show(List<Chip> chips) {
    if (getChildren().size() > chips.size()) {
      getChildren().remove(chips.size(), getChildren().size());
    }
    while (getChildren().size() < chips.size()) {
      Button button = new Button();
      button.getStyleClass().addAll("chip", "selection-chip");
      button.setMinWidth(USE_PREF_SIZE);
      getChildren().add(button);
    }
    for (int i = 0; i < chips.size(); i++) {
      Chip chip = chips.get(i);
      Button button = (Button) getChildren().get(i);
      button.setText(Display.safe(chip.text()) + "  ×");
      button.setAccessibleText(desk.texts().say("flame.chip.remove", Display.safe(chip.text())));
      button.setOnAction(e -> chip.remove().run());
    }
  }
}
