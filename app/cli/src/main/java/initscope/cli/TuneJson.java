package initscope.cli;

import initscope.model.change.Changes;
import initscope.model.finding.Sentence;
import initscope.report.PlainJson;
import initscope.tuning.StatusTexts;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What {@code initscope tune} tells with {@code --json}: one object on one line, its keys sorted.
final class TuneJson implements TuneOutput {
  /// Of the object; new keys may come, none changes its meaning, and what is not known is left out.
  static final String SCHEMA = "initscope.tune/1";

  private final Console console;
  private final Locale locale;
  private final String host;

  /// An output.
  ///
  /// @param host as the user named it, empty where none is asked
  TuneJson(Console console, Locale locale, String host) {
    this.console = console;
    this.locale = locale;
    this.host = host;
  }

  @Override
  public void plan(PlanView view) {
    Map<String, Object> json = object();
    view.plan().ifPresent(plan -> json.put("planId", plan.id()));
    json.put("blocked", view.plan().isEmpty());
    json.put("findings", view.findings().stream().map(this::finding).toList());
    json.put("commands", view.commands());
    json.put("onConfirm", view.onConfirm());
    json.put("undo", view.undo());
    json.put("gains", said(view.gains()));
    json.put("costs", said(view.costs()));
    json.put("withoutIt", PlanTexts.say(view.skipping(), locale));
    print(json);
  }

  private Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new TreeMap<>();
    json.put("id", finding.id());
    json.put("blocks", finding.blocks());
    json.put("text", PlanTexts.say(finding.text(), locale));
    finding.todo().ifPresent(todo -> json.put("todo", PlanTexts.say(todo, locale)));
    return json;
  }

  private List<String> said(List<Sentence> sentences) {
    return sentences.stream().map(s -> PlanTexts.say(s, locale)).toList();
  }

  @Override
  public void status(StatusView view) {
    Map<String, Object> json = object();
    view.id().ifPresent(id -> json.put("id", id.hex()));
    view.plan().ifPresent(plan -> json.put("planId", plan.id()));
    json.put("state", view.state().name());
    json.put("ours", view.ours());
    if (!view.owner().isEmpty()) {
      json.put("owner", view.owner());
    }
    view.secondsLeft().ifPresent(left -> json.put("secondsLeft", left));
    json.put("items", view.items().stream().map(TuneJson::item).toList());
    json.put("sentence", StatusTexts.say(view, locale));
    print(json);
  }

  private static Map<String, Object> item(GuardItem item) {
    Map<String, Object> json = new TreeMap<>();
    json.put("name", item.name());
    json.put("kind", item.kind());
    json.put("phase", item.phase());
    json.put("target", item.target());
    json.put("before", item.before());
    json.put("want", item.want());
    item.after().ifPresent(after -> json.put("after", after));
    json.put("now", item.now());
    json.put("begun", item.begun());
    json.put("onRollback", item.onRollback().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return json;
  }

  /// The same as how it stands: each item says what a rollback would do with it.
  @Override
  public void preview(StatusView view) {
    status(view);
  }

  @Override
  public void open(List<Transaction> transactions) {
    Map<String, Object> json = object();
    json.put("open", transactions.stream().map(TuneJson::transaction).toList());
    print(json);
  }

  private static Map<String, Object> transaction(Transaction tx) {
    Map<String, Object> json = new TreeMap<>();
    json.put("id", tx.id().hex());
    json.put("host", tx.host().address());
    json.put("sinceMillis", tx.createdMillis());
    json.put("state", tx.state().name());
    json.put("owner", tx.owner());
    tx.plan()
        .ifPresent(
            plan -> {
              json.put("planId", plan.id());
              json.put(
                  "changes",
                  plan.changes().stream().flatMap(c -> Changes.words(c).stream()).toList());
            });
    return json;
  }

  private Map<String, Object> object() {
    Map<String, Object> json = new TreeMap<>();
    json.put("schema", SCHEMA);
    if (!host.isEmpty()) {
      json.put("host", host);
    }
    return json;
  }

  private void print(Map<String, Object> json) {
    console.result(PlainJson.line(json));
  }
}
