package initscope.diagnosis.units;

import initscope.model.start.UnitFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Which files make up which unit, as systemd.unit(5) says: of unit files the one in the folder of highest precedence; of drop-ins of one
/// name the same, and all names in the order of the alphabet, whatever their folders; those of {@code NAME.TYPE.d} before those of
/// {@code PREFIX-.TYPE.d}, of the template, and of {@code TYPE.d}.
final class UnitFinder {
  /// A file and what its path says.
  private record Found(UnitFile file, UnitPath path) {}

  private final Map<String, List<Found>> units = new LinkedHashMap<>();
  private final Map<String, List<Found>> dropIns = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, List<String>> aliasesOf = new HashMap<>();
  private final Map<String, Set<String>> wanted = new LinkedHashMap<>();
  private final Map<String, Set<String>> required = new LinkedHashMap<>();

  UnitFinder(List<UnitFile> files) {
    Map<String, List<UnitFile>> byName = new HashMap<>();
    for (UnitFile file : files) {
      if (file.link().isEmpty()) {
        byName.computeIfAbsent(UnitPath.of(file.path()).name(), _ -> new ArrayList<>()).add(file);
      }
    }
    files.forEach(f -> take(new Found(f, UnitPath.of(f.path())), byName));
    units.values().forEach(l -> l.sort(Comparator.comparingInt(f -> f.path().rank())));
  }

  private void take(Found found, Map<String, List<UnitFile>> byName) {
    UnitPath path = found.path();
    switch (path.part()) {
      case DROP_IN -> dropIns.computeIfAbsent(path.owner(), _ -> new ArrayList<>()).add(found);
      case WANTED ->
          wanted.computeIfAbsent(path.owner(), _ -> new LinkedHashSet<>()).add(path.name());
      case REQUIRED ->
          required.computeIfAbsent(path.owner(), _ -> new LinkedHashSet<>()).add(path.name());
      case UNIT -> unit(found, byName);
      case OTHER -> {}
    }
  }

  private void unit(Found found, Map<String, List<UnitFile>> byName) {
    Optional<String> link = found.file().link().filter(l -> !l.equals(UnitFile.NULL));
    String name = found.path().name();
    if (link.isEmpty()) {
      units.computeIfAbsent(name, _ -> new ArrayList<>()).add(found);
      return;
    }
    String target = link.get().substring(link.get().lastIndexOf('/') + 1);
    if (!target.equals(name)) {
      if (aliases.putIfAbsent(name, target) == null) {
        aliasesOf.computeIfAbsent(target, _ -> new ArrayList<>()).add(name);
      }
      return;
    }
    // a unit file that lies elsewhere, as systemctl link makes it
    String bare = fromRoot(link.get());
    byName.getOrDefault(name, List.of()).stream()
        .filter(f -> f.path().endsWith(bare))
        .findFirst()
        .ifPresent(
            f ->
                units
                    .computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(new Found(f, found.path())));
  }

  /// A link that leads up, as if it led to the root.
  private static String fromRoot(String link) {
    int at = 0;
    while (link.startsWith("../", at)) {
      at += 3;
    }
    return at == 0 ? link : "/" + link.substring(at);
  }

  /// Names by which units are also known.
  Map<String, String> aliases() {
    return aliases;
  }

  /// What {@code TARGET.wants} folders name.
  Map<String, Set<String>> wanted() {
    return wanted;
  }

  /// What {@code TARGET.requires} folders name.
  Map<String, Set<String>> required() {
    return required;
  }

  /// Whether anything tells what is enabled.
  boolean tellsEnabled() {
    return !wanted.isEmpty() || !required.isEmpty();
  }

  /// All units, by name. Of files of one name in folders that are none of systemd's each is a unit: the second and further ones have their
  /// path as the key.
  Map<String, LoadedUnit> all() {
    Map<String, LoadedUnit> all = new LinkedHashMap<>();
    units.forEach(
        (name, found) -> {
          all.put(name, load(name, Optional.of(found.getFirst().file())));
          for (Found more : found.subList(1, found.size())) {
            if (!more.path().isKnown() && !found.getFirst().path().isKnown()) {
              all.put(more.file().path(), load(name, Optional.of(more.file())));
            }
          }
        });
    instances()
        .forEach(i -> template(i).ifPresent(t -> all.putIfAbsent(i, load(i, Optional.of(t)))));
    return all;
  }

  private Set<String> instances() {
    Set<String> names = new LinkedHashSet<>();
    wanted.values().forEach(names::addAll);
    required.values().forEach(names::addAll);
    return names;
  }

  private Optional<UnitFile> template(String name) {
    String template = templateOf(name);
    return template.equals(name)
        ? Optional.empty()
        : Optional.ofNullable(units.get(template)).map(l -> l.getFirst().file());
  }

  private LoadedUnit load(String name, Optional<UnitFile> fragment) {
    return LoadedUnit.of(name, fragment, dropIns(name));
  }

  private List<UnitFile> dropIns(String name) {
    Map<String, Found> byFile = new TreeMap<>();
    List<String> owners = new ArrayList<>(owners(name));
    aliasesOf.getOrDefault(name, List.of()).forEach(a -> owners.addAll(owners(a)));
    List<Found> found = new ArrayList<>();
    owners.forEach(o -> found.addAll(dropIns.getOrDefault(o, List.of())));
    found.sort(
        Comparator.comparingInt(f -> f.path().rank())); // stable: the nearer name stays first
    found.addAll(dropIns.getOrDefault(type(name), List.of()));
    found.forEach(f -> byFile.putIfAbsent(f.path().name(), f));
    return byFile.values().stream().map(Found::file).filter(f -> !f.masks()).toList();
  }

  /// Names whose drop-ins count: the unit's, those that end after one of its dashes, the same of its template.
  private static Set<String> owners(String name) {
    Set<String> owners = new LinkedHashSet<>();
    for (String one : List.of(name, templateOf(name))) {
      owners.add(one);
      String type = type(one);
      String bare = one.substring(0, one.length() - type.length() - 1);
      for (int dash = bare.lastIndexOf('-', bare.length() - 2);
          dash > 0;
          dash = bare.lastIndexOf('-', dash - 1)) {
        owners.add(bare.substring(0, dash + 1) + "." + type);
      }
    }
    return owners;
  }

  /// The template of an instance; other names stay.
  static String templateOf(String name) {
    int at = name.indexOf('@');
    return at <= 0 ? name : name.substring(0, at + 1) + "." + type(name);
  }

  /// What follows the last dot of a unit's name.
  static String type(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
