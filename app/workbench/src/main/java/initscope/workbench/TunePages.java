package initscope.workbench;

import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.TxState;
import initscope.model.finding.Sentence;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import initscope.tuning.selinux.DenialsView;
import initscope.verbs.TuneCommands;
import initscope.views.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The pages after the choice: what would be done, the trial, what keeping or taking back does, the end.
final class TunePages {
  private final Texts texts;
  private final Jobs jobs;
  private final TuneFlow flow;

  TunePages(Texts texts, Jobs jobs, TuneFlow flow) {
    this.texts = texts;
    this.jobs = jobs;
    this.flow = flow;
  }

  private TunePage page(int step, String title) {
    return new TunePage(texts, jobs, flow.guide(), flow.step(step), title);
  }

  /// What would be done, and what speaks against it.
  TunePage plan(TuneAsk ask, PlanView view) {
    boolean blocked = view.plan().isEmpty();
    TunePage page =
        page(2, texts.say(blocked ? "tune.plan.blocked" : "tune.plan.title", ask.host()));
    for (Finding finding : view.findings()) {
      page.add(finding(finding));
    }
    Button back = TunePage.button("tune-back", texts.say("tune.back"), flow::choose);
    if (blocked) {
      page.buttons(back, TunePage.button("tune-leave", texts.say("action.close"), flow::leave));
      return page;
    }
    Plan plan = view.plan().get();
    page.add(page.section("tune.changes", TunePage.values(changes(plan))));
    page.add(page.section("tune.does", said(view.gains())));
    if (!plan.why().isEmpty()) {
      page.add(page.section("tune.field.why", TunePage.words(plan.why())));
    }
    page.add(page.commands("tune.commands", "tune-commands", view.commands()));
    if (!view.onConfirm().isEmpty()) {
      page.add(page.commands("tune.onConfirm", "tune-on-confirm", view.onConfirm()));
    }
    page.add(
        page.commands("tune.undo", "tune-undo", view.undo()),
        page.section("tune.cost", said(view.costs())),
        page.section("tune.skipping", said(view.skipping())));
    page.asCommands(TuneCommands.plan(ask.host(), plan), TuneCommands.apply(ask.host(), plan));
    page.buttons(
        TunePage.button(
            "tune-apply", texts.say("tune.apply", minutes(plan)), () -> flow.apply(ask, view)),
        back);
    return page;
  }

  private Node said(List<Sentence> sentences) {
    VBox box = new VBox(3);
    sentences.forEach(s -> box.getChildren().add(said(s)));
    return box;
  }

  private Label said(Sentence sentence) {
    return TunePage.words(PlanTexts.say(sentence, texts.locale()));
  }

  private static String minutes(Plan plan) {
    int seconds = plan.windowSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  private Node finding(Finding finding) {
    Locale locale = texts.locale();
    String todo = finding.todo().map(t -> " " + PlanTexts.say(t, locale)).orElse("");
    String sentence = PlanTexts.say(finding.text(), locale) + todo;
    return finding.blocks()
        ? TunePage.notice("tune-blocked", "✕  " + sentence)
        : TunePage.words("•  " + sentence);
  }

  private List<List<String>> changes(Plan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(texts.say("tune.what"), texts.say("tune.now"), texts.say("tune.will")));
    for (PlanItem item : plan.items()) {
      if (item.phase() != PlanItem.Phase.PERSIST) {
        GuardItem shown = GuardItem.planned(item);
        rows.add(List.of(shown.name(), shown.show(item.before()), shown.show(item.want())));
      }
    }
    return rows;
  }

  /// The change holds, the countdown runs.
  TunePage trial(Trial trial) {
    StatusView status = trial.status();
    TunePage page = page(3, texts.say("tune.trial.title", trial.what(), trial.host()));
    Label left = new Label();
    left.setId("tune-left");
    left.getStyleClass().add("countdown");
    left.textProperty().bind(flow.left());
    page.add(new VBox(2, left, TunePage.faint(texts.say("tune.trial.left"))));
    if (status.ours() && status.state() == TxState.APPLIED) {
      page.add(page.section("tune.proof", proof(trial)));
    } else {
      page.add(TunePage.notice("tune-state", state(status)));
    }
    page.add(page.section("tune.values", TunePage.values(values(trial.tried()))));
    flow.onTrial(trial).ifPresent(page::add);
    page.asCommands(
        TuneCommands.verb("status", trial.host()),
        TuneCommands.verb("confirm", trial.host()),
        TuneCommands.verb("rollback", trial.host()));
    Button ask = TunePage.button("tune-ask", texts.say("tune.ask"), flow::ask);
    Button back =
        TunePage.button("tune-rollback", texts.say("tune.rollback"), () -> flow.preview(false));
    if (status.canConfirm() && flow.guide() != Guide.INITTRACE && trial.permitted().isEmpty()) {
      page.buttons(
          TunePage.button("tune-confirm", texts.say("tune.confirm"), () -> flow.preview(true)),
          ask,
          back);
    } else {
      page.buttons(back, ask);
    }
    return page;
  }

