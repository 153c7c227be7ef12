package initscope.diagnosis.units;

import initscope.model.host.UnitProperties;
import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Mistakes with units of Type=oneshot, which without RemainAfterExit=yes are inactive as soon as they have run.
final class OneshotMistakes {
  private OneshotMistakes() {}

  /// Others need it: each start of theirs runs it again. What a timer starts must not stay active.
  static List<Mistake> rerun(UnitScene unit) {
    boolean passing =
        unit.value("Service", "Type").equals("oneshot")
            && !UnitScene.yes(unit.value("Service", "RemainAfterExit"));
    List<String> needers =
        Stream.concat(
                unit.list("RequiredBy", "RequisiteOf", "BoundBy").stream(),
                unit.list("WantedBy").stream())
            .filter(u -> !u.endsWith(".target"))
            .distinct()
            .toList();
    if (!passing || needers.isEmpty() || !unit.property("TriggeredBy").isEmpty()) {
      return List.of();
    }
    return List.of(
        Mistake.dropIn(
            Kind.ONESHOT_RERUN,
            unit.place("Service", "RemainAfterExit", "Type"),
            List.of(unit.unit(), String.join(", ", needers)),
            unit.unit(),
            "Service.RemainAfterExit=yes"));
  }

  /// It is bound to one, so it is stopped when that one ends; mended in the other unit.
  static List<Mistake> bound(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    List<String> bound = unit.list("BindsTo");
    for (UnitProperties other : unit.around().needs()) {
      String name = other.get("Id").orElse("");
      boolean passing =
          other.get("Type").filter("oneshot"::equals).isPresent()
              && other.get("RemainAfterExit").filter("no"::equals).isPresent()
              && other.get("TriggeredBy").isEmpty();
      if (passing && bound.contains(name)) {
        Optional<Place> place =
            unit.files().dependencies("Unit", "BindsTo").stream()
                .filter(l -> l.words().contains(name))
                .findFirst()
                .map(UnitLine::place);
        found.add(
            Mistake.dropIn(
                Kind.BINDS_ONESHOT,
                place,
                List.of(unit.unit(), name),
                name,
                "Service.RemainAfterExit=yes"));
      }
    }
    return found;
  }
}
