package initscope.tuning.selinux;

import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.finding.Sentence;
import java.util.List;
import java.util.Optional;

/// One way to allow what was denied, or why this way is none. Sentences are said by {@code PlanTexts}.
///
/// @param way in the order in which they are preferred
/// @param why it fits, or why it does not
/// @param opens what else it allows; empty where it is no way
/// @param change to plan; empty where it is no way
public record Proposal(Way way, Sentence why, Optional<Sentence> opens, Optional<Change> change) {
  /// Kinds of ways, the narrowest in what they ask of a person first.
  public enum Way {
    /// A switch that the policy's authors made for this.
    BOOLEAN,
    /// The file has a wrong label.
    LABEL,
    /// The port has no name of its own.
    PORT,
    /// A rule of our own.
    POLICY
  }

  static Proposal of(Way way, Sentence why, Sentence opens, Change change) {
    return new Proposal(way, why, Optional.of(opens), Optional.of(change));
  }

  static Proposal none(Way way, Sentence why) {
    return new Proposal(way, why, Optional.empty(), Optional.empty());
  }

  /// The words that {@code initscope tune plan} takes, none where it is no way.
  public List<String> words() {
    return change.map(Changes::words).orElse(List.of());
  }
}
