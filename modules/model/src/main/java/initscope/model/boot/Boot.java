package initscope.model.boot;

import java.util.List;
import java.util.Optional;

/// A boot.
///
/// @param managerVersion systemd's version as it prints it, such as {@code 219} or {@code 252 (252.39-1~deb12u1)}; empty where it is not told
/// @param times its phases
/// @param stages what systemd itself did before it started units, in order; empty where it is not told
/// @param units every unit that systemd told of, in the order of the source
/// @param ready signs of life of services, the first of each kind
/// @param notes what systemd logged of the boot itself
/// @param words what {@code systemd-analyze} said
/// @param chart how busy the host was, where bootchart recorded it
public record Boot(
    String managerVersion,
    BootTimes times,
    List<BootStage> stages,
    List<BootUnit> units,
    List<ReadyMark> ready,
    List<BootNote> notes,
    AnalyzeWords words,
    Optional<BootChart> chart) {
  /// Keeps immutable copies.
  public Boot {
    stages = List.copyOf(stages);
    units = List.copyOf(units);
    ready = List.copyOf(ready);
    notes = List.copyOf(notes);
  }

  /// Times and units alone.
  public Boot(String managerVersion, BootTimes times, List<BootUnit> units) {
    this(
        managerVersion,
        times,
        List.of(),
        units,
        List.of(),
        List.of(),
        AnalyzeWords.NONE,
        Optional.empty());
  }

  /// The unit of that name.
  public Optional<BootUnit> unit(String name) {
    return units.stream().filter(u -> u.name().equals(name)).findFirst();
  }
}
