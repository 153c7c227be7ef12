package initscope.gotrace;

import initscope.gotrace.generation.Generation;
import initscope.model.go.ClockSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A trace, for reading from any thread. Times are nanoseconds of the trace's own clock; {@link #startNanos} is where it begins.
public final class GoTrace {
  private final int version;
  private final List<Generation> generations;
  private final Map<String, Long> eventCounts;
  private final List<ClockSnapshot> clocks;
  private final long startNanos;
  private final long endNanos;
  private final GoroutineTable goroutines;
  private final List<Long> procs;
  private final List<Long> threads;

  /// Joins what a reader gave.
  ///
  /// @param version minor version of Go in the header: the format's, which a later Go may still write
  /// @param generations in the order of time
  /// @param eventCounts events by the names of the format
  /// @param clocks how the trace's clock stands to the system's, where told
  public GoTrace(
      int version,
      List<Generation> generations,
      Map<String, Long> eventCounts,
      List<ClockSnapshot> clocks) {
    this.version = version;
    this.generations = List.copyOf(generations);
    this.eventCounts = eventCounts;
    this.clocks = List.copyOf(clocks);
    startNanos = generations.stream().mapToLong(Generation::startNanos).min().orElse(0);
    endNanos = generations.stream().mapToLong(Generation::endNanos).max().orElse(0);
    goroutines = GoroutineTable.of(this.generations);
    Set<Long> procIds = new LinkedHashSet<>();
    Set<Long> threadIds = new LinkedHashSet<>();
    for (Generation generation : generations) {
      for (int i = 0; i < generation.procCount(); i++) {
        procIds.add(generation.procId(i));
      }
      for (int i = 0; i < generation.threadCount(); i++) {
        threadIds.add(generation.threadId(i));
      }
    }
    procs = procIds.stream().sorted().toList();
    threads = threadIds.stream().sorted().toList();
  }

  /// Minor version of Go in the header.
  public int version() {
    return version;
  }

  /// Its generations.
  public List<Generation> generations() {
    return generations;
  }

  /// Events by the names of the format.
  public Map<String, Long> eventCounts() {
    return eventCounts;
  }

  /// How the trace's clock stands to the system's, where told.
  public List<ClockSnapshot> clocks() {
    return clocks;
  }

  /// A time in which events are missing: what is told there is told by events, and what is not told is not known.
  ///
  /// @param fromNanos from when on
  /// @param toNanos when the next generation that is whole begins, or the trace's end
  public record Lost(long fromNanos, long toNanos) {}

  /// When events are missing, in the order of time; those that meet are one.
  public List<Lost> lost() {
    List<Lost> lost = new ArrayList<>();
    for (int i = 0; i < generations.size(); i++) {
      Generation generation = generations.get(i);
      long ticks = generation.span().lostFromTicks();
      if (ticks == Generation.Span.WHOLE) {
        continue;
      }
      boolean last = i + 1 == generations.size();
      long to = last ? endNanos : generations.get(i + 1).startNanos();
      long from = generation.nanos(ticks);
      if (!lost.isEmpty() && lost.getLast().toNanos() >= from) {
        from = lost.removeLast().fromNanos();
      }
      lost.add(new Lost(from, Math.max(from, to)));
    }
    return lost;
  }

  /// When it begins.
  public long startNanos() {
    return startNanos;
  }

  /// When it ends.
  public long endNanos() {
    return endNanos;
  }

  /// All goroutines, by row.
  public GoroutineTable goroutines() {
    return goroutines;
  }

  /// Numbers of all Ps, ascending.
  public List<Long> procs() {
    return procs;
  }

  /// Numbers of all threads, ascending.
  public List<Long> threads() {
    return threads;
  }

  /// The states of a goroutine.
  ///
  /// @param row of {@link #goroutines}
  public TraceTrack goroutine(int row) {
    List<TraceTrack.Part> parts = new ArrayList<>(1);
    for (int i = goroutines.firstPart(row); i < goroutines.firstPart(row + 1); i++) {
      Generation generation = generations.get(goroutines.partGeneration(i));
      add(
          parts,
          new TraceTrack.Part(generation, generation.goroutineLanes(), goroutines.partRow(i)));
    }
    return new TraceTrack(parts, endNanos);
  }

  /// The states of a P.
  public TraceTrack proc(long id) {
    List<TraceTrack.Part> parts = new ArrayList<>();
    for (Generation generation : generations) {
      for (int i = 0; i < generation.procCount(); i++) {
        if (generation.procId(i) == id) {
          add(parts, new TraceTrack.Part(generation, generation.procLanes(), i));
        }
      }
    }
    return new TraceTrack(parts, endNanos);
  }

  /// The states of a thread.
  public TraceTrack thread(long id) {
    List<TraceTrack.Part> parts = new ArrayList<>();
    for (Generation generation : generations) {
      for (int i = 0; i < generation.threadCount(); i++) {
        if (generation.threadId(i) == id) {
          add(parts, new TraceTrack.Part(generation, generation.threadLanes(), i));
        }
      }
    }
    return new TraceTrack(parts, endNanos);
  }

  private static void add(List<TraceTrack.Part> parts, TraceTrack.Part part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }
}
