package initscope.collect;

import java.util.Optional;
import java.util.OptionalLong;

/// One service of a host.
///
/// @param unit such as {@code shop.service}
/// @param state {@code activating}, {@code active}, {@code failed}, {@code inactive} ...
/// @param sub systemd's finer word: {@code start}, {@code running}, {@code auto-restart} ...
/// @param pid its main process, else the control process that runs now
/// @param exe what that runs, where it may be read
/// @param isGo whether that is a Go program, where it may be read
/// @param ageNanos since it left the inactive state
public record ServiceRow(
    String unit,
    String state,
    String sub,
    OptionalLong pid,
    Optional<String> exe,
    Optional<Boolean> isGo,
    OptionalLong ageNanos) {
  /// Not ready and not at rest: what someone who looks for a hang looks for.
  public boolean notReady() {
    return state.equals("activating")
        || state.equals("failed")
        || state.equals("reloading")
        || state.equals("deactivating");
  }
}
