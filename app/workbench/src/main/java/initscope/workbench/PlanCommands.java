package initscope.workbench;

import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.SetSysctl;
import initscope.remote.Quote;
import initscope.tuning.plan.PlanView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Shell commands of a change that an earlier run planned, as far as its items alone tell them: where one does not, none are shown.
final class PlanCommands {
  private static final String PERMISSIVE = "permissive_";

  private PlanCommands() {}

  /// What takes a change on trial back; empty where that is not known.
  static List<String> undo(Trial trial) {
    return trial
        .view()
        .map(PlanView::undo)
        .orElseGet(() -> trial.plan().map(PlanCommands::undo).orElse(List.of()));
  }

  /// What keeping does besides stopping the timer; empty where that is nothing or not known.
  static List<String> onConfirm(Trial trial) {
    return trial
        .view()
        .map(PlanView::onConfirm)
        .orElseGet(() -> trial.plan().map(PlanCommands::onConfirm).orElse(List.of()));
  }

  private static List<String> undo(Plan plan) {
    List<String> commands = new ArrayList<>();
    for (PlanItem item : plan.items()) {
      Optional<String> back = back(item);
      if (back.isEmpty()) {
        return List.of();
      }
      commands.addFirst(back.get());
    }
    return commands;
  }

  private static Optional<String> back(PlanItem item) {
    boolean absent = item.before().equals(PlanItem.ABSENT);
    return switch (item.kind()) {
      case "sysctl" ->
          Optional.of("printf '%s\\n' " + Quote.word(item.before()) + " > " + item.target());
      case "module" -> absent ? Optional.of(withoutModule(item.target())) : Optional.empty();
      case "file" ->
          absent
              ? Optional.of("rm -f " + item.target())
              : item.beforeBytes()
                  .map(b -> "printf '%s' " + Quote.word(b.utf8()) + " > " + item.target());
      default -> Optional.empty();
    };
  }

  private static String withoutModule(String name) {
    return name.startsWith(PERMISSIVE)
        ? "semanage permissive -d " + name.substring(PERMISSIVE.length())
        : "semodule -X 400 -r " + name;
  }

  private static List<String> onConfirm(Plan plan) {
    List<PlanItem> last =
        plan.items().stream().filter(i -> i.phase() == PlanItem.Phase.PERSIST).toList();
    boolean parameters = plan.changes().stream().allMatch(SetSysctl.class::isInstance);
    if (!parameters || last.size() != 1 || !last.getFirst().kind().equals("file")) {
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    for (Change change : plan.changes()) {
      String line = change.target() + " = " + change.wanted();
      commands.add("echo " + Quote.word(line) + " >> " + last.getFirst().target());
    }
    return commands;
  }
}
