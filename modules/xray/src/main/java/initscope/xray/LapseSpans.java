package initscope.xray;

import initscope.model.Frame;
import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Samples to spans: an init began after the last sample that did not see it running and before the first that did, and ended alike.
///
/// Up to Go 1.20 a package has begun once the runtime looks at what it imports, so that the one that runs is the first in order of
/// those that have begun.
final class LapseSpans {
  private final LapseProgram program;
  private final List<LapseProgram.Look> looks;
  private final List<TimeLapse.Sample> samples;
  private final OptionalLong processStart;
  private final Optional<Moment> gone;

  /// @param processStart when the process was started, to 10 ms
  /// @param gone the first look at a process that had ended
  LapseSpans(
      LapseProgram program,
      List<LapseProgram.Look> looks,
      List<TimeLapse.Sample> samples,
      OptionalLong processStart,
      Optional<Moment> gone) {
    this.program = program;
    this.looks = looks;
    this.samples = samples;
    this.processStart = processStart;
    this.gone = gone;
  }

  /// Those that were seen, in the order they ran.
  List<TimeLapse.Span> spans() {
    Map<Integer, int[]> seen = new LinkedHashMap<>();
    for (int i = 0; i < looks.size(); i++) {
      int task = looks.get(i).active();
      if (task >= 0) {
        int[] ends = seen.get(task);
        if (ends == null) {
          seen.put(task, new int[] {i, i});
        } else {
          ends[1] = i;
        }
      }
    }
    List<TimeLapse.Span> spans = new ArrayList<>();
    seen.forEach((task, ends) -> spans.add(span(task, ends[0], ends[1])));
    return spans;
  }

  /// Number of inits that were waiting in one sample and done in the next.
  int shortCount() {
    int count = 0;
    for (int task = 0; task < program.tasks().size(); task++) {
      boolean waited = false;
      boolean ran = false;
      for (LapseProgram.Look look : looks) {
        waited |= look.states().get(task) == 0;
        ran |= look.active() == task;
      }
      boolean done = !looks.isEmpty() && looks.getLast().states().get(task) == 2;
      count += waited && !ran && done ? 1 : 0;
    }
    return count;
  }

  private TimeLapse.Span span(int task, int first, int last) {
    Moment from = samples.get(first).at();
    Moment to = samples.get(last).at();
    Moment begin = first == 0 ? sinceStart(from) : between(samples.get(first - 1).at(), from);
    boolean next = last + 1 < samples.size();
    Moment end =
        next
            ? between(to, samples.get(last + 1).at())
            : gone.map(moment -> between(to, moment)).orElse(to);
    OptionalLong cpu = cpu(first, last);
    return new TimeLapse.Span(
        program.packages().get(task),
        begin,
        end,
        looks.getLast().states().get(task) == 2,
        last - first + 1,
        cpu,
        cpu.isPresent() ? to.nanos() - from.nanos() : 0,
        places(task, first, last),
        states(first, last),
        samples.get(first).evidence());
  }

  /// What ran already when it was first looked at began at any time since the process did.
  private Moment sinceStart(Moment from) {
    long latest = from.nanos() + from.boundNanos();
    return Moment.between(Math.min(processStart.orElse(latest), latest), latest);
  }

  /// Somewhere between two looks.
  private static Moment between(Moment a, Moment b) {
    return Moment.between(a.nanos() - a.boundNanos(), b.nanos() + b.boundNanos());
  }

  private OptionalLong cpu(int first, int last) {
    OptionalLong from = samples.get(first).cpuNanos();
    OptionalLong to = samples.get(last).cpuNanos();
    return last > first && from.isPresent() && to.isPresent()
        ? OptionalLong.of(Math.max(0, to.getAsLong() - from.getAsLong()))
        : OptionalLong.empty();
  }

  private List<TimeLapse.Place> places(int task, int first, int last) {
    Map<String, Map<Optional<Frame>, Integer>> counts = new LinkedHashMap<>();
    for (int i = first; i <= last; i++) {
      Optional<InitInProgress> init =
          looks.get(i).active() == task
              ? LapseReader.inProgress(program, task, samples.get(i).frames())
              : Optional.empty();
      if (init.isPresent() && init.get().function().isPresent()) {
        counts
            .computeIfAbsent(init.get().function().get(), f -> new HashMap<>())
            .merge(init.get().at(), 1, Integer::sum);
      }
    }
    List<TimeLapse.Place> places = new ArrayList<>();
    counts.forEach(
        (function, frames) -> {
          Optional<Frame> most =
              frames.entrySet().stream()
                  .max(Map.Entry.comparingByValue())
                  .flatMap(Map.Entry::getKey);
          int all = frames.values().stream().mapToInt(Integer::intValue).sum();
          places.add(new TimeLapse.Place(function, most, all));
        });
    places.sort(Comparator.comparingInt(place -> -place.samples()));
    return places;
  }

  private List<TimeLapse.Share> states(int first, int last) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (TimeLapse.Sample sample : samples.subList(first, last + 1)) {
      String words = sample.waitReason().orElse(sample.status());
      if (!words.isEmpty()) {
        counts.merge(words, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> new TimeLapse.Share(entry.getKey(), entry.getValue()))
        .toList();
  }
}
