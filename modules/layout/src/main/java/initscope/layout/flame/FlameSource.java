package initscope.layout.flame;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.Optional;

/// Stacks that can be drawn.
public interface FlameSource {
  /// Stable name, the same in every incident: {@code goroutines}, {@code trace.off-cpu}.
  String id();

  /// What it is called.
  String title();

  /// What a weight counts, as {@link Profile#unit()} has it.
  String unit();

  /// Ways of grouping, the one that is taken first at the start; never empty.
  List<FlameGrouping> groupings();

  /// What changed between two sides, where the stacks are a comparison.
  ///
  /// @param by one of {@link #groupings()}
  default Optional<ProfileDiff> diff(FlameGrouping by) {
    return Optional.empty();
  }

  /// What is to be known of the stacks beside their sentence: the rule by which they are arranged, or what is missing and how to get it.
  ///
  /// @param by one of {@link #groupings()}
  default Optional<String> note(FlameGrouping by) {
    return Optional.empty();
  }

  /// The stacks; each begins with the frame of its group, unless there is none. May take long.
  ///
  /// @param by one of {@link #groupings()}
  /// @throws CancelledException when the user cancelled
  Profile profile(FlameGrouping by, Progress progress) throws CancelledException;
}
