package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a unit requires, and what starts it; see "Requires=" and "BindsTo=" of systemd.unit(5).
final class PullMistakes {
  private static final List<String> NEEDING = List.of("Requires", "Requisite", "BindsTo");
  private static final Set<String> ORDERED = Set.of("service", "socket", "mount", "target");

  private PullMistakes() {}

  /// Required and not ordered after: both are started at once.
  static List<Mistake> unordered(UnitScene unit) {
    Relations relations = unit.around().table().relations();
    Set<String> after = relations.real(unit.both("After", "Before"));
    List<Mistake> found = new ArrayList<>();
    for (String name : NEEDING) {
      for (UnitLine line : unit.files().dependencies("Unit", name)) {
        for (String word : line.words()) {
          if (ORDERED.contains(UnitFinder.type(word))
              && !after.contains(relations.real(word))
              && !implied(unit, word)) {
            found.add(
                Mistake.dropIn(
                    Kind.UNORDERED,
                    Optional.of(line.place()),
                    List.of(unit.unit(), word, name),
                    unit.unit(),
                    "Unit.After=" + word));
          }
        }
      }
    }
    return found;
  }

  /// A service is ordered after its own socket and after basic.target and sysinit.target by itself; a target after all it requires.
  private static boolean implied(UnitScene unit, String word) {
    String type = UnitFinder.type(unit.unit());
    String bare = unit.unit().substring(0, unit.unit().length() - type.length() - 1);
    boolean defaults = !UnitScene.no(unit.value("Unit", "DefaultDependencies"));
    boolean early =
        Set.of("basic.target", "sysinit.target", "local-fs.target", "dbus.socket").contains(word);
    boolean follows =
        unit.around().table().get(word).stream()
            .map(u -> u.settings().words("Unit", "Before", "After"))
            .anyMatch(w -> unit.around().table().relations().real(w).contains(unit.unit()));
    return word.indexOf('%') >= 0
        || word.equals(bare + ".socket")
        || unit.files().words("Service", "Sockets").contains(word)
        || type.equals("target")
        || follows
        || defaults && early;
  }

  /// Required and masked: the start fails at once.
  static List<Mistake> masked(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (String name : List.of("Requires", "BindsTo")) {
      for (UnitLine line : unit.files().dependencies("Unit", name)) {
        for (String word : line.words()) {
          if (unit.around().table().isMasked(word)) {
            Optional<Place> place = Optional.of(line.place());
            found.add(Mistake.byHand(Kind.REQUIRES_MASKED, place, unit.unit(), word, name));
          }
        }
      }
    }
    return found;
  }

  /// No [Install], and no other unit here that starts it. Those that come with packages may be started by D-Bus or udev.
  static List<Mistake> notPulled(UnitScene unit) {
    UnitTable table = unit.around().table();
    Optional<LoadedUnit> mine = table.get(unit.unit());
    boolean own =
        mine.flatMap(LoadedUnit::fragment)
            .map(f -> UnitPath.of(f.path()))
            .filter(p -> !p.isKnown() || p.rank() == UnitPath.LOCAL)
            .isPresent();
    boolean installs =
        !unit.explicit("Install", "WantedBy", "RequiredBy", "Alias", "Also").isEmpty();
    boolean bus = !unit.files().value("Service", "BusName").isEmpty();
    boolean stands =
        unit.isService()
            && own
            && !unit.unit().contains("@")
            && !mine.filter(LoadedUnit::masked).isPresent();
    return !stands || installs || bus || table.relations().isPulled(unit.unit())
        ? List.of()
        : List.of(Mistake.byHand(Kind.NOT_PULLED, Optional.empty(), unit.unit()));
  }
}
