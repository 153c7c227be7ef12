package initscope.gotrace.profile;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.function.ToLongFunction;

/// Stacks of a trace, each with how often and how long.
///
/// @param kind what was added up
/// @param timed whether durations are known; CPU samples are only counted
/// @param entries each stack once, in the order in which they were seen
public record TraceProfile(TraceProfileKind kind, boolean timed, List<Entry> entries) {
  /// Keeps an immutable copy.
  public TraceProfile {
    entries = List.copyOf(entries);
  }

  /// One stack.
  ///
  /// @param stack root first; the last frame, in brackets, says why
  /// @param count how often
  /// @param nanos how long together, 0 where not {@link #timed}
  public record Entry(List<Frame> stack, long count, long nanos) {
    /// Keeps an immutable copy.
    public Entry {
      stack = List.copyOf(stack);
    }
  }

  /// How long, or how often where durations are not known: for formats of one weight.
  public Profile weights() {
    return timed ? durations() : counts();
  }

  /// What is known, the more telling first: for formats of several weights.
  public List<Profile> all() {
    return timed ? List.of(durations(), counts()) : List.of(counts());
  }

  private Profile counts() {
    return profile(timed ? kind.word() + "-count" : kind.word(), "count", Entry::count);
  }

  private Profile durations() {
    return profile(kind.word(), "nanoseconds", Entry::nanos);
  }

  private Profile profile(String name, String unit, ToLongFunction<Entry> weight) {
    return new Profile(
        name,
        unit,
        entries.stream()
            .map(e -> new Profile.Sample(e.stack(), weight.applyAsLong(e), Selection.NONE))
            .toList());
  }
}
