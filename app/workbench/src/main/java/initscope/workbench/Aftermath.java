package initscope.workbench;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.PlanView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a failure leaves behind, as far as this computer's journal knows.
///
/// @param failure that ended it
/// @param way it was on
/// @param view of the plan, where one was made in this window
/// @param of the change that was on trial; empty where one was to begin, or none was meant
record Aftermath(Failure failure, Way way, Optional<PlanView> view, Optional<TxId> of) {
  /// What it came to.
  enum End {
    /// All was taken back.
    ROLLED("tune.failed.rolled"),
    /// The change may hold, and the host's timer runs.
    OPEN("tune.failed.open"),
    /// It is over, and something is left to a person.
    PERSON("tune.failed.person"),
    /// It never began.
    NOTHING("tune.failed.nothing"),
    /// Only the host knows.
    UNKNOWN("tune.failed.sentence");

    private final String key;

    End(String key) {
      this.key = key;
    }

    /// Key of its sentence.
    String key() {
      return key;
    }
  }

  /// Takes changes that are over off the trials, and puts one there whose link broke in the middle.
  ///
  /// @param open changes of the journal whose end is not known
  /// @return the change this is about, where it is still on trial
  Optional<TxId> takeIn(List<Transaction> open, Trials trials) {
    trials.retainOurs(open.stream().map(Transaction::id).toList());
    Optional<TxId> still = of.filter(id -> trials.find(id).isPresent());
    if (still.isPresent()) {
      trials.unanswered(still.get()); // so that the host is soon asked how it stands now
      return still;
    }
    Optional<Transaction> begun = begun(open);
    begun.ifPresent(tx -> trials.putLost(lost(tx, trials)));
    return begun.map(Transaction::id);
  }

  private Optional<Transaction> begun(List<Transaction> open) {
    Optional<String> plan = view.flatMap(PlanView::plan).map(Plan::sha256);
    return open.stream()
        .filter(t -> plan.isPresent() && t.plan().map(Plan::sha256).equals(plan))
        .findFirst();
  }

  /// Until the host is reached again, this computer knows no more than what it sent.
  private Trial lost(Transaction tx, Trials trials) {
    long seconds = tx.plan().map(Plan::windowSeconds).orElse(Plan.DEFAULT_WINDOW_SECONDS);
    List<GuardItem> items =
        tx.plan().stream().flatMap(p -> p.items().stream()).map(GuardItem::planned).toList();
    StatusView status =
        new StatusView(
            Optional.of(tx.id()),
            TxState.UNKNOWN,
            true,
            tx.owner(),
            OptionalLong.of(seconds),
            items,
            tx.plan(),
            tx.note());
    return new Trial(way, status, view, trials.inSeconds(seconds), true);
  }

  /// What it came to.
  ///
  /// @param open whether the change is still on trial
  End end(boolean open) {
    return switch (failure) {
      case Failure.ChangeRolledBack _ -> End.ROLLED;
      case Failure _ when open -> End.OPEN;
      case Failure.NeedsPerson _ -> End.PERSON;
      case Failure _ when view.isPresent() && of.isEmpty() -> End.NOTHING;
      default -> End.UNKNOWN;
    };
  }
}
