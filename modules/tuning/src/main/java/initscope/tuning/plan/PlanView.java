package initscope.tuning.plan;

import initscope.model.change.Plan;
import java.util.List;
import java.util.Optional;

/// A plan as a person weighs it; the same for the window and the command line. Texts are not yet safe for a terminal.
///
/// @param plan to carry out; empty where something blocks it
/// @param findings for and against
/// @param commands exactly what is done, as shell commands; for a reader, or for doing it by hand
/// @param undo as shell commands
/// @param cost what it costs the host
/// @param skipping what is lost by not doing it
public record PlanView(
    Optional<Plan> plan,
    List<Finding> findings,
    List<String> commands,
    List<String> undo,
    String cost,
    String skipping) {
  /// Copies the lists.
  public PlanView {
    findings = List.copyOf(findings);
    commands = List.copyOf(commands);
    undo = List.copyOf(undo);
  }

  /// What stands in the way.
  public List<Finding> blockers() {
    return findings.stream().filter(Finding::blocks).toList();
  }
}
