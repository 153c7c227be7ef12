package initscope.collect;

import java.util.List;

/// How to capture.
///
/// @param mode {@code attach}
/// @param with steps, or prefixes of their ids, to run that are not run by default
/// @param without steps, or prefixes of their ids, to leave out
/// @param allow what the user consents to: {@code stop}, {@code restart}, {@code change}
/// @param tool name and version, for {@code capture.json}
public record CollectOptions(
    String mode, List<String> with, List<String> without, List<String> allow, String tool) {
  /// Attach, nothing special.
  public static final CollectOptions ATTACH =
      new CollectOptions("attach", List.of(), List.of(), List.of(), "InitScope");

  /// Keeps immutable copies.
  public CollectOptions {
    with = List.copyOf(with);
    without = List.copyOf(without);
    allow = List.copyOf(allow);
  }

  /// The same without some steps.
  public CollectOptions without(String... steps) {
    return new CollectOptions(mode, with, List.of(steps), allow, tool);
  }

  /// The same with consents.
  public CollectOptions allowing(String... consents) {
    return new CollectOptions(mode, with, without, List.of(consents), tool);
  }
}
