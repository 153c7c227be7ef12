package initscope.model.profile;

import initscope.model.Frame;
import initscope.model.Selection;
import java.util.List;
import java.util.Map;

/// Stacks with weights.
///
/// @param name what was sampled, for people
/// @param unit what a weight counts: {@code goroutines}, {@code threads}, {@code samples}, {@code bytes}, {@code nanoseconds}
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
  /// @param labels what else the recording says of it: {@code handler} to {@code /login}
  public record Sample(
      List<Frame> stack, long weight, Selection selects, Map<String, String> labels) {
    /// Keeps immutable copies.
    public Sample {
      stack = List.copyOf(stack);
      labels = Map.copyOf(labels);
    }

    /// One without labels.
    public Sample(List<Frame> stack, long weight, Selection selects) {
      this(stack, weight, selects, Map.of());
    }
  }

  /// Sum of all weights.
  public long total() {
    return samples.stream().mapToLong(Sample::weight).sum();
  }
}
