package initscope.diagnosis.units;

import initscope.model.host.FstabLine;
import initscope.model.host.UnitProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What of the host matters to a unit's start. Each part is empty where nobody looked.
///
/// @param fstab its table of file systems
/// @param needs properties of the services that the unit requires or is bound to
/// @param cycles lines of the journal of this boot about ordering cycles
/// @param environmentFiles numbered lines {@code 3:GODEBUG=...} of variables of the Go runtime, by file
/// @param missing files of EnvironmentFile= that are not there
/// @param systemd version of systemd
/// @param localUser whether the unit's user stands in /etc/passwd
/// @param table the other units
public record Surroundings(
    List<FstabLine> fstab,
    List<UnitProperties> needs,
    List<String> cycles,
    Map<String, String> environmentFiles,
    Set<String> missing,
    OptionalInt systemd,
    Optional<Boolean> localUser,
    UnitTable table) {
  /// Nobody looked at anything.
  public static final Surroundings NONE = of(List.of(), UnitTable.EMPTY);

  /// Keeps immutable copies.
  public Surroundings {
    fstab = List.copyOf(fstab);
    needs = List.copyOf(needs);
    cycles = List.copyOf(cycles);
    environmentFiles = Map.copyOf(environmentFiles);
    missing = Set.copyOf(missing);
  }

  /// What files tell without a host.
  public static Surroundings of(List<FstabLine> fstab, UnitTable table) {
    return new Surroundings(
        fstab,
        List.of(),
        List.of(),
        Map.of(),
        Set.of(),
        OptionalInt.empty(),
        Optional.empty(),
        table);
  }
}
