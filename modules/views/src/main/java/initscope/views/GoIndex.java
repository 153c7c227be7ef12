package initscope.views;

import initscope.layout.waits.WaitIndex;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Goroutines by id and by what they wait for, made once for each incident.
///
/// @param incident it
/// @param byId goroutines
/// @param waits who waits for what
/// @param places what was read where
record GoIndex(Incident incident, Map<Long, Goroutine> byId, WaitIndex waits, ReadPlaces places) {
  static final GoIndex EMPTY =
      new GoIndex(Incident.EMPTY, Map.of(), WaitIndex.EMPTY, ReadPlaces.NONE);

  static GoIndex of(Incident incident) {
    Map<Long, Goroutine> byId = HashMap.newHashMap(incident.goroutines().size());
    incident.goroutines().forEach(g -> byId.putIfAbsent(g.id(), g));
    return new GoIndex(
        incident,
        byId,
        new WaitIndex(incident.go().map(GoRuntime::waits).orElse(WaitGraph.EMPTY)),
        ReadPlaces.of(incident));
  }

  /// The selected goroutine.
  Optional<Goroutine> selected(Selection chosen) {
    return chosen.goroutine().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byId.get(chosen.goroutine().getAsLong()));
  }

  /// What choosing a goroutine chooses.
  Selection selects(long id) {
    return Optional.ofNullable(byId.get(id))
        .map(Tables::selection)
        .orElseGet(() -> Selection.NONE.withGoroutine(id, java.util.OptionalLong.empty()));
  }
}
