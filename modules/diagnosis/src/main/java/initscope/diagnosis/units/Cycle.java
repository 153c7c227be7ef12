package initscope.diagnosis.units;

import initscope.model.start.Place;
import java.util.List;
import java.util.Optional;

/// Units each of which waits for the next, and the last for the first.
///
/// @param steps in order
/// @param together whether one start pulls all of them in
record Cycle(List<Step> steps, boolean together) {
  Cycle {
    steps = List.copyOf(steps);
  }

  /// One unit that waits for the next.
  ///
  /// @param unit its name
  /// @param why what makes it wait: {@code After=}, {@code Before=}, or an implicit rule
  /// @param place where that stands
  record Step(String unit, String why, Optional<Place> place) {}

  boolean has(String unit) {
    return steps.stream().anyMatch(s -> s.unit().equals(unit));
  }

  /// The line that makes a unit wait in it.
  Optional<Place> placeOf(String unit) {
    return steps.stream()
        .filter(s -> s.unit().equals(unit))
        .flatMap(s -> s.place().stream())
        .findFirst();
  }

  /// All lines.
  List<Place> places() {
    return steps.stream().flatMap(s -> s.place().stream()).toList();
  }

  /// The whole of it: {@code a.service (After=) → b.service (WantedBy=) → a.service}.
  String names() {
    StringBuilder out = new StringBuilder();
    steps.forEach(s -> out.append(s.unit()).append(" (").append(s.why()).append(") → "));
    return out.append(steps.getFirst().unit()).toString();
  }
}
