package initscope.layout;

import initscope.model.Incident;
import initscope.model.boot.BootGraph;
import initscope.model.boot.WhatIf;
import java.util.List;
import java.util.Optional;

/// What can be asked of the units of a boot.
public final class BootAsk {
  private final BootGraph graph;

  private BootAsk(BootGraph graph) {
    this.graph = graph;
  }

  /// Of an incident whose timeline shows a boot.
  public static Optional<BootAsk> of(Incident incident) {
    return BootTracks.shown(incident).map(boot -> new BootAsk(BootGraph.of(boot)));
  }

  /// Whether a unit was started in the boot, so that there is a path to it and its start can be thought away.
  public boolean started(String unit) {
    return graph.startedInBoot(unit);
  }

  /// The units that a unit waited for itself, those that were done last first: on the critical path that is the step before it.
  public List<String> waitedFor(String unit) {
    return graph.waitedFor(unit);
  }

  /// Had a unit not waited: for the last of those it waited for; asked again of the same unit, for the one before that, and so round.
  public Optional<WhatIf> unordered(BootLook look, String unit) {
    List<String> waited = waitedFor(unit);
    int at =
        look.question()
            .filter(WhatIf.Unordered.class::isInstance)
            .map(WhatIf.Unordered.class::cast)
            .filter(q -> q.unit().equals(unit))
            .map(q -> waited.indexOf(q.after()))
            .orElse(-1);
    return waited.isEmpty()
        ? Optional.empty()
        : Optional.of(new WhatIf.Unordered(unit, waited.get((at + 1) % waited.size())));
  }
}
