package initscope.model.perf;

import initscope.model.host.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A recording of `perf`.
///
/// @param threads whom samples belong to
/// @param events names as perf prints them: {@code cpu-clock}, {@code cycles:u}, {@code sched:sched_switch}
/// @param stacks of the samples
/// @param samples one row each
/// @param sched those of them that are events of the scheduler
/// @param header what the recording says of itself: {@code hostname}, {@code os release}, {@code perf version}, {@code cmdline}
/// @param described events whose samples said more than their name: tracepoints printed with what they say
/// @param maps code that processes mapped while it recorded, where the text has such records
/// @param lost how many samples perf says it could not keep up with
public record PerfData(
    List<PerfThread> threads,
    List<String> events,
    StackTable stacks,
    PerfSamples samples,
    SchedEvents sched,
    Map<String, String> header,
    Set<String> described,
    List<Mapping> maps,
    long lost) {
  /// Nothing recorded.
  public static final PerfData EMPTY = new PerfDataBuilder().build();

  /// Keeps immutable copies.
  public PerfData {
    threads = List.copyOf(threads);
    events = List.copyOf(events);
    header = Map.copyOf(header);
    described = Set.copyOf(described);
    maps = List.copyOf(maps);
  }

  /// The same with other stacks of the same shape, such as with names that were not known before.
  public PerfData withStacks(StackTable others) {
    return new PerfData(threads, events, others, samples, sched, header, described, maps, lost);
  }

  /// The same with other stacks.
  ///
  /// @param moved by number of a stack, the number it has among the others
  public PerfData withStacks(StackTable others, int[] moved) {
    PerfSamples rows = samples.withStacks(moved);
    return new PerfData(threads, events, others, rows, sched, header, described, maps, lost);
  }

  /// How many samples there are of each event, in the order of {@link #events()}.
  public long[] countsByEvent() {
    long[] counts = new long[events.size()];
    for (int row = 0; row < samples.size(); row++) {
      counts[samples.event(row)]++;
    }
    return counts;
  }

  /// What the weights of an event's samples count: {@code nanoseconds} of a clock, {@code samples} where every one weighs one, else the
  /// event itself, by its name.
  public String unit(int event) {
    String name = events.get(event);
    for (int row = 0; row < samples.size(); row++) {
      if (samples.event(row) == event && samples.weight(row) != 1) {
        boolean clock = name.startsWith("cpu-clock") || name.startsWith("task-clock");
        return clock ? "nanoseconds" : name;
      }
    }
    return "samples";
  }

  /// The event to show at once: the first that samples, else the first of all; empty where nothing was recorded.
  public Optional<String> mainEvent() {
    return events.stream()
        .filter(e -> !described.contains(e))
        .findFirst()
        .or(() -> events.stream().findFirst());
  }
}
