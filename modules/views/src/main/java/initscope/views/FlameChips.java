package initscope.views;

import initscope.layout.Symbols;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameWords;
import initscope.layout.flame.HideRule;
import initscope.model.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/// What is left out of the picture of stacks, each with a way to have it back.
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

  void sync() {
    FlameQuery query = model.query();
    List<Node> chips = new ArrayList<>();
    Texts texts = desk.texts();
    query
        .sandwich()
        .ifPresent(
            f ->
                chips.add(
                    chip(
                        texts.say("flame.chip.sandwich", Symbols.brief(f)),
                        () -> model.ask(q -> q.withSandwich(Optional.empty())))));
    for (String function : query.through()) {
      chips.add(
          chip(
              texts.say("flame.chip.through", Symbols.brief(function)),
              () -> model.ask(q -> q.withThrough(without(q.through(), function)))));
    }
    for (HideRule rule : query.hidden()) {
      chips.add(chip(rule.term(), () -> model.ask(q -> q.withHidden(without(q.hidden(), rule)))));
    }
    if (!model.seen().equals(model.whole())) {
      String share = FlameWords.percent(model.seen().span(), model.whole().span());
      chips.add(chip(texts.say("flame.chip.seen", share), () -> model.see(model.whole())));
    }
    getChildren().setAll(chips);
    setVisible(!chips.isEmpty());
    setManaged(!chips.isEmpty());
  }

  private static <T> List<T> without(List<T> all, T one) {
    return all.stream().filter(x -> !x.equals(one)).toList();
  }

  private Button chip(String text, Runnable remove) {
    Button chip = new Button(Display.safe(text) + "  ×");
    chip.getStyleClass().addAll("chip", "selection-chip");
    chip.setAccessibleText(desk.texts().say("flame.chip.remove", Display.safe(text)));
    chip.setMinWidth(USE_PREF_SIZE);
    chip.setOnAction(e -> remove.run());
    return chip;
  }
}
