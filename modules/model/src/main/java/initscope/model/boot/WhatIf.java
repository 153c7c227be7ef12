package initscope.model.boot;

/// A question to a boot that has been: would it have been shorter?
public sealed interface WhatIf {
  /// A unit whose start takes no time.
  record Instant(String unit) implements WhatIf {}

  /// A unit that is no longer ordered after another.
  ///
  /// @param unit that waits
  /// @param after that it no longer waits for
  record Unordered(String unit, String after) implements WhatIf {}
}
