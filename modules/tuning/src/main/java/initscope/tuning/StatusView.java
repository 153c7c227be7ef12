package initscope.tuning;

import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.host.GuardItem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How a change stands; the same for the window and the command line. Texts are not yet safe for a terminal.
///
/// @param id of the transaction; empty where the host holds none
/// @param state as far as known
/// @param ours whether this computer began it
/// @param owner who began it
/// @param secondsLeft until the host takes it back by itself
/// @param items with their values, as the host last told
/// @param plan it was made of, where this computer began it
/// @param sentence what it means and what can be done now
public record StatusView(
    Optional<TxId> id,
    TxState state,
    boolean ours,
    String owner,
    OptionalLong secondsLeft,
    List<GuardItem> items,
    Optional<Plan> plan,
    String sentence) {
  /// Copies the list.
  public StatusView {
    items = List.copyOf(items);
  }

  /// Whether confirm makes sense now.
  public boolean canConfirm() {
    return ours && state == TxState.APPLIED;
  }

  /// Whether roll back makes sense now.
  public boolean canRollBack() {
    return id.isPresent() && !state.isFinal();
  }
}
