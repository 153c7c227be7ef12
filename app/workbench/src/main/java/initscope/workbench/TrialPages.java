package initscope.workbench;

import initscope.model.change.Plan;
import initscope.model.change.TxState;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.verbs.TuneCommands;
import initscope.views.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The pages of a change on trial: how it stands, and what keeping or taking back would do.
final class TrialPages {
  private final Texts texts;
  private final TuneFlow flow;
  private final TunePages pages;

  TrialPages(Texts texts, Jobs jobs, TuneFlow flow) {
    this.texts = texts;
    this.flow = flow;
    this.pages = new TunePages(texts, jobs, flow);
  }

  /// The change holds, the countdown runs.
  TunePage trial(Trial trial) {
    StatusView status = trial.status();
    TunePage page =
        pages.page(trial.way(), 3, texts.say("tune.trial.title", trial.what(), trial.host()));
    Label left = new Label();
    left.setId("tune-left");
    left.getStyleClass().add("countdown");
    left.textProperty().bind(flow.trials().left(trial));
    page.add(new VBox(2, left, TunePage.faint(texts.say("tune.trial.left"))));
    if (trial.lost()) {
      page.add(TunePage.notice("tune-state", texts.say("tune.state.lost")));
    } else if (status.ours() && status.state() == TxState.APPLIED) {
      trial.tried().stream().filter(GuardItem::drifted).forEach(i -> page.add(drift(i)));
      page.add(page.section("tune.proof", proof(trial)));
    } else {
      page.add(TunePage.notice("tune-state", pages.state(status)));
    }
    List<List<String>> values = pages.values(trial.tried());
    page.add(
        page.section(
            "tune.values",
            TunePage.values(
                trial.lost() ? values.stream().map(r -> r.subList(0, 3)).toList() : values)));
    if (status.ours() && trial.way().guide() == Guide.NARROW) {
      page.add(denied(trial));
    } else if (status.ours() && trial.way().guide() == Guide.INITTRACE) {
      page.add(traced(trial));
    }
    commands(page, trial);
    buttons(page, trial);
    return page;
  }

  private Node drift(GuardItem item) {
    return TunePage.notice(
        "tune-drift",
        "✕  "
            + texts.say(
                "tune.drift",
                item.name(),
                pages.show(item, item.before()),
                pages.show(item, item.after().orElse(item.want())),
                pages.show(item, item.now())));
  }

  private static boolean keeps(Trial trial) {
    return trial.status().canConfirm()
        && trial.way().guide() != Guide.INITTRACE
        && trial.permitted().isEmpty();
  }

  private void commands(TunePage page, Trial trial) {
    TuneCommands commands = new TuneCommands(trial.host(), trial.ssh());
    List<String> lines = new ArrayList<>(List.of(commands.verb("status")));
    boolean reads = trial.status().ours() && trial.way().guide() == Guide.NARROW;
    if (reads && !trial.domain().isEmpty()) {
      lines.add(commands.denials(trial.domain(), flow.minutesBack(trial)));
    }
    if (keeps(trial)) {
      lines.add(commands.verb("confirm"));
    }
    lines.add(commands.verb("rollback"));
    page.asCommands(lines.toArray(String[]::new));
  }

  private void buttons(TunePage page, Trial trial) {
    List<Button> others = new ArrayList<>();
    others.add(
        TunePage.button("tune-ask", texts.say("tune.ask"), () -> flow.ask(trial.status().id())));
    if (trial.status().canConfirm()) {
      others.add(
          TunePage.button("tune-extend", texts.say("tune.extend"), () -> flow.extend(trial)));
    }
    Button back =
        TunePage.button(
            "tune-rollback", texts.say("tune.rollback"), () -> flow.preview(trial, false));
    if (!keeps(trial)) {
      page.buttons(back, others.toArray(Button[]::new));
      return;
    }
    Button keep =
        TunePage.button("tune-confirm", texts.say("tune.confirm"), () -> flow.preview(trial, true));
    others.add(trial.drifted() ? keep : back);
    page.buttons(trial.drifted() ? back : keep, others.toArray(Button[]::new));
  }

