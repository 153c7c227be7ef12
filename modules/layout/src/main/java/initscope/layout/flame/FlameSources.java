package initscope.layout.flame;

import initscope.diagnosis.diff.Normalised;
import initscope.gotrace.GoTrace;
import initscope.gotrace.profile.TraceProfileKind;
import initscope.layout.Words;
import initscope.model.Incident;
import initscope.model.perf.PerfData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What stacks an incident has, the most telling first: that is the one shown at the start.
public final class FlameSources {
  private FlameSources() {}

  /// The sources; empty where there are no stacks at all.
  ///
  /// @param trace an execution trace that belongs to the incident
  public static List<FlameSource> of(Incident incident, Optional<GoTrace> trace, Words words) {
    List<FlameSource> sources = new ArrayList<>();
    if (!incident.goroutines().isEmpty()) {
      sources.add(new GoroutineSource(incident, words));
    }
    trace.ifPresent(t -> traces(t, sources, words));
    if (!incident.threads().isEmpty()) {
      sources.add(new ThreadSource(incident, words));
    }
    recordings(incident, sources, words);
    sources.addAll(InitSource.of(incident, words));
    for (int i = 0; i < incident.profiles().size(); i++) {
      sources.add(new FileSource(incident.profiles().get(i), i, words));
    }
    return List.copyOf(sources);
  }

  /// Several recordings were opened to be compared: that comes first.
  private static void recordings(Incident incident, List<FlameSource> sources, Words words) {
    DiffSides.of(incident)
        .ifPresent(
            sides -> {
              sources.add(sides.source(Normalised.SAMPLES, words));
              if (sides.isTimed()) {
                sources.add(sides.source(Normalised.DURATION, words));
              }
            });
    OptionalLong pid =
        incident.process().isPresent()
            ? OptionalLong.of(incident.process().get().pid())
            : OptionalLong.empty();
    for (int i = 0; i < incident.perf().size(); i++) {
      PerfData data = incident.perf().get(i);
      sources.addAll(PerfSource.of(incident, i, words));
      sources.addAll(SchedSource.of(data, i, pid, words));
    }
  }

  /// What hangs is seen off the CPU: that comes first.
  private static void traces(GoTrace trace, List<FlameSource> sources, Words words) {
    sources.add(new TraceSource(trace, TraceProfileKind.OFF_CPU, words));
    for (TraceProfileKind kind : TraceProfileKind.values()) {
      if (kind != TraceProfileKind.OFF_CPU) {
        sources.add(new TraceSource(trace, kind, words));
      }
    }
  }

  /// The source of a name, else the first; empty where there is none at all.
  public static Optional<FlameSource> find(List<FlameSource> sources, String id) {
    return sources.stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .or(() -> sources.stream().findFirst());
  }
}
