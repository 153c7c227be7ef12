package initscope.model.boot;

/// What a boot would have been, computed and not measured: starts take as long as they did, side by side or not, so that a busy CPU or disk
/// is not counted. It is the most that can be won.
///
/// @param question what was changed
/// @param target whose time is predicted
/// @param measuredNanos when the target was up
/// @param predictedNanos when it would have been
public record Prediction(WhatIf question, String target, long measuredNanos, long predictedNanos) {
  /// How much earlier; 0 where it is no gain.
  public long gainNanos() {
    return measuredNanos - predictedNanos;
  }
}
