package initscope.views;

import java.util.Locale;

/// The views of an incident, in the order of their keys.
public enum ViewId {
  /// What it is, and why.
  VERDICT,
  /// What is known over time.
  TIMELINE,
  /// Stacks.
  FLAME,
  /// Goroutines.
  GOROUTINES,
  /// Who waits for whom.
  WAITS,
  /// Threads.
  THREADS,
  /// Package initialisation.
  INITS,
  /// The process's memory map.
  MEMORY,
  /// A Go execution trace over time.
  TRACE;

  /// Key of its name.
  public String key() {
    return "view." + name().toLowerCase(Locale.ROOT);
  }
}
