package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Mistakes in what a unit is ordered after and what it pulls in; see systemd.unit(5), systemd.special(7), bootup(7).
final class OrderMistakes {
  private static final String NETWORK = "network.target";
  private static final String ONLINE = "network-online.target";
  private static final String DELETED = "deleted to break ordering cycle";

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

  /// systemd breaks a cycle by deleting a job: which one is luck. What it says of the cycle itself counts more than what the files say.
  static List<Mistake> cycle(UnitScene unit) {
    List<String> told = Collections.max(rings(unit), Comparator.comparingInt(List::size));
    if (told.isEmpty()) {
      return unit.around().table().cycle(unit.unit()).map(c -> of(unit, c)).stream().toList();
    }
    Optional<Place> place =
        unit.files().dependencies("Unit", "After").stream().findFirst().map(UnitLine::place);
    String ring =
        told.stream()
            .filter(l -> !l.contains(DELETED))
            .map(OrderMistakes::job)
            .distinct()
            .collect(Collectors.joining(", "));
    String deleted = told.stream().filter(l -> l.contains(DELETED)).findFirst().orElse("").strip();
    String both = ring.isEmpty() || deleted.isEmpty() ? ring + deleted : ring + "; " + deleted;
    return List.of(Mistake.byHand(Kind.CYCLE, place, unit.unit(), both));
  }

  /// What systemd told of each cycle that this unit is in, its lines in order; an empty one before them.
  private static List<List<String>> rings(UnitScene unit) {
    List<List<String>> rings = new ArrayList<>();
    rings.add(new ArrayList<>());
    for (String line : unit.around().cycles()) {
      if (line.contains("Found ordering cycle on ")) {
        rings.add(new ArrayList<>());
      }
      boolean counts = line.contains(" on ") || line.contains(DELETED);
      if (counts) {
        rings.getLast().add(line);
      }
    }
    rings.removeIf(
        ring ->
            ring.stream()
                .flatMap(l -> UnitScene.words(l).stream())
                .noneMatch(w -> names(w, unit.unit())));
    rings.addFirst(List.of());
    return rings;
  }

  private static String job(String line) {
    return UnitScene.words(line).stream()
        .filter(w -> w.indexOf('/') > 0)
        .findFirst()
        .map(w -> w.substring(0, w.indexOf('/')))
        .orElse("");
  }

  private static Mistake of(UnitScene unit, Cycle cycle) {
    String variant = cycle.together() ? ".files" : Mistake.APART;
    Optional<Place> place = cycle.placeOf(unit.unit());
    return Mistake.byHand(Kind.CYCLE, variant, place, unit.unit(), cycle.names())
        .along(cycle.places());
  }

  private static boolean names(String word, String unit) {
    String bare = Leading.without(word, "\"'");
    return bare.equals(unit) || bare.startsWith(unit + "/") || bare.equals(unit + ":");
  }

  /// DefaultDependencies=no without the ordering that it takes away. Also where sysinit.target wants it the order makes no cycle: a target
  /// does not wait for a unit without default dependencies, see unit_add_default_target_dependency().
  static List<Mistake> defaultDependencies(UnitScene unit) {
    if (!unit.unit().endsWith(".service") || !early(unit)) {
      return List.of();
    }
    return List.of(
        Mistake.dropIn(
            Kind.NO_DEFAULT_DEPS,
            unit.place("Unit", "DefaultDependencies"),
            List.of(unit.unit()),
            unit.unit(),
            "Unit.Requires=sysinit.target",
            "Unit.After=sysinit.target",
            "Unit.After=basic.target",
            "Unit.Before=shutdown.target"));
  }

  /// Whether it has no default dependencies, is ordered after nothing that would do instead, and before nothing that needs it early.
  static boolean early(UnitScene unit) {
    return UnitScene.no(unit.value("Unit", "DefaultDependencies"))
        && unit.explicit("Unit", "After").stream().noneMatch(LATE::contains)
        && unit.explicit("Unit", "Before").stream().noneMatch(EARLY::contains)
        && !unit.explicit("Unit", "Before", "Conflicts").contains("shutdown.target");
  }

  /// network.target says next to nothing of addresses and routes; network-online.target does, and needs both ordering and a pull.
  static List<Mistake> network(UnitScene unit) {
    if (!unit.isService()) {
      return List.of();
    }
    boolean afterOnline = ordered(unit, ONLINE);
    boolean pullsOnline =
        unit.explicit("Unit", "Wants", "Requires", "BindsTo", "Requisite").contains(ONLINE)
            || unit.list("Wants", "Requires", "BindsTo", "Requisite").contains(ONLINE);
    // also by what is started with it
    boolean starts = unit.around().table().relations().startedWith(unit.unit()).contains(ONLINE);
    if (afterOnline && !pullsOnline && !starts) {
      return one(unit, Kind.ONLINE_UNWANTED, ONLINE, "After", "Unit.Wants=" + ONLINE);
    }
    if (pullsOnline && !afterOnline) {
      return one(unit, Kind.ONLINE_UNORDERED, ONLINE, "Wants", "Unit.After=" + ONLINE);
    }
    if (!afterOnline && unit.explicit("Unit", "After").contains(NETWORK)) {
      return one(
          unit,
          Kind.NETWORK_TARGET,
          NETWORK,
          "After",
          "Unit.Wants=" + ONLINE,
          "Unit.After=" + ONLINE);
    }
    return List.of();
  }

  private static List<Mistake> one(
      UnitScene unit, Kind kind, String word, String setting, String... mend) {
    Optional<Place> place =
        unit.files().dependencies("Unit", setting).stream()
            .filter(l -> l.words().contains(word))
            .findFirst()
            .map(UnitLine::place);
    return List.of(Mistake.dropIn(kind, place, List.of(unit.unit()), unit.unit(), mend));
  }

  private static boolean ordered(UnitScene unit, String target) {
    return unit.explicit("Unit", "After").contains(target) || unit.list("After").contains(target);
  }

  /// After= alone starts nothing: worth a look where a service is named that nothing here pulls in.
  static List<Mistake> afterOnly(UnitScene unit) {
    List<String> pulled = new ArrayList<>(unit.list("Wants", "Requires", "Requisite", "BindsTo"));
    pulled.addAll(unit.explicit("Unit", "Wants", "Requires", "Requisite", "BindsTo", "PartOf"));
    // what it stops is ordered with it and not meant to run
    pulled.addAll(unit.both("Conflicts"));
    Relations relations = unit.around().table().relations();
    Set<String> known = relations.real(pulled);
    List<String> alone = new ArrayList<>();
    Optional<Place> place = Optional.empty();
    for (UnitLine line : unit.files().dependencies("Unit", "After")) {
      for (String word : line.words()) {
        boolean bus = word.equals("dbus.service") || word.equals("dbus.socket"); // always there
        boolean starts = !bus && (word.endsWith(".service") || word.endsWith(".socket"));
        if (starts && !known.contains(relations.real(word)) && !alone.contains(word)) {
          alone.add(word);
          place = place.or(() -> Optional.of(line.place()));
        }
      }
    }
    return alone.isEmpty()
        ? List.of()
        : List.of(Mistake.byHand(Kind.AFTER_ONLY, place, unit.unit(), String.join(", ", alone)));
  }
}
