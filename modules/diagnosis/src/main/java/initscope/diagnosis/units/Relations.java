package initscope.diagnosis.units;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who wants, needs, follows and starts whom, by the words of unit files and by what is enabled.
final class Relations {
  /// What one unit is to another.
  enum Tie {
    WANTED_BY,
    REQUIRED_BY,
    BOUND_BY,
    FOLLOWED_BY,
    TRIGGERED_BY,
    NAMED_BY
  }

  private final Map<Tie, Map<String, Set<String>>> ties = new HashMap<>();
  private final Map<String, Set<String>> pulls = new HashMap<>();
  private final boolean tellsEnabled;
  private final UnitFinder finder;

  Relations(Map<String, LoadedUnit> units, UnitFinder finder) {
    this.finder = finder;
    this.tellsEnabled = finder.tellsEnabled();
    finder.wanted().forEach((owner, names) -> names.forEach(n -> pull(Tie.WANTED_BY, owner, n)));
    finder
        .required()
        .forEach((owner, names) -> names.forEach(n -> pull(Tie.REQUIRED_BY, owner, n)));
    units.values().stream().filter(u -> !u.masked()).forEach(this::add);
  }

  private void add(LoadedUnit unit) {
    UnitSettings s = unit.settings();
    String me = unit.name();
    s.words("Unit", "Wants", "Upholds").forEach(n -> pull(Tie.WANTED_BY, me, n));
    s.words("Unit", "Requires", "Requisite").forEach(n -> pull(Tie.REQUIRED_BY, me, n));
    s.words("Unit", "BindsTo", "BindTo").forEach(n -> pull(Tie.BOUND_BY, me, n));
    s.words("Unit", "After").forEach(n -> tie(Tie.FOLLOWED_BY, n, me));
    s.words("Unit", "Before").forEach(n -> tie(Tie.FOLLOWED_BY, me, n));
    s.words("Unit", "OnFailure", "OnSuccess", "PartOf").forEach(n -> tie(Tie.NAMED_BY, n, me));
    s.words("Install", "Also").forEach(n -> tie(Tie.NAMED_BY, n, me));
    triggers(unit, s).forEach(n -> tie(Tie.TRIGGERED_BY, n, me));
    if (!tellsEnabled && !unit.isTemplate()) {
      s.words("Install", "WantedBy").forEach(n -> pull(Tie.WANTED_BY, n, me));
      s.words("Install", "RequiredBy").forEach(n -> pull(Tie.REQUIRED_BY, n, me));
    }
  }

  /// What a timer, socket or path starts: what it names, else the service of its own name.
  static List<String> triggers(LoadedUnit unit, UnitSettings settings) {
    String section =
        switch (unit.type()) {
          case "timer" -> "Timer";
          case "path" -> "Path";
          case "socket" -> "Socket";
          default -> "";
        };
    if (section.isEmpty()) {
      return List.of();
    }
    String name = section.equals("Socket") ? "Service" : "Unit";
    String told = settings.value(section, name);
    String own = unit.name().substring(0, unit.name().length() - unit.type().length() - 1);
    return List.of(told.isEmpty() ? own + ".service" : told);
  }

  private void pull(Tie tie, String from, String to) {
    tie(tie, to, from);
    pulls.computeIfAbsent(real(from), _ -> new LinkedHashSet<>()).add(real(to));
  }

  private void tie(Tie tie, String from, String to) {
    ties.computeIfAbsent(tie, _ -> new HashMap<>())
        .computeIfAbsent(real(from), _ -> new LinkedHashSet<>())
        .add(real(to));
  }

  /// A unit's own name where this is an alias of it.
  String real(String name) {
    return finder.aliases().getOrDefault(name, name);
  }

  /// The same of several.
  Set<String> real(Collection<String> names) {
    Set<String> real = new LinkedHashSet<>();
    names.forEach(n -> real.add(real(n)));
    return real;
  }

  /// Those that stand so to a unit.
  Set<String> of(Tie tie, String unit) {
    return ties.getOrDefault(tie, Map.of()).getOrDefault(real(unit), Set.of());
  }

  /// What a unit pulls in when it is started.
  Set<String> pulls(String unit) {
    return pulls.getOrDefault(real(unit), Set.of());
  }

  /// All that is started with a unit, and it.
  Set<String> startedWith(String unit) {
    Set<String> seen = new LinkedHashSet<>(List.of(real(unit)));
    List<String> todo = new ArrayList<>(seen);
    while (!todo.isEmpty()) {
      for (String next : pulls(todo.removeLast())) {
        if (seen.add(next)) {
          todo.add(next);
        }
      }
    }
    return seen;
  }

  /// Whether anything starts it.
  boolean isPulled(String unit) {
    return List.of(Tie.WANTED_BY, Tie.REQUIRED_BY, Tie.BOUND_BY, Tie.TRIGGERED_BY, Tie.NAMED_BY)
        .stream()
        .anyMatch(t -> !of(t, unit).isEmpty());
  }
}
