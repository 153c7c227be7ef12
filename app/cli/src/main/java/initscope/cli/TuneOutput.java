package initscope.cli;

import initscope.tuning.StatusView;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.PlanView;
import java.util.List;

/// How the actions of {@code initscope tune} tell what they found: for people, or as JSON.
interface TuneOutput {
  /// A plan, or what stands in its way.
  void plan(PlanView view);

  /// How a change stands.
  void status(StatusView view);

  /// What a rollback would do now.
  void preview(StatusView view);

  /// What this computer began and does not know the end of.
  void open(List<Transaction> transactions);
}
