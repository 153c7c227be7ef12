package initscope.tuning.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Mistakes in what a unit is ordered after and what it pulls in; see systemd.unit(5), systemd.special(7), bootup(7).
final class OrderMistakes {
  private static final String NETWORK = "network.target";
  private static final String ONLINE = "network-online.target";

  /// Ordered before one of these, a unit is early on purpose.
  private static final Set<String> EARLY =
      Set.of(
          "sysinit.target",
          "basic.target",
          "local-fs.target",
          "local-fs-pre.target",
          "network-pre.target",
          "sockets.target",
          "swap.target",
          "cryptsetup.target",
          "systemd-sysctl.service");

  /// Ordered after one of these, it has put back what the default dependencies gave.
  private static final Set<String> LATE =
      Set.of(
          "sysinit.target",
          "basic.target",
          "local-fs.target",
          "remote-fs.target",
          NETWORK,
          ONLINE,
          "multi-user.target",
          "graphical.target");

  private OrderMistakes() {}

  /// systemd breaks a cycle by deleting a job: which one is luck.
  static List<Mistake> cycle(UnitReading unit) {
    Predicate<String> mine =
        l -> UnitReading.words(l).stream().anyMatch(w -> names(w, unit.unit()));
    List<String> lines = unit.text("cycles").lines().filter(mine).toList();
    if (lines.isEmpty()) {
      return List.of();
    }
    String line =
        lines.stream().filter(l -> l.contains("deleted")).findFirst().orElse(lines.getFirst());
    Optional<Place> place =
        unit.files().dependencies("Unit", "After").stream().findFirst().map(UnitLine::place);
    return List.of(Mistake.byHand("mistake.cycle", place, unit.unit(), line.strip()));
  }

  private static boolean names(String word, String unit) {
    String bare = word.replaceFirst("^[\"']", "");
    return bare.equals(unit) || bare.startsWith(unit + "/") || bare.equals(unit + ":");
  }

  /// DefaultDependencies=no without the ordering that it takes away.
  static List<Mistake> defaultDependencies(UnitReading unit) {
    if (!unit.unit().endsWith(".service") || !early(unit)) {
      return List.of();
    }
    Optional<Place> place = unit.place("Unit", "DefaultDependencies");
    List<String> pulls =
        Stream.of(
                unit.list("WantedBy", "RequiredBy").stream(),
                explicit(unit, "Install", "WantedBy").stream(),
                explicit(unit, "Install", "RequiredBy").stream())
            .flatMap(s -> s)
            .filter(EARLY::contains)
            .distinct()
            .toList();
    return List.of(
        pulls.isEmpty()
            ? Mistake.dropIn(
                "mistake.no_default_deps",
                place,
                List.of(unit.unit()),
                unit.unit(),
                "Unit.Requires=sysinit.target",
                "Unit.After=sysinit.target",
                "Unit.After=basic.target",
                "Unit.Before=shutdown.target")
            : Mistake.byHand(
                "mistake.no_default_deps", place, unit.unit(), String.join(", ", pulls)));
  }

  /// Whether it has no default dependencies, is ordered after nothing that would do instead, and before nothing that needs it early.
  static boolean early(UnitReading unit) {
    return unit.value("Unit", "DefaultDependencies").equals("no")
        && explicit(unit, "Unit", "After").stream().noneMatch(LATE::contains)
        && explicit(unit, "Unit", "Before").stream().noneMatch(EARLY::contains);
  }

  /// network.target says next to nothing of addresses and routes; network-online.target does, and needs both ordering and a pull.
  static List<Mistake> network(UnitReading unit) {
    boolean afterOnline = ordered(unit, ONLINE);
    boolean pullsOnline =
        explicit(unit, "Unit", "Wants", "Requires", "BindsTo", "Requisite").contains(ONLINE)
            || unit.list("Wants", "Requires", "BindsTo", "Requisite").contains(ONLINE);
    if (afterOnline && !pullsOnline) {
      return one(unit, "mistake.online_unwanted", ONLINE, "After", "Unit.Wants=" + ONLINE);
    }
    if (pullsOnline && !afterOnline) {
      return one(unit, "mistake.online_unordered", ONLINE, "Wants", "Unit.After=" + ONLINE);
    }
    if (!afterOnline && explicit(unit, "Unit", "After").contains(NETWORK)) {
      return one(
          unit,
          "mistake.network_target",
          NETWORK,
          "After",
          "Unit.Wants=" + ONLINE,
          "Unit.After=" + ONLINE);
    }
    return List.of();
  }

  private static List<Mistake> one(
      UnitReading unit, String id, String word, String setting, String... mend) {
    Optional<Place> place =
        unit.files().dependencies("Unit", setting).stream()
            .filter(l -> l.words().contains(word))
            .findFirst()
            .map(UnitLine::place);
    return List.of(Mistake.dropIn(id, place, List.of(unit.unit()), unit.unit(), mend));
  }

  private static boolean ordered(UnitReading unit, String target) {
    return explicit(unit, "Unit", "After").contains(target) || unit.list("After").contains(target);
  }

  /// After= alone starts nothing: worth a look where a service is named that nothing here pulls in.
  static List<Mistake> afterOnly(UnitReading unit) {
    List<String> pulled = new ArrayList<>(unit.list("Wants", "Requires", "Requisite", "BindsTo"));
    pulled.addAll(explicit(unit, "Unit", "Wants", "Requires", "Requisite", "BindsTo", "PartOf"));
    List<String> alone = new ArrayList<>();
    Optional<Place> place = Optional.empty();
    for (UnitLine line : unit.files().dependencies("Unit", "After")) {
      for (String word : line.words()) {
        boolean starts = word.endsWith(".service") || word.endsWith(".socket");
        if (starts && !pulled.contains(word) && !alone.contains(word)) {
          alone.add(word);
          place = place.or(() -> Optional.of(line.place()));
        }
      }
    }
    return alone.isEmpty()
        ? List.of()
        : List.of(
            Mistake.byHand("mistake.after_only", place, unit.unit(), String.join(", ", alone)));
  }

  /// Words of settings as the files have them.
  static List<String> explicit(UnitReading unit, String section, String... names) {
    return Stream.of(names)
        .flatMap(n -> unit.files().dependencies(section, n).stream())
        .flatMap(l -> l.words().stream())
        .toList();
  }
}
