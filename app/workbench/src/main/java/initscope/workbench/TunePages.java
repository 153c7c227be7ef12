package initscope.workbench;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.TxId;
import initscope.model.finding.Sentence;
import initscope.tuning.FailureTexts;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
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

/// The pages of a change before and after its trial: what would be done, how it ended.
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
    return page(flow.way(), step, title);
  }

  TunePage page(Way way, int step, String title) {
    return new TunePage(texts, jobs, way.guide(), way.step(step), title);
  }

  /// What would be done, and what speaks against it.
  TunePage plan(TuneAsk ask, PlanView view) {
    TunePage page = page(2, title(ask.host(), view));
    Button back = TunePage.button("tune-back", texts.say("tune.back"), flow::choose);
    view.findings().forEach(f -> page.add(finding(f)));
    if (view.plan().isEmpty()) {
      page.buttons(back, TunePage.button("tune-leave", texts.say("action.close"), flow::leave));
      return page;
    }
    Plan plan = view.plan().get();
    add(page, view, plan);
    TuneCommands commands = new TuneCommands(ask.host(), ask.ssh());
    page.asCommands(commands.plan(plan), commands.apply(plan));
    page.buttons(
        TunePage.button(
            "tune-apply", texts.say("tune.apply", minutes(plan)), () -> flow.apply(view)),
        back);
    return page;
  }

  /// What would be allowed instead of a permissive domain, which enforces again first.
  TunePage narrowed(Trial trial, PlanView view) {
    TunePage page = page(2, title(trial.host(), view));
    Button back =
        TunePage.button(
            "tune-back", texts.say("guide.narrow.back"), () -> flow.showTrial(trial.id()));
    view.findings().forEach(f -> page.add(finding(f)));
    if (view.plan().isEmpty()) {
      page.buttons(back, TunePage.button("tune-leave", texts.say("action.close"), flow::leave));
      return page;
    }
    Plan plan = view.plan().get();
    page.add(
        page.section(
            "guide.narrow.first", TunePage.values(new TrialPages(texts, jobs, flow).back(trial))));
    List<String> undo = PlanCommands.undo(trial);
    if (!undo.isEmpty()) {
      page.add(page.commands("tune.undo", "tune-first-undo", undo));
    }
    add(page, view, plan);
    TuneCommands commands = new TuneCommands(trial.host(), trial.ssh());
    page.asCommands(commands.plan(plan), commands.verb("rollback"), commands.apply(plan));
    page.buttons(
        TunePage.button(
            "tune-apply",
            texts.say("guide.narrow.apply", minutes(plan)),
            () -> flow.enforce(trial, view)),
        back);
    return page;
  }

  private String title(String host, PlanView view) {
    return texts.say(view.plan().isEmpty() ? "tune.plan.blocked" : "tune.plan.title", host);
  }

  private void add(TunePage page, PlanView view, Plan plan) {
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
  }

  private Node said(List<Sentence> sentences) {
    VBox box = new VBox(3);
    sentences.forEach(s -> box.getChildren().add(said(s)));
    return box;
  }

  private Label said(Sentence sentence) {
    return TunePage.words(PlanTexts.say(sentence, texts.locale()));
  }

  private String minutes(Plan plan) {
    int seconds = plan.windowSeconds();
    return seconds % 60 == 0
        ? texts.say("tune.minutes", seconds / 60)
        : texts.say("tune.seconds", seconds);
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
        rows.add(List.of(shown.name(), show(shown, item.before()), show(shown, item.want())));
      }
    }
    return rows;
  }

  /// A value in words where it is a mark of the guard, such as {@code absent}.
  String show(GuardItem item, String value) {
    return switch (value) {
      case PlanItem.ABSENT -> texts.say("value.absent");
      case "installed" -> texts.say("value.installed");
      default -> item.show(value);
    };
  }

  List<List<String>> values(List<GuardItem> items) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            texts.say("tune.what"),
            texts.say("tune.was"),
            texts.say("tune.wanted"),
            texts.say("tune.now")));
    items.forEach(
        i -> rows.add(List.of(i.name(), show(i, i.before()), show(i, i.want()), show(i, i.now()))));
    return rows;
  }

  String state(StatusView status) {
    String key =
        status.ours()
            ? "tune.state." + status.state().name().toLowerCase(Locale.ROOT)
            : status.id().isEmpty() ? "tune.state.none" : "tune.state.foreign";
    return texts.say(key, status.owner());
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

  /// It did not go through.
  ///
  /// @param end what it came to
  /// @param id of the change that is still on trial, if one is
  TunePage failed(Failure failure, Aftermath.End end, Optional<TxId> id) {
    TunePage page = page(5, texts.say("tune.failed"));
    page.add(TunePage.notice("tune-failure", FailureTexts.say(failure, texts.locale())));
    page.add(TunePage.words(texts.say(end.key())));
    Button ask = TunePage.button("tune-ask", texts.say("tune.ask"), () -> flow.ask(id));
    Button leave = TunePage.button("tune-leave", texts.say("action.close"), flow::leave);
    if (end == Aftermath.End.ROLLED || end == Aftermath.End.NOTHING) {
      page.buttons(leave);
    } else {
      page.buttons(ask, leave);
    }
    return page;
  }
}
