package initscope.diagnosis.units;

import initscope.model.start.Godebug;
import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The variable GODEBUG of a service, see https://pkg.go.dev/runtime#hdr-Environment_Variables.
final class GodebugMistakes {
  private static final int FREES_AT_ONCE_SINCE = 16;

  private GodebugMistakes() {}

  private record Given(Godebug godebug, Place place, boolean file) {}

  private static List<Given> given(UnitScene unit) {
    List<Given> given = new ArrayList<>();
    for (UnitLine line : unit.files().list("Service", "Environment")) {
      Godebug.of(line.value()).ifPresent(g -> given.add(new Given(g, line.place(), false)));
    }
    unit.around().environmentFiles().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> files(e.getKey(), e.getValue(), given));
    return given;
  }

  /// Given more than once: the last one takes the place of the others, settings are not joined.
  static List<Mistake> twice(UnitScene unit) {
    List<Given> given = given(unit);
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
            ? Mistake.byHand(Kind.GODEBUG, place, about.toArray(String[]::new))
            : Mistake.dropIn(
                Kind.GODEBUG, place, about, unit.unit(), "Service.Environment=" + all.text()));
  }

  /// A setting that changes nothing: memory is given back at once by itself since Go 1.16, so that only {@code madvdontneed=0} does anything.
  static List<Mistake> obsolete(UnitScene unit) {
    return having(unit, "madvdontneed", "1")
        .filter(g -> unit.program().go().minor() >= FREES_AT_ONCE_SINCE)
        .map(
            g ->
                Mistake.byHand(
                    Kind.GODEBUG_OBSOLETE,
                    Optional.of(g.place()),
                    unit.unit(),
                    "madvdontneed=1",
                    unit.program().go().name()))
        .stream()
        .toList();
  }

  /// Each package with work in its init prints a line at each start, in a dozen writes; InitScope's own drop-ins take theirs away.
  static List<Mistake> traced(UnitScene unit) {
    return having(unit, "inittrace", "1")
        .filter(g -> !g.place().file().contains("initscope"))
        .map(g -> Mistake.byHand(Kind.INITTRACE, Optional.of(g.place()), unit.unit()))
        .stream()
        .toList();
  }

  /// The GODEBUG that counts, where it has this setting.
  private static Optional<Given> having(UnitScene unit, String name, String value) {
    List<Given> given = given(unit);
    return given.isEmpty()
        ? Optional.empty()
        : Optional.of(given.getLast()).filter(g -> value.equals(g.godebug().settings().get(name)));
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
