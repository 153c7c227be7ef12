package initscope.model.sched;

/// What a recording cannot tell of the states of threads.
public enum Doubt {
  /// It has no switches: states come from what {@code sched_stat_} events say at wakeups.
  NO_SWITCHES,
  /// It shows who left a CPU but never who took it, as one of a single process does, or often not: how long a wait was is a bound.
  NO_SWITCHES_IN,
  /// It has no wakeups: a wait lasts until the thread runs again, with the time in it for which it was only not given a CPU.
  NO_WAKEUPS,
  /// Switches have no stacks: what a thread waited for is known by its state alone.
  NO_STACKS,
  /// Events were lost.
  LOST,
  /// Only one of several events was recorded.
  THINNED;

  /// Key of its words in a bundle.
  public String key() {
    return "doubt." + name().toLowerCase(java.util.Locale.ROOT);
  }
}
