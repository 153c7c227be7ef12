package initscope.model.sched;

import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedEvents;
import initscope.model.perf.SchedKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Replays the events of a recording in the order of their times.
///
/// - Every sample shows the thread that it was taken on running.
/// - A thread that was there before the recording began is unknown until it is seen first. One that is not seen again is taken to stay as it is.
/// - `perf inject --sched-stat` moves a switch to the end of the wait and gives it its length as weight: it is moved back.
final class StatesWalk {
  /// Weights below are periods of events that were thinned out, from here on lengths of waits.
  private static final long LEAST_INJECTED = 1000;

  /// Where more than one in so many threads that leave a CPU were never seen to take it, what CPUs did is not seen whole: perf records
  /// nothing of the idle tasks of all CPUs but the first on some virtual machines.
  private static final int MANY = 10;

  private static final int MAX_THREADS = 1 << 20;

  private final PerfData data;
  private final PerfSamples samples;
  private final SchedEvents sched;
  private final Map<Integer, LaneBuilder> current = new HashMap<>();
  private final List<LaneBuilder> all = new ArrayList<>();
  private final IdleCpus idle = new IdleCpus();
  private final int[] counts = new int[SchedKind.values().length];
  private final @Nullable LaneBuilder[] ofThread;
  private boolean switchesIn;
  private int outs;
  private int outsOfWaits;
  private boolean thinned;
  private boolean stacks;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  StatesWalk(PerfData data) {
    this.data = data;
    samples = data.samples();
    sched = data.sched();
    ofThread = new @Nullable LaneBuilder[data.threads().size()];
  }

  ThreadStates run() {
    boolean ordered = look();
    if (first > last || !tells()) {
      return ThreadStates.NONE;
    }
    if (ordered) {
      int next = 0;
      for (int row = 0; row < samples.size(); row++) {
        boolean told = next < sched.size() && sched.sample(next) == row;
        step(row, told ? next++ : -1);
      }
    } else {
      runSorted();
    }
    return result();
  }

  private boolean tells() {
    return has(SchedKind.SWITCH)
        || has(SchedKind.STAT_SLEEP)
        || has(SchedKind.STAT_BLOCKED)
        || has(SchedKind.STAT_WAIT);
  }

  private boolean has(SchedKind kind) {
    return counts[kind.ordinal()] > 0;
  }

  /// What there is at all, and whether times ascend.
  private boolean look() {
    boolean ordered = true;
    long before = Long.MIN_VALUE;
    for (int row = 0; row < samples.size(); row++) {
      long at = samples.timeNanos(row);
      if (at != PerfSamples.NO_TIME) {
        first = Math.min(first, at);
        last = Math.max(last, at);
        ordered &= at >= before;
        before = at;
      }
    }
    for (int row = 0; row < sched.size(); row++) {
      SchedKind kind = sched.kind(row);
      counts[kind.ordinal()]++;
      if (kind == SchedKind.SWITCH) {
        long weight = samples.weight(sched.sample(row));
        thinned |= weight > 1 && weight < LEAST_INJECTED;
        switchesIn |= sched.other(row) > 0;
        stacks |= samples.stack(sched.sample(row)) > 0;
      }
    }
    for (int row = 0; row < sched.size(); row++) {
      int sample = sched.sample(row);
      if (isInjected(row, sample) && samples.timeNanos(sample) != PerfSamples.NO_TIME) {
        first = Math.min(first, samples.timeNanos(sample) - samples.weight(sample));
      }
    }
    return ordered;
  }

  private void runSorted() {
    Integer[] order = new Integer[samples.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(samples.timeNanos(a), samples.timeNanos(b)));
    int[] schedOf = new int[samples.size()];
    Arrays.fill(schedOf, -1);
    for (int row = 0; row < sched.size(); row++) {
      schedOf[sched.sample(row)] = row;
    }
    for (int row : order) {
      step(row, schedOf[row]);
    }
  }

  private void step(int row, int event) {
    long now = samples.timeNanos(row);
    if (now == PerfSamples.NO_TIME) {
      return;
    }
    if (event >= 0 && isInjected(event, row)) {
      injected(row, event, now);
      return;
    }
    if (event >= 0 && sched.kind(event) == SchedKind.SWITCH && sched.tid(event) > 0) {
      outs++;
      outsOfWaits += lane(sched.tid(event), now).waits() ? 1 : 0;
    }
    own(row, now);
    if (event >= 0) {
      event(row, event, now);
    }
  }

  private boolean isInjected(int event, int row) {
    return sched.kind(event) == SchedKind.SWITCH
        && samples.weight(row) >= LEAST_INJECTED
        && !has(SchedKind.STAT_SLEEP);
  }

  /// The thread that left its CPU did so before, by the weight, and is awake now.
  private void injected(int row, int event, long now) {
    int tid = sched.tid(event);
    if (tid <= 0) {
      return;
    }
    PerfThread thread = data.threads().get(samples.thread(row));
    LaneBuilder lane = lane(tid, now);
    lane.is(thread.tid() == tid ? thread.pid() : -1, sched.word(event));
    lane.slept(SchedState.left(sched.state(event)), samples.weight(row), now, false);
    lane.woken(now, ThreadLane.NONE);
    lane.leftBefore(row);
  }

  private void own(int row, long now) {
    int place = samples.thread(row);
    PerfThread thread = data.threads().get(place);
    if (thread.tid() <= 0) {
      return;
    }
    LaneBuilder lane = ofThread[place];
    if (lane == null || lane.isOver()) {
      lane = lane(thread.tid(), now);
      ofThread[place] = lane;
    }
    lane.is(thread.pid(), thread.comm());
    lane.seenRunning(now, samples.cpu(row));
  }

