package initscope.model.go;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a Go execution trace tells as a whole. Times count in nanoseconds from the trace's beginning.
///
/// @param input index of the input in {@code Incident.inputs()}
/// @param goVersion the release whose format it has, such as {@code go1.26}
/// @param durationNanos from its first to its last event
/// @param eventCounts events by the names of the format
/// @param goroutines how many it tells of
/// @param procs how many Ps
/// @param threads how many threads
/// @param generations where the format has them
/// @param lost when events are missing, in the order of time: what is told there is what events tell, the rest is not known
/// @param states how long goroutines were in each state, all together
/// @param stops stop-the-world phases, in the order of time
/// @param collections garbage collections, in the order of time
/// @param blocked waits by reason, the longest sum first
/// @param tasks the first tasks, in the order of time
/// @param taskTypes all tasks by name, the longest sum first
/// @param regions the first regions, in the order of time
/// @param regionTypes all regions by name, the longest sum first
/// @param latency how long goroutines that were ready waited for a P
/// @param longestRunnable the longest wait of a goroutine that was ready
/// @param start what it says about the start of the program
public record GoTraceFacts(
    int input,
    String goVersion,
    long durationNanos,
    Map<String, Long> eventCounts,
    int goroutines,
    int procs,
    int threads,
    OptionalInt generations,
    List<Lost> lost,
    States states,
    List<StopTheWorld> stops,
    List<Collection> collections,
    List<Total> blocked,
    List<Task> tasks,
    List<Total> taskTypes,
    List<Region> regions,
    List<Total> regionTypes,
    Latency latency,
    Optional<RunnableWait> longestRunnable,
    TraceStart start) {
  /// Longest list of single tasks or regions that is kept.
  public static final int MOST = 1_000;

  /// Keeps immutable copies.
  public GoTraceFacts {
    lost = List.copyOf(lost);
    stops = List.copyOf(stops);
    collections = List.copyOf(collections);
    blocked = List.copyOf(blocked);
    tasks = List.copyOf(tasks);
    taskTypes = List.copyOf(taskTypes);
    regions = List.copyOf(regions);
    regionTypes = List.copyOf(regionTypes);
  }

  /// All events.
  public long events() {
    return eventCounts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Events are missing.
  ///
  /// @param startNanos from when on
  /// @param durationNanos until all is told again, or the trace's end
  public record Lost(long startNanos, long durationNanos) {}

  /// Sums over all goroutines.
  ///
  /// @param runnableNanos ready and without a P
  /// @param runningNanos on a P
  /// @param syscallNanos in system calls
  /// @param waitingNanos blocked
  public record States(
      long runnableNanos, long runningNanos, long syscallNanos, long waitingNanos) {}

  /// The world was stopped.
  ///
  /// @param kind what for, as the runtime says
  /// @param startNanos when
  /// @param durationNanos how long; absent where the end was not seen
  /// @param offset of the event in the file, for the long ones
  public record StopTheWorld(
      String kind, long startNanos, OptionalLong durationNanos, OptionalLong offset) {}

  /// A goroutine was ready and had no P.
  ///
  /// @param goroutine its number
  /// @param function it began with, empty where not known
  /// @param startNanos since when
  /// @param durationNanos how long
  /// @param offset of the event in the file by which it became ready
  public record RunnableWait(
      long goroutine, String function, long startNanos, long durationNanos, OptionalLong offset) {}

  /// A stop of this length or more is told with its place.
  public static final long LONG_STOP_NANOS = 1_000_000;

  /// Run-queue latency. Shares are told by powers of two of the trace's clock.
  ///
  /// @param count how many waits
  /// @param halfBelowNanos half of them were shorter than this
  /// @param mostBelowNanos 99 of 100 were shorter than this
  public record Latency(long count, long halfBelowNanos, long mostBelowNanos) {}

  /// A garbage collection.
  ///
  /// @param startNanos when it began, 0 where before the trace
  /// @param durationNanos how long; up to the trace's end where its end was not seen
  public record Collection(long startNanos, long durationNanos) {}

  /// Several things of one name.
  ///
  /// @param name a wait reason, a task's or a region's name
  /// @param count how many
  /// @param totalNanos together
  /// @param longestNanos the longest of them
  public record Total(String name, long count, long totalNanos, long longestNanos) {}

  /// A task of the program's own.
  ///
  /// @param id its number
  /// @param parent number of the task it is part of, absent for none
  /// @param name its type
  /// @param startNanos when it began, absent where before the trace
  /// @param endNanos when it ended, absent where that was not seen
  public record Task(
      long id, OptionalLong parent, String name, OptionalLong startNanos, OptionalLong endNanos) {}

  /// A region of the program's own.
  ///
  /// @param name its type
  /// @param goroutine in which
  /// @param startNanos when it began, absent where before the trace
  /// @param endNanos when it ended, absent where that was not seen
  public record Region(
      String name, long goroutine, OptionalLong startNanos, OptionalLong endNanos) {}
}
