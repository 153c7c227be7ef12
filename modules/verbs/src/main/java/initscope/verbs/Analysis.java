package initscope.verbs;

import initscope.diagnosis.Diagnoser;
import initscope.evidence.OpenTrace;
import initscope.model.Incident;
import initscope.model.finding.Diagnosis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an analysis gave.
public final class Analysis {
  private final Incident incident;
  private final Entries entries;
  private final List<OpenTrace> traces;
  private @Nullable Diagnosis diagnosis;

  /// One whose causes are looked for when they are asked for.
  Analysis(Incident incident, Entries entries, List<OpenTrace> traces) {
    this.incident = incident;
    this.entries = entries;
    this.traces = List.copyOf(traces);
  }

  /// Looks for causes now, so that {@link #diagnosis} takes no time.
  Analysis diagnosed() {
    diagnosis();
    return this;
  }

  /// All sources, joined.
  public Incident incident() {
    return incident;
  }

  /// Findings and verdict. Takes time only the first time, of an analysis that {@link Analyze#read} gave.
  public synchronized Diagnosis diagnosis() {
    Diagnosis known = diagnosis;
    if (known == null) {
      known = Diagnoser.diagnose(incident);
      diagnosis = known;
    }
    return known;
  }

  /// The raw entries every evidence opens.
  public Entries entries() {
    return entries;
  }

  /// Go execution traces among the inputs, where they were to be kept.
  public List<OpenTrace> traces() {
    return traces;
  }
}
