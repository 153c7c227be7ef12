package initscope.diagnosis.units;

import initscope.model.start.UnitFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A unit as systemd puts it together.
///
/// @param name full
/// @param fragment its unit file, which may be its template's
/// @param dropIns in the order in which they are read
/// @param masked whether it is taken away
/// @param settings that count, in order
record LoadedUnit(
    String name,
    Optional<UnitFile> fragment,
    List<UnitFile> dropIns,
    boolean masked,
    UnitSettings settings) {
  LoadedUnit {
    dropIns = List.copyOf(dropIns);
  }

  static LoadedUnit of(String name, Optional<UnitFile> fragment, List<UnitFile> dropIns) {
    List<UnitFile> files = new ArrayList<>(fragment.stream().toList());
    files.addAll(dropIns);
    return new LoadedUnit(
        name,
        fragment,
        dropIns,
        fragment.filter(UnitFile::masks).isPresent(),
        new UnitSettings(files.stream().flatMap(f -> f.lines().stream()).toList()));
  }

  /// The unit file and the drop-ins.
  List<UnitFile> files() {
    List<UnitFile> files = new ArrayList<>(fragment.stream().toList());
    files.addAll(dropIns);
    return files;
  }

  /// Whether it is a template, of which only instances are started.
  boolean isTemplate() {
    return name.contains("@.");
  }

  /// What follows the last dot.
  String type() {
    return UnitFinder.type(name);
  }
}
