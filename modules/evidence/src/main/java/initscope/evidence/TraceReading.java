package initscope.evidence;

import initscope.gotrace.Parallel;
import initscope.model.Progress;

/// How Go execution traces among the inputs are read.
///
/// @param progress told by batches, from any thread of {@code parallel}
/// @param parallel who reads parts side by side
/// @param keep whether the traces themselves are wanted, not only what they tell as a whole
/// @param indexes what was decoded before
public record TraceReading(
    Progress progress, Parallel parallel, boolean keep, TraceIndexes indexes) {
  /// One after the other, untold, and nothing kept.
  public static final TraceReading QUIET =
      new TraceReading(Progress.NONE, Parallel.NONE, false, TraceIndexes.NONE);
}
