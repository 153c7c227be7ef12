package initscope.views;

import initscope.gotrace.GoTrace;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import java.util.List;
import java.util.Optional;

/// What a window shows: an incident, what the rules say of it, and the raw entries behind both.
///
/// @param name what the user opened, for the title
/// @param incident the nouns
/// @param diagnosis the conclusions
/// @param entries the raw entries
/// @param trace the execution trace, where one was opened
/// @param keeper of the trace's marks and pins
public record Opened(
    String name,
    Incident incident,
    Diagnosis diagnosis,
    Entries entries,
    Optional<GoTrace> trace,
    TraceKeeper keeper) {
  /// Nothing.
  public static final Opened NOTHING = nothing();

  /// Something without an execution trace.
  public Opened(String name, Incident incident, Diagnosis diagnosis, Entries entries) {
    this(name, incident, diagnosis, entries, Optional.empty());
  }

  /// Something whose marks nobody keeps.
  public Opened(
      String name,
      Incident incident,
      Diagnosis diagnosis,
      Entries entries,
      Optional<GoTrace> trace) {
    this(name, incident, diagnosis, entries, trace, TraceKeeper.NONE);
  }

  private static Opened nothing() {
    Finding none =
        new Finding(
            "none",
            Confidence.NOT_KNOWN,
            Sentence.of(""),
            Subject.NONE,
            List.of(),
            List.of(),
            Optional.empty());
    return new Opened("", Incident.EMPTY, new Diagnosis(none, List.of()), Entries.NONE);
  }

  /// What choosing a finding chooses in every view.
  public static Selection selection(Finding finding) {
    Subject subject = finding.subject();
    Selection chosen = Selection.NONE;
    if (subject.tid().isPresent()) {
      chosen = chosen.withThread(subject.tid().getAsLong());
    }
    if (subject.goroutine().isPresent()) {
      chosen = chosen.withGoroutine(subject.goroutine().getAsLong(), subject.tid());
    }
    if (subject.packagePath().isPresent()) {
      chosen = chosen.withPackage(subject.packagePath().get());
    }
    return finding.evidence().isEmpty()
        ? chosen
        : chosen.withEvidence(finding.evidence().getFirst());
  }
}
