package initscope.model.finding;

import java.util.List;

/// All findings of an incident and the one that answers the question.
///
/// @param verdict what blocks or delays initialisation, or that nothing does, or that it is not known and what would tell
/// @param findings all findings, the verdict first, then by confidence
public record Diagnosis(Finding verdict, List<Finding> findings) {
  /// Keeps an immutable copy.
  public Diagnosis {
    findings = List.copyOf(findings);
  }
}
