package initscope.diagnosis;

import initscope.model.finding.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// One rule: what it is called, what it needs to be asked, and a pure function to findings.
///
/// @param id stable, such as {@code init.blocked.dial}
/// @param needs evidence without which it cannot be asked; a missing one gives "not known" and the step that would tell
/// @param role whether it may be the answer, or only stands beside it
/// @param judge the rule itself
record Rule(String id, Set<Need> needs, Role role, Function<Scene, List<Finding>> judge) {
  Rule {
    needs = Set.copyOf(needs);
  }

  /// What a rule's findings may become.
  enum Role {
    /// May be the verdict; earlier rules win.
    VERDICT,
    /// Stands beside the verdict.
    ASIDE
  }
}
