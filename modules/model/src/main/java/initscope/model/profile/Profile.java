package initscope.model.profile;

import initscope.model.Frame;
import initscope.model.Selection;
import java.util.List;

/// Stacks with weights.
///
/// @param name what was sampled, for people
/// @param unit what a weight counts: {@code goroutines}, {@code threads}, {@code nanoseconds}
/// @param samples in the order they were seen
public record Profile(String name, String unit, List<Sample> samples) {
  /// No samples.
  public static final Profile EMPTY = new Profile("", "", List.of());

  /// Keeps an immutable copy.
  public Profile {
    samples = List.copyOf(samples);
  }

  /// One stack.
  ///
  /// @param stack root first
  /// @param weight how often, or how long
  /// @param selects what choosing this stack chooses in every view
  public record Sample(List<Frame> stack, long weight, Selection selects) {
    /// Keeps an immutable copy.
    public Sample {
      stack = List.copyOf(stack);
    }
  }

  /// Sum of all weights.
  public long total() {
    return samples.stream().mapToLong(Sample::weight).sum();
  }
}
