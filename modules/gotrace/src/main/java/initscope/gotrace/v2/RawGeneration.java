package initscope.gotrace.v2;

import java.util.List;

/// The batches of one generation, in the order of the file.
///
/// @param number as the trace counts
/// @param fromOffset of its first batch's header
/// @param toOffset where the next begins
/// @param batches all of them
/// @param cut whether its end is missing
/// @param gaps where batches of it are missing: offsets in the file, ascending
/// @param last whether the generation after it is missing
record RawGeneration(
    long number,
    long fromOffset,
    long toOffset,
    List<Batch> batches,
    boolean cut,
    List<Long> gaps,
    boolean last) {
  /// Whether batches may be missing after the last.
  boolean endsInGap() {
    return !gaps.isEmpty() && gaps.getLast() >= batches.getLast().offset();
  }

  /// The same where a generation is missing after it.
  RawGeneration asLast() {
    return new RawGeneration(number, fromOffset, toOffset, batches, cut, gaps, true);
  }
}
