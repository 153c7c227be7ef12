package initscope.workbench;

import initscope.model.Display;
import initscope.model.change.Change;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.selinux.Denials;
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
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// Denials of a domain in groups, each with the ways to allow it; the first that fits is chosen beforehand.
final class DenialsPane extends VBox {
  private final Texts texts;
  private final boolean choosing;
  private final Optional<List<Change>> before;
  private final List<ToggleGroup> groups = new ArrayList<>();

  /// Shows them.
  ///
  /// @param choosing whether one may be chosen, else they are only listed
  /// @param before what was chosen of them earlier
  DenialsPane(Texts texts, DenialsView view, boolean choosing, Optional<List<Change>> before) {
    super(10);
    this.texts = texts;
    this.choosing = choosing;
    this.before = before;
    setId("denials");
    source(view);
    for (int i = 0; i < view.denials().groups().size(); i++) {
      getChildren().add(group(view.denials().groups().get(i), view.proposals().get(i)));
    }
  }

  /// Where it was read and how much of it could be: no denial is not the same as no log.
  private void source(DenialsView view) {
    Denials denials = view.denials();
    if (view.source().equals("none")) {
      getChildren().add(TunePage.notice("denials-unread", texts.say("guide.narrow.noLog")));
    } else {
      String said =
          texts.say("guide.narrow.source", view.source(), denials.messages(), denials.domain());
      Label source = TunePage.faint(said);
      source.setId("denials-source");
      getChildren().add(source);
      if (denials.groups().isEmpty()) {
        getChildren().add(TunePage.words(texts.say("guide.narrow.none", denials.domain())));
      }
    }
    if (denials.unusable() > 0) {
      String said = texts.say("guide.narrow.unusable", denials.unusable());
      getChildren().add(TunePage.notice("denials-unusable", said));
    }
    view.problems().stream()
        .filter(p -> !p.id().endsWith("unfinished"))
        .map(p -> TunePage.faint(Display.safe(p.id() + ": " + p.quote())))
        .forEach(getChildren()::add);
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
      RadioButton choice = choice(group, String.join("  ", proposal.words()).replace("\n", " "));
      choice.setUserData(proposal.change().get());
      box.getChildren().addAll(choice, TunePage.faint(Display.safe(why)));
      proposal
          .opens()
          .map(o -> TunePage.faint(Display.safe(PlanTexts.say(o, texts.locale()))))
          .ifPresent(box.getChildren()::add);
    }
    RadioButton leave = choice(group, texts.say("guide.narrow.leave"));
    box.getChildren().add(leave);
    Toggle first = before.isPresent() ? leave : group.getToggles().getFirst();
    group.getToggles().stream()
        .filter(t -> before.isPresent() && before.get().contains(t.getUserData()))
        .findFirst()
        .orElse(first)
        .setSelected(true);
  }

  private static RadioButton choice(ToggleGroup group, String text) {
    RadioButton choice = new RadioButton(Display.safe(text));
    choice.setMnemonicParsing(false); // names have underscores
    choice.setToggleGroup(group);
    choice.setWrapText(true);
    return choice;
  }

  /// Runs now and whenever another choice is made.
  void onChosen(Runnable run) {
    groups.forEach(g -> g.selectedToggleProperty().subscribe(run));
    run.run();
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