  private LaneBuilder lane(int tid, long now) {
    LaneBuilder lane = current.get(tid);
    if (lane != null && !lane.isOver()) {
      return lane;
    }
    long begin = lane == null ? first : now;
    return begun(new LaneBuilder(tid, begin, SchedState.UNKNOWN, ThreadLane.NONE));
  }

  private LaneBuilder begun(LaneBuilder lane) {
    if (all.size() < MAX_THREADS) {
      all.add(lane);
      current.put(lane.tid(), lane);
    }
    return lane;
  }

  private void event(int row, int event, long now) {
    SchedKind kind = sched.kind(event);
    int tid = sched.tid(event);
    if (kind == SchedKind.SWITCH) {
      switched(row, event, now);
    } else if (tid > 0) {
      about(kind, tid, row, event, now);
    }
  }

  private void switched(int row, int event, long now) {
    int cpu = samples.cpu(row);
    int tid = sched.tid(event);
    int other = sched.other(event);
    if (tid > 0) {
      LaneBuilder lane = lane(tid, now);
      lane.named(sched.word(event));
      lane.switchedOut(now, sched.state(event), row, cpu);
    }
    if (other > 0 && other != tid) {
      lane(other, now).switchedIn(now, cpu, has(SchedKind.WAKEUP) || has(SchedKind.WAKING));
    }
    if (other == 0) {
      idle.idles(cpu, now);
    } else {
      idle.works(cpu, now);
    }
  }

  private void about(SchedKind kind, int tid, int row, int event, long now) {
    if (kind == SchedKind.FORK) {
      begins(tid, row, event, now);
      return;
    }
    LaneBuilder lane = lane(tid, now);
    if (kind != SchedKind.EXEC) {
      lane.named(sched.word(event));
    }
    long value = sched.valueNanos(event);
    switch (kind) {
      case WAKING, WAKEUP, WAKEUP_NEW -> lane.woken(now, row);
      case STAT_SLEEP, STAT_BLOCKED, STAT_IOWAIT -> slept(lane, kind, value, row, now);
      case STAT_WAIT -> {
        lane.waited(value, now);
        if (!has(SchedKind.SWITCH)) {
          lane.switchedIn(now, samples.cpu(row), false);
        }
      }
      case STAT_RUNTIME -> lane.ran(value, now, samples.cpu(row));
      case EXIT -> lane.exits(now);
      default -> {}
    }
  }

  /// Told a moment before the wakeup, which says by whom; where wakeups were not recorded it is the wakeup.
  private void slept(LaneBuilder lane, SchedKind kind, long delay, int row, long now) {
    SchedState state =
        kind == SchedKind.STAT_SLEEP ? SchedState.SLEEPING : SchedState.UNINTERRUPTIBLE;
    lane.slept(state, delay, now, has(SchedKind.SWITCH));
    if (kind == SchedKind.STAT_IOWAIT) {
      lane.waitedForDisk();
    }
    if (!has(SchedKind.WAKEUP) && !has(SchedKind.WAKING)) {
      lane.woken(now, row);
    }
  }

  /// A thread that is begun is runnable at once; it belongs to who began it until it is seen itself.
  private void begins(int tid, int row, int event, long now) {
    LaneBuilder before = current.get(tid);
    if (before != null && !before.isOver() && before.isYoung(now)) {
      return;
    }
    if (before != null && !before.isOver()) {
      before.endUnseen(now);
    }
    LaneBuilder lane = new LaneBuilder(tid, now, SchedState.RUNNABLE, ThreadLane.NONE);
    lane.named(sched.word(event));
    begun(lane);
  }

  private ThreadStates result() {
    WaitReasons reasons = new WaitReasons(data.stacks());
    List<ThreadLane> lanes = new ArrayList<>();
    for (LaneBuilder lane : all) {
      long end = lane.last(last);
      byte[] why = new byte[lane.size()];
      for (int row = 0; row < why.length; row++) {
        why[row] = (byte) reason(reasons, lane, row).ordinal();
      }
      lanes.add(new ThreadLane(lane, end, why));
    }
    return new ThreadStates(lanes, first, last, doubts(), idle);
  }

  private WaitReason reason(WaitReasons reasons, LaneBuilder lane, int row) {
    SchedState state = lane.stateOf(row);
    if (state == SchedState.RUNNING || state == SchedState.UNKNOWN) {
      return WaitReason.NOT_KNOWN;
    }
    int left = lane.leftOf(row);
    WaitReason told = reasons.of(left < 0 ? 0 : samples.stack(left), state);
    return told == WaitReason.BLOCKED && lane.waitedForDisk(row) ? WaitReason.DISK : told;
  }

  private Set<Doubt> doubts() {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    boolean switches = has(SchedKind.SWITCH);
    boolean wakes = has(SchedKind.WAKEUP) || has(SchedKind.WAKING) || has(SchedKind.STAT_SLEEP);
    add(doubts, Doubt.NO_SWITCHES, !switches);
    add(doubts, Doubt.NO_SWITCHES_IN, switches && (!switchesIn || outsOfWaits > outs / MANY));
    add(doubts, Doubt.NO_WAKEUPS, !wakes);
    add(doubts, Doubt.NO_STACKS, !stacks);
    add(doubts, Doubt.LOST, data.lost() > 0);
    add(doubts, Doubt.THINNED, thinned);
    return doubts;
  }

  private static void add(Set<Doubt> doubts, Doubt doubt, boolean is) {
    if (is) {
      doubts.add(doubt);
    }
  }
}
