package initscope.workbench;

import initscope.model.Display;
import initscope.model.change.Change;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.selinux.DenialsView;
import initscope.tuning.selinux.DeniedAccess;
import initscope.tuning.selinux.Proposal;
import initscope.views.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// Denials of a domain in groups, each with the ways to allow it; the first that fits is chosen beforehand.
final class DenialsPane extends VBox {
  private final Texts texts;
  private final boolean choosing;
  private final List<ToggleGroup> groups = new ArrayList<>();

  /// Shows them.
  ///
  /// @param choosing whether one may be chosen, else they are only listed
  DenialsPane(Texts texts, DenialsView view, boolean choosing) {
    super(10);
    this.texts = texts;
    this.choosing = choosing;
    setId("denials");
    if (view.denials().groups().isEmpty()) {
      Label none = TunePage.words(texts.say("guide.narrow.none", view.denials().domain()));
      getChildren().add(none);
    }
    for (int i = 0; i < view.denials().groups().size(); i++) {
      getChildren().add(group(view.denials().groups().get(i), view.proposals().get(i)));
    }
  }

  private Node group(DeniedAccess access, List<Proposal> proposals) {
    Label title =
        new Label(
            Display.safe(
                texts.say(
                    "guide.narrow.group",
                    access.source(),
                    access.target(),
                    access.objectClass(),
                    String.join(" ", access.permissions()),
                    access.count())));
    title.setWrapText(true);
    title.getStyleClass().add("host");
    VBox box = new VBox(3, title);
    box.getStyleClass().add("card");
    List<String> places = new ArrayList<>(access.paths());
    access.ports().forEach(p -> places.add(Integer.toString(p)));
    if (!places.isEmpty()) {
      box.getChildren().add(TunePage.faint(Display.safe(String.join(", ", places))));
    }
    if (choosing) {
      choices(box, proposals);
    }
    return box;
  }

  private void choices(VBox box, List<Proposal> proposals) {
    ToggleGroup group = new ToggleGroup();
    groups.add(group);
    for (Proposal proposal : proposals) {
      String why = PlanTexts.say(proposal.why(), texts.locale());
      if (proposal.change().isEmpty()) {
        box.getChildren().add(TunePage.faint(Display.safe("–  " + why)));
        continue;
      }
      RadioButton choice = choice(group, String.join("  ", proposal.words()));
      choice.setUserData(proposal.change().get());
      box.getChildren().addAll(choice, TunePage.faint(Display.safe(why)));
      proposal
          .opens()
          .map(o -> TunePage.faint(Display.safe(PlanTexts.say(o, texts.locale()))))
          .ifPresent(box.getChildren()::add);
    }
    box.getChildren().add(choice(group, texts.say("guide.narrow.leave")));
    group.getToggles().getFirst().setSelected(true);
  }

  private static RadioButton choice(ToggleGroup group, String text) {
    RadioButton choice = new RadioButton(Display.safe(text));
    choice.setMnemonicParsing(false); // names have underscores
    choice.setToggleGroup(group);
    choice.setWrapText(true);
    return choice;
  }

  /// What was chosen, each once.
  List<Change> chosen() {
    LinkedHashSet<Change> changes = new LinkedHashSet<>();
    for (ToggleGroup group : groups) {
      Optional.ofNullable(group.getSelectedToggle())
          .map(t -> t.getUserData())
          .filter(Change.class::isInstance)
          .map(Change.class::cast)
          .ifPresent(changes::add);
    }
    return List.copyOf(changes);
  }
}
