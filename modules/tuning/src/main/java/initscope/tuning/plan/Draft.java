package initscope.tuning.plan;

import initscope.model.change.PlanItem;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.List;

/// A plan while it grows. Nothing here is done before a person has read it.
final class Draft {
  private final List<PlanItem> items = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final List<String> onConfirm = new ArrayList<>();
  private final List<String> undo = new ArrayList<>();
  private final List<Sentence> gains = new ArrayList<>();
  private final List<Sentence> costs = new ArrayList<>();

  /// Adds something for the guard, after all before.
  void item(PlanItem item) {
    items.add(item);
  }

  void find(Finding finding) {
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }

  /// A command of apply as a person would type it, and the one that takes it back.
  void does(String command, String back) {
    commands.add(command);
    undo.addFirst(back);
  }

  /// A command of apply that the command before it takes back too.
  void thenDoes(String command) {
    commands.add(command);
  }

  /// A command of confirm as a person would type it, and the one that takes it back.
  void confirms(String command, String back) {
    onConfirm.add(command);
    undo.addFirst(back);
  }

  /// What it can and cannot win for the start of a Go service.
  void gain(String key, String... arguments) {
    add(gains, Sentence.of(key, arguments));
  }

  /// What it costs besides what every change costs.
  void cost(String key, String... arguments) {
    add(costs, Sentence.of(key, arguments));
  }

  private static void add(List<Sentence> list, Sentence sentence) {
    if (!list.contains(sentence)) {
      list.add(sentence);
    }
  }

  List<PlanItem> items() {
    return items;
  }

  List<Finding> findings() {
    return findings;
  }

  List<String> commands() {
    return commands;
  }

  List<String> onConfirm() {
    return onConfirm;
  }

  List<String> undo() {
    return undo;
  }

  List<Sentence> gains() {
    return gains;
  }

  List<Sentence> costs() {
    return costs;
  }
}
