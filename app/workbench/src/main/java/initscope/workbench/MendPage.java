package initscope.workbench;

import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.diagnosis.units.UnitMistakes;
import initscope.model.change.Change;
import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.units.CgroupFact;
import initscope.tuning.units.CgroupFacts;
import initscope.tuning.units.UnitReading;
import initscope.verbs.TuneCommands;
import initscope.views.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Second page of mending a unit: its mistakes with what mends them, to choose from, and the facts of its cgroup.
final class MendPage extends TunePage {
  private final Map<CheckBox, SetUnit> choices = new LinkedHashMap<>();
  private final CheckBox restart = new CheckBox();
  private final TuneAsk ask;

  MendPage(Texts texts, Jobs jobs, TuneFlow flow, TuneAsk ask, UnitReading read) {
    super(texts, jobs, Guide.MEND, 2, texts.say("guide.mend.found", ask.target()));
    this.ask = ask;
    List<Mistake> found = UnitMistakes.of(read.scene());
    if (found.isEmpty()) {
      add(words(texts.say("guide.mend.none")));
    }
    found.forEach(m -> add(mistake(m)));
    facts(CgroupFacts.of(read));
    TuneCommands commands = new TuneCommands(ask.host(), ask.ssh());
    asCommands(commands.unit("mistakes", ask.target()), commands.unit("cgroup", ask.target()));
    Button back = button("tune-back", texts.say("tune.back"), flow::choose);
    if (choices.isEmpty()) {
      buttons(back, button("tune-leave", texts.say("action.close"), flow::leave));
      return;
    }
    restart.setId("mend-restart");
    restart.setText(texts.say("guide.mend.restart", ask.target()));
    restart.setWrapText(true);
    add(restart);
    Button plan = button("mend-plan", texts.say("guide.mend.plan"), () -> flow.plan(ask, chosen()));
    choices.keySet().forEach(c -> c.selectedProperty().subscribe(() -> able(plan)));
    able(plan);
    buttons(plan, back);
  }

  private void able(Button plan) {
    plan.setDisable(choices.keySet().stream().noneMatch(CheckBox::isSelected));
    boolean own =
        choices.entrySet().stream()
            .anyMatch(c -> c.getKey().isSelected() && c.getValue().unit().equals(ask.target()));
    restart.setDisable(!own);
  }

  private Node mistake(Mistake one) {
    String where = one.place().map(p -> "  (" + p + ")").orElse("");
    VBox box = new VBox(3);
    box.getStyleClass().add("card");
    String text = say(one.text()) + where;
    switch (one.mend()) {
      case Mend.ByDropIn(var change) -> {
        CheckBox choice = new CheckBox(initscope.model.Display.safe(text));
        choice.setId("mend-" + one.id());
        choice.setMnemonicParsing(false);
        choice.setWrapText(true);
        choice.setSelected(true);
        choices.put(choice, change);
        String settings = String.join("\n", change.wanted().lines().toList());
        Label unit = faint(texts().say("guide.mend.unit", change.unit()));
        box.getChildren().addAll(choice, unit, faint(settings), faint(say(one.gain())));
        box.getChildren().add(faint(say(one.cost())));
      }
      case Mend.ByHand(var why) ->
          box.getChildren().addAll(words("•  " + text), faint(say(one.gain())), faint(say(why)));
    }
    return box;
  }

  private void facts(List<CgroupFact> facts) {
    VBox box = section("guide.mend.cgroup");
    box.setId("cgroup-facts");
    for (CgroupFact fact : facts) {
      box.getChildren().add(words(say(fact.text()) + "  [" + fact.source() + "]"));
    }
    if (!facts.isEmpty()) {
      add(box);
    }
  }

  private String say(initscope.model.finding.Sentence sentence) {
    return PlanTexts.say(sentence, texts().locale());
  }

  /// For each unit one drop-in with all that was chosen for it; of them only the unit that was asked about is restarted.
  private List<Change> chosen() {
    Map<String, List<UnitSetting>> units = new LinkedHashMap<>();
    choices.forEach(
        (choice, change) -> {
          if (choice.isSelected()) {
            List<UnitSetting> settings =
                units.computeIfAbsent(change.unit(), u -> new ArrayList<>());
            change.settings().stream().filter(s -> !settings.contains(s)).forEach(settings::add);
          }
        });
    List<Change> changes = new ArrayList<>();
    units.forEach(
        (unit, settings) ->
            changes.add(
                new SetUnit(unit, settings, restart.isSelected() && unit.equals(ask.target()))));
    return changes;
  }
}
