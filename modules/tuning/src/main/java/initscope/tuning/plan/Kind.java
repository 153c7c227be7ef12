package initscope.tuning.plan;

import initscope.model.change.Change;
import java.util.List;

/// One kind of change: what must be looked at, and what the guard shall do. Capture, apply, verify and undo on the host are
/// functions of {@code guard.sh}.
interface Kind {
  /// Whether a change is of this kind.
  boolean takes(Change change);

  /// What preflight must read for these changes.
  List<Probe> look(List<Change> changes);

  /// Adds what would be done, and what speaks for and against it.
  ///
  /// @param changes of this kind, in order
  void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft);
}
