package initscope.views;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.host.ThreadState;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Which goroutine, thread or package was read from which place of a raw entry: the way back from the evidence.
final class ReadPlaces {
  static final ReadPlaces NONE = new ReadPlaces();

  private final Map<String, NavigableMap<Long, Selection>> byEntry = new HashMap<>();

  private ReadPlaces() {}

  static ReadPlaces of(Incident incident) {
    ReadPlaces places = new ReadPlaces();
    for (Goroutine one : incident.goroutines()) {
      one.evidence().forEach(e -> places.put(e, Tables.selection(one)));
    }
    for (InitTask task : incident.inits()) {
      task.evidence().forEach(e -> places.put(e, Tables.selection(task)));
    }
    for (ThreadState thread : incident.threads()) {
      thread
          .evidence()
          .values()
          .forEach(e -> places.put(e, Selection.NONE.withThread(thread.tid())));
    }
    return places;
  }

  private void put(EvidenceRef place, Selection selects) {
    if (place.offset().isPresent()) {
      byEntry
          .computeIfAbsent(place.entry(), k -> new TreeMap<>())
          .putIfAbsent(place.offset().getAsLong(), selects.withEvidence(place));
    }
  }

  /// What was read from the bytes of one row.
  ///
  /// @param end offset of the first byte behind it
  Optional<Selection> in(String entry, long from, long end) {
    return Optional.ofNullable(places(entry).ceilingEntry(from))
        .filter(e -> e.getKey() < end)
        .map(Map.Entry::getValue);
  }

  /// What was read next behind a place, or before it.
  Optional<Selection> next(String entry, long from, boolean forward) {
    NavigableMap<Long, Selection> places = places(entry);
    return Optional.ofNullable(forward ? places.higherEntry(from) : places.lowerEntry(from))
        .map(Map.Entry::getValue);
  }

  private NavigableMap<Long, Selection> places(String entry) {
    return byEntry.getOrDefault(entry, new TreeMap<>());
  }
}
