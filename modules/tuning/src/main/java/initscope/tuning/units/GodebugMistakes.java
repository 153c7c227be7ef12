package initscope.tuning.units;

import initscope.tuning.plan.Godebug;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// GODEBUG given more than once: the last one takes the place of the others, settings are not joined.
final class GodebugMistakes {
  private static final String FILE = "envfile ";

  private GodebugMistakes() {}

  private record Given(Godebug godebug, Place place, boolean file) {}

  static List<Mistake> of(UnitReading unit) {
    List<Given> given = new ArrayList<>();
    for (UnitLine line : unit.files().list("Service", "Environment")) {
      Godebug.of(line.value()).ifPresent(g -> given.add(new Given(g, line.place(), false)));
    }
    unit.answers().entrySet().stream()
        .filter(e -> e.getKey().startsWith(FILE))
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> files(e.getKey().substring(FILE.length()), e.getValue(), given));
    if (given.size() < 2) {
      return List.of();
    }
    Given last = given.getLast();
    Godebug all = given.getFirst().godebug();
    TreeSet<String> lost = new TreeSet<>();
    for (Given one : given) {
      all = all.with(one.godebug());
      lost.addAll(one.godebug().settings().keySet());
    }
    lost.removeAll(last.godebug().settings().keySet());
    if (lost.isEmpty()) {
      return List.of();
    }
    List<String> about =
        List.of(unit.unit(), String.join(", ", lost), last.place().toString(), all.text());
    Optional<Place> place = Optional.of(given.getFirst().place());
    return List.of(
        last.file()
            ? Mistake.byHand("mistake.godebug", place, about.toArray(String[]::new))
            : Mistake.dropIn(
                "mistake.godebug", place, about, unit.unit(), "Service.Environment=" + all.text()));
  }

  /// Lines {@code 3:GODEBUG=...} of a file.
  private static void files(String path, String text, List<Given> given) {
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      boolean numbered =
          colon > 0 && colon < 8 && line.chars().limit(colon).allMatch(c -> c >= '0' && c <= '9');
      if (numbered) {
        Place place = new Place(path, Integer.parseInt(line.substring(0, colon)));
        Godebug.of(line.substring(colon + 1).strip())
            .ifPresent(g -> given.add(new Given(g, place, true)));
      }
    }
  }
}
