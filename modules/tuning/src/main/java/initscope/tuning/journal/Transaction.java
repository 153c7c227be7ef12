package initscope.tuning.journal;

import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import java.util.Optional;

/// A transaction as this computer remembers it.
///
/// @param id of it
/// @param host that it changes
/// @param plan that it carries out; empty where a newer InitScope made it with a kind of change that this one does not know
/// @param state how far it got
/// @param owner who
/// @param note what was said of it last
/// @param createdMillis by this computer's clock
/// @param forgotten whether the host is known to hold nothing of it any more
public record Transaction(
    TxId id,
    HostIdentity host,
    Optional<Plan> plan,
    TxState state,
    String owner,
    String note,
    long createdMillis,
    boolean forgotten) {}
