package initscope.model.perf;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fills a {@link PerfData}, sample by sample. Bounded: of more than {@link #MAX_SAMPLES} samples the later ones are counted as refused.
public final class PerfDataBuilder {
  /// Most samples kept; 36 bytes each.
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
  private long[] timesNanos = new long[1 << 10];
  private long[] weights = new long[1 << 10];
  private int[] threadOf = new int[1 << 10];
  private int[] stackOf = new int[1 << 10];
  private short[] eventOf = new short[1 << 10];
  private short[] cpuOf = new short[1 << 10];
  private long[] offsetOf = new long[1 << 10];
  private int size;
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
    if (size == MAX_SAMPLES) {
      refused++;
      return false;
    }
    if (size == stackOf.length) {
      grow();
    }
    timesNanos[size] = timeNanos;
    weights[size] = weight;
    threadOf[size] = thread;
    stackOf[size] = stack;
    eventOf[size] = (short) event;
    cpuOf[size] = (short) cpu;
    offsetOf[size] = offset;
    size++;
    return true;
  }

  private void grow() {
    int more = size < 1 << 20 ? size * 2 : size + size / 2;
    timesNanos = Arrays.copyOf(timesNanos, more);
    weights = Arrays.copyOf(weights, more);
    threadOf = Arrays.copyOf(threadOf, more);
    stackOf = Arrays.copyOf(stackOf, more);
    eventOf = Arrays.copyOf(eventOf, more);
    cpuOf = Arrays.copyOf(cpuOf, more);
    offsetOf = Arrays.copyOf(offsetOf, more);
  }

  /// Says that the sample just added is an event of the scheduler.
  public void sched(SchedEvent event) {
    sched.add(size - 1, event);
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
            Arrays.copyOf(timesNanos, size),
            Arrays.copyOf(weights, size),
            Arrays.copyOf(threadOf, size),
            Arrays.copyOf(stackOf, size),
            Arrays.copyOf(eventOf, size),
            Arrays.copyOf(cpuOf, size),
            Arrays.copyOf(offsetOf, size));
    return new PerfData(
        threads, events, stacks.build(), samples, sched.build(), header, described, lost);
  }
}
