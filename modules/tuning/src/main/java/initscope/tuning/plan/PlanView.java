package initscope.tuning.plan;

import initscope.model.change.Plan;
import initscope.model.finding.Sentence;
import java.util.List;
import java.util.Optional;

/// A plan as a person weighs it; the same for the window and the command line. Texts are not yet safe for a terminal. Sentences are
/// said by {@link PlanTexts}.
///
/// @param plan to carry out; empty where something blocks it
/// @param findings for and against
/// @param commands exactly what apply does, as shell commands; for a reader, or for doing it by hand
/// @param onConfirm exactly what confirm does besides stopping the timer, as shell commands
/// @param undo of all of them, as shell commands
/// @param gains what it can and cannot win for the start of a Go service
/// @param costs what it costs the host
/// @param skipping what is lost by not doing it
public record PlanView(
    Optional<Plan> plan,
    List<Finding> findings,
    List<String> commands,
    List<String> onConfirm,
    List<String> undo,
    List<Sentence> gains,
    List<Sentence> costs,
    Sentence skipping) {
  /// Copies the lists.
  public PlanView {
    findings = List.copyOf(findings);
    commands = List.copyOf(commands);
    onConfirm = List.copyOf(onConfirm);
    undo = List.copyOf(undo);
    gains = List.copyOf(gains);
    costs = List.copyOf(costs);
  }

  /// The same, where it is known what the change would mend.
  ///
  /// @param mistake or denial that stays without it
  public PlanView mending(Sentence mistake) {
    return new PlanView(plan, findings, commands, onConfirm, undo, gains, costs, mistake);
  }

  /// What stands in the way.
  public List<Finding> blockers() {
    return findings.stream().filter(Finding::blocks).toList();
  }
}
