package initscope.diagnosis.units;

import initscope.model.start.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a start waits for; see systemd.special(7).
final class WaitMistakes {
  private static final String ONLINE = "network-online.target";
  private static final List<String> CLOCKS =
      List.of("time-sync.target", "chrony-wait.service", "systemd-time-wait-sync.service");
  private static final List<String> SETTLES =
      List.of("systemd-udev-settle.service", "udev-settle.service");
  private static final int LONG_CHAIN = 5;

  private WaitMistakes() {}

  /// network-online.target waits until the network is up, or until its waiting service gives up.
  static List<Mistake> online(UnitScene unit) {
    boolean waits = unit.explicit("Unit", "After").contains(ONLINE);
    boolean pulls = unit.both("Wants", "Requires", "BindsTo").contains(ONLINE);
    return waits && pulls && unit.isService() ? one(unit, Kind.WAIT_ONLINE, ONLINE) : List.of();
  }

  /// time-sync.target waits for nothing by itself: it does where chrony-wait.service or its like is enabled.
  static List<Mistake> clock(UnitScene unit) {
    List<String> after = unit.explicit("Unit", "After");
    return CLOCKS.stream()
        .filter(after::contains)
        .findFirst()
        .map(c -> one(unit, Kind.TIME_SYNC, c))
        .orElse(List.of());
  }

  /// systemd-udev-settle.service waits for all devices, see its man page, which advises against it.
  static List<Mistake> settle(UnitScene unit) {
    List<String> told = unit.explicit("Unit", "After", "Wants", "Requires", "BindsTo");
    return SETTLES.stream()
        .filter(told::contains)
        .findFirst()
        .map(s -> one(unit, Kind.UDEV_SETTLE, s))
        .orElse(List.of());
  }

  /// It waits for the target that wants it. No cycle: a target does not wait for what waits for it.
  static List<Mistake> target(UnitScene unit) {
    List<String> after = unit.explicit("Unit", "After");
    List<String> wanting = new ArrayList<>(unit.explicit("Install", "WantedBy", "RequiredBy"));
    wanting.addAll(unit.list("WantedBy", "RequiredBy"));
    return wanting.stream()
        .filter(t -> t.equals("multi-user.target") || t.equals("graphical.target"))
        .filter(after::contains)
        .findFirst()
        .map(t -> one(unit, Kind.AFTER_TARGET, t))
        .orElse(List.of());
  }

  private static List<Mistake> one(UnitScene unit, Kind kind, String word) {
    Optional<Place> place =
        unit.files().word("Unit", word, "After", "Wants", "Requires", "BindsTo");
    return List.of(Mistake.byHand(kind, place, unit.unit(), word));
  }

  /// Services that wait for each other one after the other, all started with this one.
  static List<Mistake> chain(UnitScene unit) {
    UnitTable table = unit.around().table();
    List<String> chain = new ArrayList<>(List.of(unit.unit()));
    Set<String> seen = new LinkedHashSet<>(chain);
    String at = unit.unit();
    Optional<String> next = earlier(table, at, seen);
    while (next.isPresent() && seen.add(next.get()) && chain.size() < 100) {
      at = next.get();
      chain.add(at);
      next = earlier(table, at, seen);
    }
    Optional<Place> place =
        chain.size() < 2 ? Optional.empty() : unit.files().word("Unit", chain.get(1), "After");
    return chain.size() < LONG_CHAIN
        ? List.of()
        : List.of(
            Mistake.byHand(
                Kind.CHAIN,
                place,
                unit.unit(),
                Integer.toString(chain.size() - 1),
                String.join(" ← ", chain)));
  }

  /// The service that one pulls in and waits for; the first of several whose own chain goes on.
  private static Optional<String> earlier(UnitTable table, String name, Set<String> seen) {
    List<String> waited =
        table.get(name).stream()
            .flatMap(u -> u.settings().words("Unit", "After").stream())
            .filter(w -> w.endsWith(".service") && !seen.contains(w))
            .filter(w -> table.relations().pulls(name).contains(w))
            .toList();
    return waited.stream()
        .filter(
            w ->
                table.get(w).stream()
                    .flatMap(u -> u.settings().words("Unit", "After").stream())
                    .anyMatch(n -> n.endsWith(".service")))
        .findFirst()
        .or(() -> waited.stream().findFirst());
  }
}
