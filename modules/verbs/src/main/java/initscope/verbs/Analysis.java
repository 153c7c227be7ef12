package initscope.verbs;

import initscope.evidence.OpenTrace;
import initscope.model.Incident;
import initscope.model.finding.Diagnosis;
import java.util.List;

/// What an analysis gave.
///
/// @param incident all sources, joined
/// @param diagnosis findings and verdict
/// @param entries the raw entries every evidence opens
/// @param traces Go execution traces among the inputs, where they were to be kept
public record Analysis(
    Incident incident, Diagnosis diagnosis, Entries entries, List<OpenTrace> traces) {
  /// Keeps an immutable copy.
  public Analysis {
    traces = List.copyOf(traces);
  }
}
