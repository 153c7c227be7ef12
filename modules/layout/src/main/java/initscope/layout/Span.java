package initscope.layout;

import initscope.model.Selection;

/// One thing on a lane.
///
/// @param startNanos host monotonic time; the earliest possible where the certainty says so
/// @param endNanos the same clock; the latest possible
/// @param certainty what is known of both ends
/// @param tone what it is
/// @param label words on it; host text, not yet safe for a screen
/// @param selects what choosing it chooses in every view
public record Span(
    long startNanos,
    long endNanos,
    Certainty certainty,
    Tone tone,
    String label,
    Selection selects) {
  /// Length.
  public long durationNanos() {
    return endNanos - startNanos;
  }
}
