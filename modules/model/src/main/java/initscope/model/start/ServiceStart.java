package initscope.model.start;

import initscope.model.boot.Boot;
import initscope.model.host.FstabLine;
import java.util.List;
import java.util.Optional;

/// What is known of how systemd brought the service up.
///
/// @param boot the boot of the host
/// @param unitFiles unit files, drop-ins and links, of one unit or of a whole host
/// @param fstab the host's table of file systems
/// @param cold one start of the service that was watched
public record ServiceStart(
    Optional<Boot> boot,
    List<UnitFile> unitFiles,
    List<FstabLine> fstab,
    Optional<ColdStart> cold) {
  /// Nothing.
  public static final ServiceStart NONE =
      new ServiceStart(Optional.empty(), List.of(), List.of(), Optional.empty());

  /// Keeps immutable copies.
  public ServiceStart {
    unitFiles = List.copyOf(unitFiles);
    fstab = List.copyOf(fstab);
  }

  /// The same with a boot.
  public ServiceStart withBoot(Boot other) {
    return new ServiceStart(Optional.of(other), unitFiles, fstab, cold);
  }

  /// The same with unit files.
  public ServiceStart withUnitFiles(List<UnitFile> other) {
    return new ServiceStart(boot, other, fstab, cold);
  }

  /// The same with a table of file systems.
  public ServiceStart withFstab(List<FstabLine> other) {
    return new ServiceStart(boot, unitFiles, other, cold);
  }

  /// The same with a start that was watched.
  public ServiceStart withCold(ColdStart other) {
    return new ServiceStart(boot, unitFiles, fstab, Optional.of(other));
  }
}
