package initscope.layout.sched;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.perf.PerfData;
import initscope.model.profile.Profile;
import initscope.model.sched.SchedState;
import initscope.model.sched.StackMarks;
import initscope.model.sched.StartTarget;
import initscope.model.sched.ThreadLane;
import initscope.model.sched.ThreadStates;
import initscope.model.sched.WaitReason;
import initscope.model.sched.WakeChain;
import initscope.model.sched.Waker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Off-CPU profiles of the process that starts, in nanoseconds. Under each thread stand the stacks on which it left its CPU, the reason in
/// brackets as leaf, and its time on CPUs as a branch {@code [on CPU]}: each thread's width is the time it was there.
public final class OffCpuProfiles {
  /// Name of the profile of waits; {@code flame.NAME} is its title's key.
  public static final String OFF_CPU = "off-cpu";

  /// Name of the one with those who ended the waits.
  public static final String WITH_WAKERS = "off-cpu-wakers";

  private static final int DEEPEST = 6;
  private static final int MOST_WAKER_FRAMES = 24;

  private final PerfData data;
  private final ThreadStates states;
  private final boolean wakers;
  private final Map<Key, Long> sums = new LinkedHashMap<>();

  private OffCpuProfiles(PerfData data, ThreadStates states, boolean wakers) {
    this.data = data;
    this.states = states;
    this.wakers = wakers;
  }

  /// What is added up: a thread, the stack it left on, a leaf, and who ended the wait.
  private record Key(int tid, String comm, int stack, String leaf, List<Frame> above) {}

  /// Both profiles of every recording of an incident that tells states; empty where none does.
  public static List<Profile> of(Incident incident) {
    OptionalLong known =
        incident.process().isPresent()
            ? OptionalLong.of(incident.process().orElseThrow().pid())
            : OptionalLong.empty();
    List<Profile> all = new ArrayList<>();
    for (PerfData data : incident.perf()) {
      all.addAll(of(data, known));
    }
    return List.copyOf(all);
  }

  /// Both profiles of a recording; empty where it tells no states.
  ///
  /// @param known the process, where it is known
  public static List<Profile> of(PerfData data, OptionalLong known) {
    ThreadStates states = ThreadStates.of(data);
    OptionalInt pid = StartTarget.pid(data, new StackMarks(data.stacks()), known);
    if (pid.isEmpty() || states.ofProcess(pid.getAsInt()).isEmpty()) {
      return List.of();
    }
    List<ThreadLane> lanes = states.ofProcess(pid.getAsInt());
    return List.of(
        new OffCpuProfiles(data, states, false).profile(OFF_CPU, lanes),
        new OffCpuProfiles(data, states, true).profile(WITH_WAKERS, lanes));
  }

  private Profile profile(String name, List<ThreadLane> lanes) {
    for (ThreadLane lane : lanes) {
      for (int row = 0; row < lane.size(); row++) {
        if (lane.nanos(row) > 0) {
          sums.merge(key(lane, row), lane.nanos(row), Long::sum);
        }
      }
    }
    List<Profile.Sample> samples = new ArrayList<>(sums.size());
    sums.forEach((key, nanos) -> samples.add(sample(key, nanos)));
    return new Profile(name, "nanoseconds", samples);
  }

  private Key key(ThreadLane lane, int row) {
    SchedState state = lane.state(row);
    if (state == SchedState.RUNNING) {
      return new Key(lane.tid(), lane.comm(), 0, "[on CPU]", List.of());
    }
    if (state == SchedState.UNKNOWN) {
      String leaf = "[" + WaitReason.NOT_KNOWN.word() + "]";
      return new Key(lane.tid(), lane.comm(), 0, leaf, List.of());
    }
    int left = lane.leftAt(row);
    int stack = left < 0 ? 0 : data.samples().stack(left);
    String leaf = "[" + lane.reason(row).word() + "]";
    List<Frame> above = wakers && state.waits() ? chain(lane, row) : List.of();
    return new Key(lane.tid(), lane.comm(), stack, leaf, above);
  }

  /// Those who ended the wait, the nearest first, each stack innermost first as in offwaketime: what is farther from the wait stands farther
  /// from its frames.
  private List<Frame> chain(ThreadLane lane, int row) {
    List<Frame> frames = new ArrayList<>();
    WakeChain chain = states.chain(data, lane, row, DEEPEST);
    for (int i = 0; i < chain.links().size(); i++) {
      WakeChain.Link link = chain.links().get(i);
      if (i > 0) {
        frames.add(Frame.of("[waited: " + link.lane().reason(link.row()).word() + "]"));
      }
      link.waker().ifPresent(w -> waker(w, frames));
    }
    return List.copyOf(frames);
  }

  private void waker(Waker waker, List<Frame> frames) {
    frames.add(Frame.of("[woken by]"));
    List<Frame> stack = data.stacks().stack(data.samples().stack(waker.sample())).reversed();
    frames.addAll(stack.subList(0, Math.min(MOST_WAKER_FRAMES, stack.size())));
    frames.add(
        Frame.of(
            switch (waker.kind()) {
              case THREAD -> "[" + waker.comm() + " " + waker.tid() + "]";
              case TIMER -> "[timer]";
              case INTERRUPT -> "[interrupt]";
            }));
  }

  private Profile.Sample sample(Key key, long nanos) {
    List<Frame> stack = new ArrayList<>();
    stack.add(Frame.of("[" + key.comm() + " " + key.tid() + "]"));
    stack.addAll(data.stacks().stack(key.stack()));
    stack.add(Frame.of(key.leaf()));
    stack.addAll(key.above());
    return new Profile.Sample(stack, nanos, Selection.NONE.withThread(key.tid()));
  }

  /// The innermost function that a thread was in when it left its CPU, outside of the scheduler; empty where no stack was recorded.
  public static Optional<Frame> place(PerfData data, ThreadLane lane, int row) {
    int left = lane.leftAt(row);
    if (left < 0) {
      return Optional.empty();
    }
    for (int at = data.samples().stack(left); at > 0; at = data.stacks().parent(at)) {
      Frame frame = data.stacks().frames().get(data.stacks().frameOf(at));
      if (!isScheduler(frame.function())) {
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }

  private static boolean isScheduler(String function) {
    return function.startsWith("__schedule")
        || function.startsWith("schedule")
        || function.equals("preempt_schedule_irq")
        || function.startsWith("__traceiter")
        || function.startsWith("perf_trace");
  }
}
