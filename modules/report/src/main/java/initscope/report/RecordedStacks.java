package initscope.report;

import initscope.layout.Words;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameSources;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which recorded stacks a report shows beside those of goroutines and threads: of each kind the first.
final class RecordedStacks {
  /// What ids begin with, in the order of the report.
  private static final List<String> KINDS = List.of("perf.off-cpu", "perf.", "init.wall", "file.");

  private RecordedStacks() {}

  /// Profiles by title.
  static Map<String, Profile> of(Incident incident, Words words) {
    List<FlameSource> sources = FlameSources.of(incident, Optional.empty(), words);
    Map<String, Profile> shown = new LinkedHashMap<>();
    for (String kind : KINDS) {
      sources.stream()
          .filter(s -> s.id().startsWith(kind))
          .findFirst()
          .ifPresent(s -> shown.put(s.title(), profile(s)));
    }
    return shown;
  }

  private static Profile profile(FlameSource source) {
    try {
      return source.profile(source.groupings().getFirst(), Progress.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }
}
