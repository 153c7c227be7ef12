package initscope.diagnosis.units;

import initscope.model.host.FstabLine;
import initscope.model.host.UnitProperties;
import initscope.model.start.UnitFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Mistakes of all units that files make up.
///
/// @param units how many units there are
/// @param found in the order of the units
public record FileMistakes(int units, List<Found> found) {
  private static final int MOST_FOUND = 2000;
  private static final Set<String> OWN =
      Set.of(
          "emergency.service",
          "rescue.service",
          "debug-shell.service",
          "getty@.service",
          "console-getty.service",
          "container-getty@.service",
          "serial-getty@.service",
          "quotaon.service",
          "rc-local.service",
          "kmod-static-nodes.service",
          "ldconfig.service",
          "user@.service",
          "user-runtime-dir@.service",
          "system-update-cleanup.service",
          "modprobe@.service",
          "autovt@.service");

  /// Keeps an immutable copy.
  public FileMistakes {
    found = List.copyOf(found);
  }

  /// One mistake of one unit.
  ///
  /// @param file its unit file
  public record Found(String unit, Optional<UnitFile> file, Mistake mistake) {}

  /// Asks all rules of all units.
  ///
  /// @param shown properties of one of them, where a host told
  public static FileMistakes of(
      List<UnitFile> files, List<FstabLine> fstab, Optional<UnitProperties> shown) {
    List<Found> found = new ArrayList<>();
    int units = 0;
    for (UnitTable table : UnitTable.of(files)) {
      units += table.units().size();
      table(table, fstab, shown, found);
    }
    return new FileMistakes(units, found.subList(0, Math.min(found.size(), MOST_FOUND)));
  }

  private static void table(
      UnitTable table, List<FstabLine> fstab, Optional<UnitProperties> shown, List<Found> found) {
    Surroundings around = Surroundings.of(fstab, table);
    Set<String> cycles = new HashSet<>();
    for (LoadedUnit unit : table.units()) {
      if (unit.masked() || found.size() >= MOST_FOUND) {
        continue;
      }
      UnitScene scene = table.scene(unit, around);
      for (Mistake mistake : UnitMistakes.of(asShown(scene, shown))) {
        boolean ring = mistake.kind() == Kind.CYCLE;
        if (!ring && isOfSystemd(unit)) {
          continue;
        }
        // a cycle is one, however many units are in it
        if (!ring || cycles.add(mistake.text().arguments().get(1))) {
          found.add(new Found(unit.name(), unit.fragment(), mistake));
        }
      }
    }
  }

  /// What comes with systemd is as it is on purpose: early, late, or without limits.
  private static boolean isOfSystemd(LoadedUnit unit) {
    boolean shipped =
        unit.fragment()
            .map(f -> UnitPath.of(f.path()))
            .filter(p -> p.isKnown() && p.rank() > UnitPath.LOCAL)
            .isPresent();
    String name = unit.name();
    return shipped
        && (name.startsWith("systemd-")
            || name.startsWith("initrd-")
            || OWN.contains(UnitFinder.templateOf(name)));
  }

  private static UnitScene asShown(UnitScene scene, Optional<UnitProperties> shown) {
    return shown
        .filter(p -> p.get("Id").filter(scene.unit()::equals).isPresent())
        .map(p -> new UnitScene(scene.unit(), p, scene.files(), scene.program(), scene.around()))
        .orElse(scene);
  }
}