  /// What a domain was denied, and what could allow it.
  ///
  /// @param choosing whether it is permissive now and a way is to be chosen; else it is watched
  Node denied(Trial trial, Optional<DenialsView> view, boolean choosing) {
    VBox box = page(3, "").section("guide.narrow.denials");
    String next = texts.say(choosing ? "guide.narrow.next" : "guide.narrow.watch");
    Button read =
        TunePage.button(
            "read-denials", texts.say("guide.narrow.read"), () -> flow.readDenials(trial));
    box.getChildren().addAll(TunePage.words(next), read);
    view.ifPresent(
        v -> {
          DenialsPane pane = new DenialsPane(texts, v, choosing);
          box.getChildren().add(pane);
          if (choosing && !pane.chosen().isEmpty()) {
            box.getChildren()
                .add(
                    TunePage.button(
                        "narrow-plan",
                        texts.say("guide.narrow.plan"),
                        () -> flow.narrow(trial, pane.chosen())));
          }
        });
    return box;
  }

  /// What to do while the inits of a start are told.
  Node traced(Trial trial) {
    String unit =
        trial.plan().map(p -> p.plan().orElseThrow().changes().getFirst().target()).orElse("");
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
      list.getChildren()
          .add(
              TunePage.words(
                  "✓  " + texts.say("tune.proof.value", item.name(), item.show(item.now()))));
    }
    list.getChildren().add(TunePage.words("✓  " + texts.say("tune.proof.login")));
    return list;
  }

  private List<List<String>> values(List<GuardItem> items) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.say("tune.what"),
            texts.say("tune.was"),
            texts.say("tune.wanted"),
            texts.say("tune.now")));
    items.forEach(
        i -> rows.add(List.of(i.name(), i.show(i.before()), i.show(i.want()), i.show(i.now()))));
    return rows;
  }

  private String state(StatusView status) {
    String key =
        status.ours()
            ? "tune.state." + status.state().name().toLowerCase(Locale.ROOT)
            : status.id().isEmpty() ? "tune.state.none" : "tune.state.foreign";
    return texts.say(key, status.owner());
  }

  /// What the one or the other would do.
  TunePage preview(Trial trial, boolean keep) {
    TunePage page =
        page(4, texts.say(keep ? "tune.keep.title" : "tune.takeBack.title", trial.what()));
    page.add(TunePage.words(texts.say(keep ? "tune.keep.does" : "tune.takeBack.does")));
    if (keep) {
      List<String> commands = trial.plan().map(PlanView::onConfirm).orElse(List.of());
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
      trial.plan().ifPresent(p -> page.add(page.commands("tune.undo", "tune-preview", p.undo())));
    }
    page.buttons(
        TunePage.button(
            "tune-do",
            texts.say(keep ? "tune.keep" : "tune.takeBack"),
            () -> flow.settle(trial, keep)),
        TunePage.button("tune-not-yet", texts.say("tune.notYet"), flow::show));
    return page;
  }

  private List<List<String>> back(Trial trial) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(texts.say("tune.what"), texts.say("tune.now"), texts.say("tune.will")));
    for (GuardItem item : trial.status().items()) {
      String now = item.show(item.now());
      switch (item.onRollback()) {
        case RESTORED -> rows.add(List.of(item.name(), now, item.show(item.before())));
        case LEFT -> {
          String ours = item.show(item.after().orElse(item.want()));
          String said = texts.say("tune.takeBack.left", ours, item.show(item.before()));
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

  /// How it ended.
  TunePage end(String host, StatusView status) {
    TunePage page = page(5, state(status));
    page.add(TunePage.faint(texts.say("tune.end.host", host)));
    if (!status.items().isEmpty()) {
      page.add(
          page.section(
              "tune.values",
              TunePage.values(
                  values(
                      status.items().stream()
                          .filter(i -> !i.phase().equals("persist"))
                          .toList()))));
    }
    page.buttons(TunePage.button("tune-leave", texts.say("tune.done"), flow::leave));
    return page;
  }

  /// It did not go through; whatever holds now, the host knows.
  TunePage failed(String sentence) {
    TunePage page = page(5, texts.say("tune.failed"));
    page.add(TunePage.notice("tune-failure", sentence));
    page.add(TunePage.words(texts.say("tune.failed.sentence")));
    page.buttons(
        TunePage.button("tune-ask", texts.say("tune.ask"), flow::ask),
        TunePage.button("tune-leave", texts.say("action.close"), flow::leave));
    return page;
  }
}
