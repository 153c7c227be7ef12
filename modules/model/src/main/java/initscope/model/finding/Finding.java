package initscope.model.finding;

import initscope.model.EvidenceRef;
import java.util.List;
import java.util.Optional;

/// What one rule concluded.
///
/// @param rule stable id, such as {@code init.blocked.dial}
/// @param confidence how sure
/// @param title one plain sentence
/// @param subject which package, function and place
/// @param because the chain, outermost cause first: thread, system call, file descriptor, socket, peer
/// @param evidence every raw place it stands on
/// @param next what to do or which step would tell more
public record Finding(
    String rule,
    Confidence confidence,
    Sentence title,
    Subject subject,
    List<Because> because,
    List<EvidenceRef> evidence,
    Optional<Sentence> next) {
  /// Keeps immutable copies.
  public Finding {
    because = List.copyOf(because);
    evidence = List.copyOf(evidence);
  }
}
