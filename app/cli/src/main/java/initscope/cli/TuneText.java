package initscope.cli;

import initscope.model.Display;
import initscope.model.change.Changes;
import initscope.model.finding.Sentence;
import initscope.tuning.StatusTexts;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What {@code initscope tune} tells people.
final class TuneText implements TuneOutput {
  private final Console console;
  private final TuneTexts texts;

  TuneText(Console console, Locale locale) {
    this.console = console;
    this.texts = new TuneTexts(locale);
  }

  @Override
  public void plan(PlanView view) {
    for (Finding finding : view.findings()) {
      String todo = finding.todo().map(t -> " " + said(t)).orElse("");
      line(finding.blocks() ? "plan.refused" : "plan.note", said(finding.text()) + todo);
    }
    if (view.plan().isEmpty()) {
      console.say(texts.say("plan.none", said(view.blockers().getFirst().text())));
      return;
    }
    list("plan.does", view.commands());
    if (!view.onConfirm().isEmpty()) {
      list("plan.confirm", view.onConfirm());
    }
    list("plan.undo", view.undo());
    view.gains().forEach(g -> line("plan.gain", said(g)));
    view.costs().forEach(c -> line("plan.cost", said(c)));
    line("plan.without", said(view.skipping()));
    line("plan.name", view.plan().get().id());
  }

  private void list(String key, List<String> commands) {
    line(key);
    commands.forEach(command -> console.result("  " + Display.safe(command)));
  }

  @Override
  public void status(StatusView view) {
    line(
        "status",
        texts.state(view.state()) + view.id().map(id -> " " + id).orElse(""),
        StatusTexts.say(view, texts.locale()));
    for (GuardItem item : view.items()) {
      line(
          "status.item",
          item.name(),
          item.show(item.before()),
          item.show(item.want()),
          item.show(item.now()));
    }
    view.secondsLeft().ifPresent(left -> line("status.left", Long.toString(left)));
  }

  @Override
  public void preview(StatusView view) {
    if (!view.canRollBack()) {
      line("preview.nothing", texts.state(view.state()), StatusTexts.say(view, texts.locale()));
      return;
    }
    for (GuardItem item : view.items()) {
      line(
          "preview." + item.onRollback().name(),
          item.name(),
          item.show(item.now()),
          item.show(item.before()),
          item.show(item.after().orElse(item.want())));
    }
    console.say(texts.say("preview.unchanged"));
  }

  @Override
  public void open(List<Transaction> transactions) {
    if (transactions.isEmpty()) {
      line("open.none");
      return;
    }
    for (Transaction tx : transactions) {
      line(
          "open.one",
          texts.state(tx.state()),
          tx.id().hex(),
          tx.host().address(),
          Instant.ofEpochMilli(tx.createdMillis()).truncatedTo(ChronoUnit.SECONDS).toString(),
          what(tx));
    }
    console.say(texts.say("open.ask"));
  }

  private String what(Transaction tx) {
    return tx.plan()
        .map(
            plan ->
                plan.changes().stream()
                    .flatMap(c -> Changes.words(c).stream())
                    .map(w -> w.replace("\n", "; "))
                    .collect(Collectors.joining(" ")))
        .orElseGet(() -> texts.say("open.newer"));
  }

  private String said(Sentence sentence) {
    return PlanTexts.say(sentence, texts.locale());
  }

  private void line(String key, String... arguments) {
    console.result(Display.safe(texts.say(key, arguments)));
  }
}
