package initscope.tuning.selinux;

import initscope.model.Problem;
import java.util.List;

/// Denials of a domain and what could allow them; the same for the window and the command line.
///
/// @param source where they were read: {@code ausearch}, {@code audit.log}, {@code journal}, {@code dmesg} or {@code none}
/// @param denials in groups
/// @param proposals for each group, in its order
/// @param problems of lines that could not be read
public record DenialsView(
    String source, Denials denials, List<List<Proposal>> proposals, List<Problem> problems) {
  /// Copies the lists.
  public DenialsView {
    proposals = proposals.stream().map(List::copyOf).toList();
    problems = List.copyOf(problems);
  }
}
