package initscope.layout.flame;

import initscope.formats.perf.PerfFolding;
import initscope.formats.perf.PerfStackNames;
import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.Selection;
import initscope.model.host.CgroupMembership;
import initscope.model.host.ProcessFacts;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Samples of one event of a recording of perf, in the order they were taken; neighbours of the same thread and stack are one. Of very many
/// the order is given up: each stack of a thread is one then.
final class PerfSource implements FlameSource {
  private static final int MAX_ROWS = 1 << 20;
  private static final int STEP = 1 << 16;

  private final PerfData data;
  private final Optional<ProcessFacts> process;
  private final int event;
  private final String id;
  private final Words words;

  /// @param recording which of the incident's
  /// @param event place among the recording's events
  PerfSource(Incident incident, int recording, int event, Words words) {
    data = incident.perf().get(recording);
    process = incident.process();
    this.event = event;
    this.words = words;
    id = "perf." + (recording == 0 ? "" : recording + ".") + data.events().get(event);
  }

  /// Sources of all events of a recording: those that sample the CPU come first, then tracepoints.
  static List<FlameSource> of(Incident incident, int recording, Words words) {
    PerfData data = incident.perf().get(recording);
    List<FlameSource> sources = new ArrayList<>();
    List<FlameSource> tracepoints = new ArrayList<>();
    for (int i = 0; i < data.events().size(); i++) {
      boolean described = data.described().contains(data.events().get(i));
      (described ? tracepoints : sources).add(new PerfSource(incident, recording, i, words));
    }
    sources.addAll(tracepoints);
    return sources;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return words.say("flame.source.perf", id.substring("perf.".length()));
  }

  @Override
  public String unit() {
    return data.unit(event);
  }

  @Override
  public List<FlameGrouping> groupings() {
    List<FlameGrouping> groupings =
        new ArrayList<>(
            List.of(
                FlameGrouping.NAME,
                FlameGrouping.THREAD,
                FlameGrouping.GOROUTINE,
                FlameGrouping.PHASE,
                FlameGrouping.NONE));
    if (process.filter(p -> !p.cgroups().isEmpty()).isPresent()) {
      groupings.add(FlameGrouping.CGROUP);
    }
    return groupings;
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) throws CancelledException {
    PerfSamples samples = data.samples();
    Map<Long, Profile.Sample> shapes = new HashMap<>();
    Rows rows = new Rows(samples.size() > MAX_ROWS);
    PerfStackNames names = new PerfStackNames(data.stacks(), PerfFolding.MARKED);
    for (int row = 0; row < samples.size(); row++) {
      if (row % STEP == 0) {
        progress.report(row, samples.size(), "merging samples");
      }
      if (samples.event(row) == event) {
        long key = (long) samples.thread(row) << 32 | samples.stack(row);
        rows.add(key, samples.weight(row));
        shapes.computeIfAbsent(key, k -> shape(k, by, names));
      }
    }
    return new Profile("perf", unit(), rows.samples(shapes));
  }

  /// The stack of a key, as a sample without weight.
  private Profile.Sample shape(long key, FlameGrouping by, PerfStackNames names) {
    PerfThread thread = data.threads().get((int) (key >>> 32));
    List<Frame> stack = names.stack((int) key, thread.comm().startsWith("java"));
    List<Frame> grouped = new ArrayList<>();
    switch (by) {
      case THREAD ->
          grouped.add(
              FlameGroups.frame(
                  thread.comm()
                      + " · "
                      + words.say("flame.group.thread", Integer.toString(thread.tid()))));
      case NAME -> grouped.add(FlameGroups.frame(thread.comm()));
      case CGROUP -> grouped.add(FlameGroups.frame(cgroup(thread)));
      case GOROUTINE -> grouped.add(FlameGroups.frame(SampledGoroutines.of(stack, words)));
      case PHASE -> grouped.add(FlameGroups.frame(FlameGroups.phase(stack, words)));
      default -> {
        // nothing before the stack
      }
    }
    grouped.addAll(stack);
    return new Profile.Sample(List.copyOf(grouped), 0, Selection.NONE.withThread(thread.tid()));
  }

  /// Only that of the process which was captured is known.
  private String cgroup(PerfThread thread) {
    return process
        .filter(p -> p.pid() == thread.pid())
        .flatMap(p -> p.cgroups().stream().max(Comparator.comparing(c -> c.path().length())))
        .map(CgroupMembership::path)
        .orElse(words.say("flame.group.other"));
  }

  /// Weights by key, in order or merged.
  private static final class Rows {
    private final Map<Long, long[]> merged = new LinkedHashMap<>();
    private final List<long[]> rows = new ArrayList<>();
    private final boolean merge;

    Rows(boolean merge) {
      this.merge = merge;
    }

    void add(long key, long weight) {
      if (merge) {
        merged.computeIfAbsent(key, k -> new long[1])[0] += weight;
      } else if (!rows.isEmpty() && rows.getLast()[0] == key) {
        rows.getLast()[1] += weight;
      } else {
        rows.add(new long[] {key, weight});
      }
    }

    List<Profile.Sample> samples(Map<Long, Profile.Sample> shapes) {
      List<Profile.Sample> samples = new ArrayList<>();
      merged.forEach((key, weight) -> samples.add(weighed(shapes, key, weight[0])));
      rows.forEach(row -> samples.add(weighed(shapes, row[0], row[1])));
      return samples;
    }

    private static Profile.Sample weighed(Map<Long, Profile.Sample> shapes, long key, long weight) {
      Profile.Sample shape =
          shapes.getOrDefault(key, new Profile.Sample(List.of(), 0, Selection.NONE));
      return new Profile.Sample(shape.stack(), weight, shape.selects());
    }
  }
}
