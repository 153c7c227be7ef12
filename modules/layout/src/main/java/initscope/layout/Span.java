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
/// @param level how high it is drawn, from 0 to 1: 1 for what has no measure but time
public record Span(
    long startNanos,
    long endNanos,
    Certainty certainty,
    Tone tone,
    String label,
    Selection selects,
    double level) {
  /// One of full height.
  public Span(
      long startNanos,
      long endNanos,
      Certainty certainty,
      Tone tone,
      String label,
      Selection selects) {
    this(startNanos, endNanos, certainty, tone, label, selects, 1);
  }

  /// Length.
  public long durationNanos() {
    return endNanos - startNanos;
  }
}
