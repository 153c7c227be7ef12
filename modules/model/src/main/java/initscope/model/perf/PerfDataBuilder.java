package initscope.model.perf;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fills a {@link PerfData}, sample by sample. Bounded: of more than {@link #MAX_SAMPLES} samples the later ones are counted as refused.
public final class PerfDataBuilder {
  /// Most samples kept; some 20 bytes each.
  public static final int MAX_SAMPLES = 1 << 24;

  /// Most names of events and most threads kept apart.
  public static final int MAX_NAMES = 1 << 15;

  private static final int MAX_HEADER = 200;

  private final StackTableBuilder stacks = new StackTableBuilder();
  private final Map<PerfThread, Integer> knownThreads = new HashMap<>();
  private final List<PerfThread> threads = new ArrayList<>();
  private final Map<String, Integer> knownEvents = new HashMap<>();
  private final List<String> events = new ArrayList<>();
  private final Map<String, String> header = new LinkedHashMap<>();
  private final Set<String> described = new HashSet<>();
  private final SchedRows sched = new SchedRows();
  private final Longs timesNanos = new Longs();
  private final Longs weights = new Longs();
  private final Longs threadOf = new Longs();
  private final Longs stackOf = new Longs();
  private final Longs eventOf = new Longs();
  private final Longs cpuOf = new Longs();
  private final Longs offsetOf = new Longs();
  private long refused;
  private long lost;

  /// Begins empty.
  public PerfDataBuilder() {}

  /// The place of a thread.
  public int thread(PerfThread thread) {
    return place(thread, knownThreads, threads);
  }

  /// The place of an event's name.
  public int event(String name) {
    return place(name, knownEvents, events);
  }

  private static <T> int place(T one, Map<T, Integer> known, List<T> all) {
    Integer at = known.get(one);
    if (at != null) {
      return at;
    }
    if (all.size() == MAX_NAMES) {
      return MAX_NAMES - 1;
    }
    known.put(one, all.size());
    all.add(one);
    return all.size() - 1;
  }

  /// Says that samples of an event say more than its name.
  public void described(int event) {
    described.add(events.get(event));
  }

  /// The place of a frame.
  public int frame(Frame frame) {
    return stacks.frame(frame);
  }

  /// The frame at a place.
  public Frame frameAt(int place) {
    return stacks.frameAt(place);
  }

  /// The place of a stack.
  ///
  /// @param innermostFirst places of frames
  /// @param length how many of them
  public int stack(int[] innermostFirst, int length) {
    return stacks.stack(innermostFirst, length);
  }

  /// Adds a sample.
  ///
  /// @param timeNanos or {@link PerfSamples#NO_TIME}
  /// @param cpu or -1
  /// @param offset where it begins in the input
  /// @return whether there was room
  public boolean sample(
      long timeNanos, int cpu, int thread, int event, long weight, int stack, long offset) {
    if (stackOf.size() == MAX_SAMPLES) {
      refused++;
      return false;
    }
    timesNanos.add(timeNanos);
    weights.add(weight);
    threadOf.add(thread);
    stackOf.add(stack);
    eventOf.add(event);
    cpuOf.add(cpu);
    offsetOf.add(offset);
    return true;
  }

  /// Says that the sample just added is an event of the scheduler.
  public void sched(SchedEvent event) {
    sched.add(stackOf.size() - 1, event);
  }

  /// A line of the recording's header.
  public void header(String name, String value) {
    if (header.size() < MAX_HEADER) {
      header.putIfAbsent(name, value);
    }
  }

  /// Says that perf lost samples.
  public void lost(long count) {
    lost += Math.max(0, count);
  }

  /// How many samples found no room.
  public long refused() {
    return refused;
  }

  /// Whether stacks were cut short for want of room.
  public boolean stacksFull() {
    return stacks.isFull();
  }

  /// What was added so far.
  public PerfData build() {
    PerfSamples samples =
        new PerfSamples(
            timesNanos.copy(),
            weights.copy(),
            threadOf.copy(),
            stackOf.copy(),
            eventOf.copy(),
            cpuOf.copy(),
            offsetOf.copy());
    return new PerfData(
        threads, events, stacks.build(), samples, sched.build(), header, described, lost);
  }
}