  /// What a domain was denied, and what could allow it: a way is to be chosen while it is permissive, else it is watched.
  private Node denied(Trial trial) {
    boolean choosing = !trial.way().narrowed();
    Label title = new Label(texts.say("guide.narrow.denials"));
    title.getStyleClass().add("section-title");
    VBox box = new VBox(5, title);
    String next = texts.say(choosing ? "guide.narrow.next" : "guide.narrow.watch");
    Button read =
        TunePage.button(
            "read-denials", texts.say("guide.narrow.read"), () -> flow.readDenials(trial));
    read.setDisable(trial.domain().isEmpty());
    box.getChildren().addAll(TunePage.words(next), read);
    trial.way().denials().ifPresent(v -> box.getChildren().add(choice(trial, v, choosing)));
    return box;
  }

  private Node choice(Trial trial, initscope.tuning.selinux.DenialsView view, boolean choosing) {
    DenialsPane pane = new DenialsPane(texts, view, choosing, trial.way().chosen());
    if (!choosing || view.denials().groups().isEmpty()) {
      return pane;
    }
    Button plan =
        TunePage.button(
            "narrow-plan", texts.say("guide.narrow.plan"), () -> flow.narrow(trial, pane.chosen()));
    pane.onChosen(() -> plan.setDisable(pane.chosen().isEmpty()));
    return new VBox(8, pane, plan);
  }

  /// What to do while the inits of a start are told.
  private Node traced(Trial trial) {
    String unit = trial.plan().map(Plan::changes).map(c -> c.getFirst().target()).orElse("");
    Button capture =
        TunePage.button(
            "tune-capture", texts.say("guide.inittrace.capture"), () -> flow.capture(trial, unit));
    capture.setDisable(unit.isEmpty());
    return new VBox(6, TunePage.words(texts.say("guide.inittrace.next")), capture);
  }

  private Node proof(Trial trial) {
    VBox list = new VBox(3);
    list.setId("tune-proof");
    list.getChildren().add(TunePage.words("✓  " + texts.say("tune.proof.armed")));
    for (GuardItem item : trial.tried()) {
      if (!item.drifted()) {
        String value = pages.show(item, item.now());
        list.getChildren()
            .add(TunePage.words("✓  " + texts.say("tune.proof.value", item.name(), value)));
      }
    }
    list.getChildren().add(TunePage.words("✓  " + texts.say("tune.proof.login")));
    return list;
  }

  /// What the one or the other would do.
  TunePage preview(Trial trial, boolean keep) {
    String title = texts.say(keep ? "tune.keep.title" : "tune.takeBack.title", trial.what());
    TunePage page = pages.page(trial.way(), 4, title);
    page.add(TunePage.words(texts.say(keep ? "tune.keep.does" : "tune.takeBack.does")));
    if (keep) {
      List<String> commands = PlanCommands.onConfirm(trial);
      if (!commands.isEmpty()) {
        page.add(page.commands("tune.onConfirm", "tune-preview", commands));
      } else if (trial.lasting().isEmpty()) {
        page.add(TunePage.words(texts.say("tune.keep.boot")));
      } else {
        String files = String.join(", ", trial.lasting().stream().map(GuardItem::target).toList());
        page.add(TunePage.words(texts.say("tune.keep.writes", files)));
      }
    } else {
      page.add(page.section("tune.values", TunePage.values(back(trial))));
      List<String> undo = PlanCommands.undo(trial);
      if (!undo.isEmpty()) {
        page.add(page.commands("tune.undo", "tune-preview", undo));
      }
    }
    TuneCommands commands = new TuneCommands(trial.host(), trial.ssh());
    page.asCommands(commands.verb(keep ? "confirm" : "rollback"));
    page.buttons(
        TunePage.button(
            "tune-do",
            texts.say(keep ? "tune.keep" : "tune.takeBack"),
            () -> flow.settle(trial, keep)),
        TunePage.button(
            "tune-not-yet", texts.say("tune.notYet"), () -> flow.showTrial(trial.id())));
    return page;
  }

  /// What taking back would do with each value.
  List<List<String>> back(Trial trial) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(texts.say("tune.what"), texts.say("tune.now"), texts.say("tune.will")));
    for (GuardItem item : trial.status().items()) {
      String now = pages.show(item, item.now());
      switch (item.onRollback()) {
        case RESTORED -> rows.add(List.of(item.name(), now, pages.show(item, item.before())));
        case LEFT -> {
          String ours = pages.show(item, item.after().orElse(item.want()));
          String said = texts.say("tune.takeBack.left", ours, pages.show(item, item.before()));
          rows.add(List.of(item.name(), now, said));
        }
        case AS_BEFORE -> {
          if (item.begun()) {
            rows.add(List.of(item.name(), now, texts.say("tune.takeBack.asBefore")));
          }
        }
      }
    }
    return rows;
  }
}
