package initscope.model.finding;

import java.util.List;

/// All findings of an incident and the one that answers the question.
///
/// @param verdict what blocks or delays initialisation, or that nothing does, or that it is not known and what would tell
/// @param findings all findings, the verdict first, then by confidence
/// @param warnings what could not be read of the inputs, so that it is not among what was concluded from
public record Diagnosis(Finding verdict, List<Finding> findings, List<Sentence> warnings) {
  /// Keeps an immutable copy.
  public Diagnosis {
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
  }

  /// Of inputs that could be read whole.
  public Diagnosis(Finding verdict, List<Finding> findings) {
    this(verdict, findings, List.of());
  }
}
