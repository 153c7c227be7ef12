package initscope.tuning.journal;

import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;

/// A transaction as this computer remembers it.
///
/// @param id of it
/// @param plan that it carries out
/// @param state how far it got
/// @param owner who
/// @param note what was said of it last
/// @param createdMillis by this computer's clock
/// @param forgotten whether the host is known to hold nothing of it any more
public record Transaction(
    TxId id,
    Plan plan,
    TxState state,
    String owner,
    String note,
    long createdMillis,
    boolean forgotten) {}
