package initscope.diagnosis.diff;

import initscope.model.profile.Profile;
import java.util.OptionalLong;

/// One recording of a side.
///
/// @param profile its stacks
/// @param samples how many samples its weights were made of: one sample of a profile in nanoseconds weighs many
/// @param durationNanos how long was recorded, where known
public record DiffCapture(Profile profile, long samples, OptionalLong durationNanos) {
  /// Refuses a number of samples that is none.
  public DiffCapture {
    if (samples < 0) {
      throw new IllegalArgumentException(samples + " samples");
    }
  }
}
