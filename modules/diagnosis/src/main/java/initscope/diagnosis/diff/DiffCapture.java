package initscope.diagnosis.diff;

import initscope.model.profile.Profile;
import java.util.OptionalLong;

/// One recording of a side.
///
/// @param profile its stacks
/// @param samples how many samples its weights were made of: one sample of a profile in nanoseconds weighs many; 0 where it was measured
/// @param durationNanos how long was recorded, where known
/// @param errors how wrong the weights of the same stacks may be, as they were rounded or looked at; without samples where they are exact. An
///     empty stack that was not measured stands for what is not known of
/// @param looked whether the errors come from the time between two looks, not from rounding
public record DiffCapture(
    Profile profile, long samples, OptionalLong durationNanos, Profile errors, boolean looked) {
  /// How wrong a weight may be that was not measured at all.
  public static final long UNMEASURED = 1L << 46;

  /// Refuses a number of samples that is none.
  public DiffCapture {
    if (samples < 0) {
      throw new IllegalArgumentException(samples + " samples");
    }
  }

  /// One that was sampled.
  public DiffCapture(Profile profile, long samples, OptionalLong durationNanos) {
    this(profile, samples, durationNanos, Profile.EMPTY, false);
  }

  /// One start that was measured.
  public static DiffCapture measured(Profile profile, Profile errors, boolean looked) {
    return new DiffCapture(profile, 0, OptionalLong.empty(), errors, looked);
  }
}
