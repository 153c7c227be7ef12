package initscope.tuning.journal;

import initscope.model.Failure;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import java.util.List;
import java.util.Optional;

/// The memory of changes. Every method that writes returns only when its words would survive a loss of power. For one thread.
public interface Journal {
  /// Keeps a plan; again is harmless.
  void keep(Plan plan) throws Failure.Local;

  /// A plan whose {@link Plan#sha256()} begins with these digits; empty where none or several do.
  ///
  /// @throws Failure.Local also where a newer InitScope made it with a kind of change that this one does not know
  Optional<Plan> plan(String idPrefix) throws Failure.Local;

  /// Writes down, before anything is sent to the host, that a plan will be carried out: the transaction, its changes and the
  /// snapshot, all or nothing.
  void intend(TxId id, Plan plan, String owner) throws Failure.Local;

  /// Records how far a transaction got.
  ///
  /// @param note one sentence, may be empty
  void record(TxId id, TxState state, String note) throws Failure.Local;

  /// Records that the host no longer holds anything of a transaction, or that a person took note of what it left.
  void forgotten(TxId id) throws Failure.Local;

  /// Writes down what is about to be sent to a host. Append only.
  ///
  /// @return its number, for {@link #ended}
  long sending(Sent sent) throws Failure.Local;

  /// Writes down, once, how it ended there.
  void ended(long sequence, Ended ended) throws Failure.Local;

  /// A transaction.
  Optional<Transaction> find(TxId id) throws Failure.Local;

  /// Transactions that are not final, oldest first.
  List<Transaction> open() throws Failure.Local;

  /// Transactions whose end left something to a person who has not taken note of it, oldest first.
  List<Transaction> left() throws Failure.Local;

  /// The newest transactions of a host, newest first.
  List<Transaction> recent(HostIdentity host, int limit) throws Failure.Local;
}
