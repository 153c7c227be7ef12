package initscope.model.sched;

import initscope.model.perf.PerfData;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every thread of a recording did, from its switches, wakeups and {@code sched_stat_} events.
///
/// @param lanes one for each thread, in the order in which they were first seen; an id used again by a later thread has a second one
/// @param firstNanos the first moment of the recording, on its clock
/// @param lastNanos the last one
/// @param doubts what the recording cannot tell
/// @param idle when CPUs had nothing to run
public record ThreadStates(
    List<ThreadLane> lanes, long firstNanos, long lastNanos, Set<Doubt> doubts, IdleCpus idle) {
  /// No thread.
  public static final ThreadStates NONE =
      new ThreadStates(List.of(), 0, 0, Set.of(), new IdleCpus());

  /// Keeps immutable copies.
  public ThreadStates {
    lanes = List.copyOf(lanes);
    doubts = Set.copyOf(doubts);
  }

  /// The states of all threads; none where the recording has no event that tells of states.
  public static ThreadStates of(PerfData data) {
    return new StatesWalk(data).run();
  }

  /// The threads of a process.
  public List<ThreadLane> ofProcess(int pid) {
    return lanes.stream().filter(lane -> lane.pid() == pid).toList();
  }

  /// The lane that a thread had at a moment, or the nearest before it.
  public Optional<ThreadLane> lane(int tid, long nanos) {
    return lanes.stream()
        .filter(lane -> lane.tid() == tid && lane.firstNanos() <= nanos)
        .reduce((earlier, later) -> later);
  }
}
