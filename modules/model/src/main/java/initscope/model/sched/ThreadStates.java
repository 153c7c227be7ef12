package initscope.model.sched;

import initscope.model.perf.PerfData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every thread of a recording did, from its switches, wakeups and {@code sched_stat_} events. Immutable.
public final class ThreadStates {
  /// No thread.
  public static final ThreadStates NONE =
      new ThreadStates(List.of(), 0, 0, Set.of(), new IdleCpus());

  private final List<ThreadLane> lanes;
  private final long firstNanos;
  private final long lastNanos;
  private final Set<Doubt> doubts;
  private final IdleCpus idle;
  private final Map<Integer, List<ThreadLane>> byTid = new HashMap<>();

  ThreadStates(
      List<ThreadLane> lanes, long firstNanos, long lastNanos, Set<Doubt> doubts, IdleCpus idle) {
    this.lanes = List.copyOf(lanes);
    this.firstNanos = firstNanos;
    this.lastNanos = lastNanos;
    this.doubts = Set.copyOf(doubts);
    this.idle = idle;
    for (ThreadLane lane : lanes) {
      byTid.computeIfAbsent(lane.tid(), t -> new ArrayList<>(1)).add(lane);
    }
  }

  /// The states of all threads; none where the recording has no event that tells of states.
  public static ThreadStates of(PerfData data) {
    return new StatesWalk(data).run();
  }

  /// One for each thread, in the order in which they were first seen; an id used again by a later thread has a second one.
  public List<ThreadLane> lanes() {
    return lanes;
  }

  /// The first moment of the recording, on its clock.
  public long firstNanos() {
    return firstNanos;
  }

  /// The last one.
  public long lastNanos() {
    return lastNanos;
  }

  /// What the recording cannot tell.
  public Set<Doubt> doubts() {
    return doubts;
  }

  /// When CPUs had nothing to run.
  public IdleCpus idle() {
    return idle;
  }

  /// The threads of a process.
  public List<ThreadLane> ofProcess(int pid) {
    return lanes.stream().filter(lane -> lane.pid() == pid).toList();
  }

  /// Who ended the wait of a row; empty where that was not seen.
  public Optional<Waker> waker(PerfData data, ThreadLane lane, int row) {
    int woken = lane.wokenAt(row);
    return woken < 0 ? Optional.empty() : Optional.of(Waker.of(data, woken));
  }

  /// Whom the wait of a row waited for.
  ///
  /// @param deepest most links
  public WakeChain chain(PerfData data, ThreadLane lane, int row, int deepest) {
    return WakeChain.of(data, this, lane, row, deepest);
  }

  /// The lane that a thread had at a moment, or the nearest before it.
  public Optional<ThreadLane> lane(int tid, long nanos) {
    return byTid.getOrDefault(tid, List.of()).stream()
        .filter(lane -> lane.firstNanos() <= nanos)
        .reduce((earlier, later) -> later);
  }
}
