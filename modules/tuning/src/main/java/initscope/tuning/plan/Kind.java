package initscope.tuning.plan;

import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import java.util.List;

/// One kind of change: what must be looked at, and what the guard shall do. Capture, apply, verify and undo on the host are the
/// functions of the same name in {@code guard.sh}.
interface Kind {
  /// Its word.
  String word();

  /// Names that preflight must read for these changes.
  List<String> look(List<Change> changes);

  /// What would be done.
  Draft draft(List<Change> changes, Preflight seen, boolean lasting);

  /// What one kind would do.
  ///
  /// @param items for the guard, in order
  /// @param findings for and against
  /// @param commands of apply as a person would type them
  /// @param onConfirm commands of confirm as a person would type them
  /// @param undo as a person would type it
  record Draft(
      List<PlanItem> items,
      List<Finding> findings,
      List<String> commands,
      List<String> onConfirm,
      List<String> undo) {}
}
