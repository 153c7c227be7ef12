package initscope.diagnosis.units;

import initscope.diagnosis.units.Cycle.Step;
import initscope.model.start.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who waits for whom when all are started: what files say, and what systemd adds by itself, see "Implicit Dependencies" and "Default
/// Dependencies" of systemd.service(5), systemd.target(5), systemd.socket(5), systemd.timer(5), systemd.path(5) and systemd.mount(5), and
/// bootup(7). What only counts when units stop is left out.
final class OrderGraph {
  private static final Set<String> LATE_TARGETS =
      Set.of(
          "shutdown.target", "umount.target", "final.target", "rescue.target", "emergency.target");

  /// What targets of systemd say, where their files are not given.
  private static final Map<String, List<String>> SKELETON =
      Map.of(
          "sysinit.target", List.of("local-fs.target", "swap.target"),
          "basic.target",
              List.of("sysinit.target", "sockets.target", "paths.target", "slices.target"),
          "multi-user.target", List.of("basic.target"),
          "graphical.target", List.of("multi-user.target"),
          "network-online.target", List.of("network.target"));

  private static final List<String> ROOTS =
      List.of("default.target", "graphical.target", "multi-user.target", "sysinit.target");

  /// Why one waits for another.
  private record Why(String word, Optional<Place> place) {}

  private final Map<String, LoadedUnit> units;
  private final Relations relations;
  private final Map<String, Map<String, Why>> after = new LinkedHashMap<>();
  private final Map<String, String> mounts = new HashMap<>();

  OrderGraph(Map<String, LoadedUnit> units, Relations relations) {
    this.units = units;
    this.relations = relations;
    units.values().stream()
        .filter(u -> u.type().equals("mount"))
        .forEach(u -> mounts.put(u.settings().value("Mount", "Where"), u.name()));
    SKELETON.forEach(
        (target, earlier) -> {
          if (!units.containsKey(target)) {
            earlier.forEach(e -> implicit(target, e, "bootup"));
          }
        });
    units.forEach(
        (key, unit) -> {
          if (!unit.masked() && key.equals(unit.name())) {
            add(unit);
          }
        });
    // last, since a target does not wait for what waits for it
    units.values().stream().filter(u -> u.type().equals("target")).forEach(this::target);
    SKELETON.keySet().forEach(this::pulledBy);
  }

  private void add(LoadedUnit unit) {
    UnitSettings s = unit.settings();
    String me = unit.name();
    for (var line : s.dependencies("Unit", "After")) {
      line.words().forEach(w -> put(me, w, new Why("After=", Optional.of(line.place()))));
    }
    for (var line : s.dependencies("Unit", "Before")) {
      line.words().forEach(w -> put(w, me, new Why("Before=", Optional.of(line.place()))));
    }
    boolean defaults = !UnitScene.no(s.value("Unit", "DefaultDependencies"));
    Relations.triggers(unit, s).forEach(t -> implicit(t, me, unit.type()));
    switch (unit.type()) {
      case "service" -> service(me, s, defaults);
      case "socket", "timer", "path" -> {
        if (defaults) {
          implicit(unit.type() + "s.target", me, "default");
          implicit(me, "sysinit.target", "default");
        }
      }
      case "mount" -> mount(me, s, defaults);
      default -> {}
    }
  }

  private void service(String me, UnitSettings s, boolean defaults) {
    if (defaults) {
      implicit(me, "sysinit.target", "default");
      implicit(me, "basic.target", "default");
    }
    s.list("Service", "Sockets").forEach(l -> l.words().forEach(w -> implicit(me, w, "Sockets=")));
    String type = s.value("Service", "Type");
    boolean named = type.isEmpty() && !s.value("Service", "BusName").isEmpty();
    if (type.equals("dbus") || named) {
      implicit(me, "dbus.socket", "Type=dbus");
    }
    for (String path : s.words("Unit", "RequiresMountsFor")) {
      for (String at = path; at.length() > 1; at = at.substring(0, at.lastIndexOf('/'))) {
        Optional<Place> place = s.word("Unit", path, "RequiresMountsFor");
        Optional.ofNullable(mounts.get(at))
            .ifPresent(m -> put(me, m, new Why("RequiresMountsFor=", place)));
        if (at.indexOf('/') < 0) {
          break;
        }
      }
    }
  }

  private void mount(String me, UnitSettings s, boolean defaults) {
    if (!defaults) {
      return;
    }
    String options = "," + s.value("Mount", "Options") + ",";
    boolean remote =
        options.contains(",_netdev,")
            || initscope.model.host.NetworkFileSystems.has(s.value("Mount", "Type"));
    if (!options.contains(",nofail,")) {
      implicit(remote ? "remote-fs.target" : "local-fs.target", me, "default");
    }
    implicit(me, remote ? "network-online.target" : "local-fs-pre.target", "default");
  }

  /// A target waits for all it wants or requires, unless one of the two has no default dependencies or that one waits for the target
  /// already: unit_add_default_target_dependency().
  private void target(LoadedUnit unit) {
    if (!unit.masked() && !UnitScene.no(unit.settings().value("Unit", "DefaultDependencies"))) {
      pulledBy(unit.name());
    }
  }

  private void pulledBy(String target) {
    for (String one : relations.pulls(target)) {
      Optional<LoadedUnit> unit =
          Optional.ofNullable(units.get(one))
              .filter(u -> !u.masked())
              .filter(u -> !UnitScene.no(u.settings().value("Unit", "DefaultDependencies")));
      boolean loops = after.getOrDefault(one, Map.of()).containsKey(target);
      if (unit.isPresent() && !loops) {
        put(target, one, new Why("wants it", wanting(unit.get(), target)));
      }
    }
  }

  private static Optional<Place> wanting(LoadedUnit unit, String target) {
    return unit.settings().word("Install", target, "WantedBy", "RequiredBy");
  }

  private void implicit(String later, String earlier, String word) {
    put(later, earlier, new Why(word, Optional.empty()));
  }

  private void put(String laterName, String earlierName, Why why) {
    String later = relations.real(laterName);
    String earlier = relations.real(earlierName);
    boolean counts =
        !later.equals(earlier)
            && later.indexOf('%') < 0
            && earlier.indexOf('%') < 0
            && !LATE_TARGETS.contains(later)
            && !LATE_TARGETS.contains(earlier);
    if (counts) {
      after.computeIfAbsent(later, _ -> new LinkedHashMap<>()).putIfAbsent(earlier, why);
    }
  }

  /// One shortest cycle of each knot.
  List<Cycle> cycles() {
    Map<String, Set<String>> edges = new LinkedHashMap<>();
    after.forEach((name, earlier) -> edges.put(name, earlier.keySet()));
    List<Cycle> found = new ArrayList<>();
    for (List<String> ring : new Rings(edges).shortest()) {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < ring.size(); i++) {
        Why why =
            after
                .getOrDefault(ring.get(i), Map.of())
                .getOrDefault(ring.get((i + 1) % ring.size()), new Why("?", Optional.empty()));
        steps.add(new Step(ring.get(i), why.word(), why.place()));
      }
      found.add(new Cycle(steps, together(ring)));
    }
    return found;
  }

  private boolean together(List<String> ring) {
    List<String> starts = new ArrayList<>(ROOTS);
    starts.addAll(ring);
    return starts.stream().anyMatch(s -> relations.startedWith(s).containsAll(new HashSet<>(ring)));
  }
}
