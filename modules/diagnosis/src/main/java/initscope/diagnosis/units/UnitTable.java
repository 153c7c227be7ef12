package initscope.diagnosis.units;

import initscope.model.start.UnitFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All units of one host or folder, put together from their files.
public final class UnitTable {
  /// No unit.
  public static final UnitTable EMPTY = new UnitTable(List.of());

  private final UnitFinder finder;
  private final Map<String, LoadedUnit> units;
  private final Relations relations;
  private final List<Cycle> cycles;

  private UnitTable(List<UnitFile> files) {
    this.finder = new UnitFinder(files);
    this.units = finder.all();
    this.relations = new Relations(units, finder);
    this.cycles = new OrderGraph(units, relations).cycles();
  }

  /// The units of files, a table for each root they lie below.
  public static List<UnitTable> of(List<UnitFile> files) {
    Map<String, List<UnitFile>> roots = new LinkedHashMap<>();
    for (UnitFile file : files) {
      roots.computeIfAbsent(UnitPath.of(file.path()).root(), _ -> new ArrayList<>()).add(file);
    }
    return roots.values().stream().map(UnitTable::new).toList();
  }

  /// All of them.
  List<LoadedUnit> units() {
    return List.copyOf(units.values());
  }

  /// A unit by name or alias.
  Optional<LoadedUnit> get(String name) {
    return Optional.ofNullable(units.get(finder.aliases().getOrDefault(name, name)));
  }

  boolean isMasked(String name) {
    return get(name).filter(LoadedUnit::masked).isPresent();
  }

  /// Who wants, needs, follows whom.
  Relations relations() {
    return relations;
  }

  /// Whether these are all units of a host, so that what is not here is nowhere.
  boolean isWhole() {
    return units.containsKey("basic.target") && units.containsKey("multi-user.target");
  }

  /// All ordering cycles.
  List<Cycle> cycles() {
    return cycles;
  }

  /// The cycle that a unit is in.
  Optional<Cycle> cycle(String name) {
    return cycles.stream().filter(c -> c.has(name)).findFirst();
  }

  /// What the rules look at of one unit, where no host was asked.
  UnitScene scene(LoadedUnit unit, Surroundings around) {
    UnitSettings settings = unit.settings();
    return new UnitScene(
        unit.name(),
        FileProperties.of(unit, settings, relations),
        settings,
        Program.UNKNOWN,
        around);
  }
}
