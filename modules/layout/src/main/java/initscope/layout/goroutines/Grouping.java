package initscope.layout.goroutines;

import java.util.Locale;

/// What goroutines of one group have in common.
public enum Grouping {
  /// Each function and line of their stacks.
  STACK,
  /// Why they wait; else their status.
  REASON,
  /// The function whose go statement made them.
  CREATOR,
  /// The package of the innermost frame of the program's own code.
  PACKAGE,
  /// The function they began with.
  START,
  /// What they wait for.
  OBJECT;

  /// Key of its name.
  public String key() {
    return "grouping." + name().toLowerCase(Locale.ROOT);
  }
}
