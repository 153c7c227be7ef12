package initscope.layout.flame;

import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import java.util.List;

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

  /// The stacks; each begins with the frame of its group, unless there is none. May take long.
  ///
  /// @param by one of {@link #groupings()}
  /// @throws CancelledException when the user cancelled
  Profile profile(FlameGrouping by, Progress progress) throws CancelledException;
}
