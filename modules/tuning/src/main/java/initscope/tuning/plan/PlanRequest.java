package initscope.tuning.plan;

import initscope.model.change.Change;
import java.util.List;
import java.util.OptionalLong;

/// What a user asks for.
///
/// @param changes in order
/// @param why the user's reason, may be empty
/// @param lasting whether confirm shall write it to {@code /etc}; else it holds until the next boot
/// @param windowSeconds time to confirm
/// @param pid whose network namespace must see the change, empty where it does not matter
public record PlanRequest(
    List<Change> changes, String why, boolean lasting, int windowSeconds, OptionalLong pid) {
  /// Copies the list.
  public PlanRequest {
    changes = List.copyOf(changes);
  }

  /// The same, to outlast a boot when confirmed.
  public PlanRequest kept() {
    return new PlanRequest(changes, why, true, windowSeconds, pid);
  }
}
