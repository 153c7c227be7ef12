package initscope.model.boot;

import java.util.List;
import java.util.Map;

/// What decided when a unit was up: a chain of units, each of which began when the one before it was done. The gaps and starts of its steps
/// add up to the whole exactly.
///
/// @param target the unit it leads to
/// @param beginNanos the host's systemd began
/// @param endNanos the target was up
/// @param steps from the first to the target
/// @param slackNanos of every unit that the target is ordered after, directly or by others: how much longer its start could have taken without
///     the target being later. 0 on the path
public record CriticalPath(
    String target,
    long beginNanos,
    long endNanos,
    List<PathStep> steps,
    Map<String, Long> slackNanos) {
  /// Keeps immutable copies.
  public CriticalPath {
    steps = List.copyOf(steps);
    slackNanos = Map.copyOf(slackNanos);
  }

  /// How long the way took.
  public long totalNanos() {
    return endNanos - beginNanos;
  }
}
