package initscope.model.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a file of stacks holds.
///
/// @param profiles one for each thing that was counted; the first is the one to show at once
/// @param period how many units of what is sampled lie between two samples
/// @param timeNanos when the recording began, since 1970
/// @param durationNanos how long it went on
/// @param comments what the recording says of itself, for people
public record ProfileFile(
    List<Profile> profiles,
    Optional<Period> period,
    OptionalLong timeNanos,
    OptionalLong durationNanos,
    List<String> comments) {
  /// Nothing in it.
  public static final ProfileFile EMPTY = of(List.of());

  /// Keeps immutable copies.
  public ProfileFile {
    profiles = List.copyOf(profiles);
    comments = List.copyOf(comments);
  }

  /// How often a sample was taken.
  ///
  /// @param type what is sampled: {@code cpu}, {@code space}
  /// @param unit of {@code every}: {@code nanoseconds}, {@code bytes}
  /// @param every between two samples
  public record Period(String type, String unit, long every) {}

  /// A file that says nothing but its stacks.
  public static ProfileFile of(List<Profile> profiles) {
    return new ProfileFile(
        profiles, Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), List.of());
  }
}
