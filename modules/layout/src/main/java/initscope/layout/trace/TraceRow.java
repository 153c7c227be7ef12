package initscope.layout.trace;

/// One row of the timeline.
///
/// @param sort what it is
/// @param index which of its sort: a place in {@link initscope.gotrace.GoTrace#procs}, {@link initscope.gotrace.GoTrace#threads}, the rows
///     of goroutines, the lanes of regions, the groups, the tasks, the counters, or a section
public record TraceRow(Sort sort, int index) {
  /// What a row is.
  public enum Sort {
    /// The heading of a section; opens and closes it.
    SECTION,
    /// Garbage collections.
    COLLECTIONS,
    /// Stop-the-world phases.
    STOPS,
    /// A value over time.
    COUNTER,
    /// A P.
    PROC,
    /// A thread.
    THREAD,
    /// A task of the program's own.
    TASK,
    /// Goroutines with something in common; opens and closes them.
    GROUP,
    /// A goroutine.
    GOROUTINE,
    /// Regions of the goroutine above, those of one depth.
    REGIONS
  }

  /// Whether its states are those of a lane.
  public boolean hasStates() {
    return sort != Sort.SECTION && sort != Sort.COUNTER && sort != Sort.GROUP;
  }
}
