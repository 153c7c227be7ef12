package initscope.tuning.host;

import java.util.Optional;

/// One thing under guard, with its values.
///
/// @param kind {@code sysctl} or {@code file}
/// @param phase {@code try} or {@code persist}
/// @param target path
/// @param before what was there
/// @param want what the plan wants
/// @param after what was read back after our write
/// @param begun whether our write began
/// @param now what is there
public record GuardItem(
    String kind,
    String phase,
    String target,
    String before,
    String want,
    Optional<String> after,
    boolean begun,
    String now) {
  /// Whether what is there is neither what was nor what we wrote.
  public boolean drifted() {
    return begun && !now.equals(before) && !now.equals(after.orElse(want));
  }
}
