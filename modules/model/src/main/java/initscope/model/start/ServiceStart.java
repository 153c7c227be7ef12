package initscope.model.start;

import initscope.model.boot.Boot;
import java.util.Optional;

/// What is known of how systemd brought the service up.
///
/// @param boot the boot of the host
/// @param cold one start of the service that was watched
public record ServiceStart(Optional<Boot> boot, Optional<ColdStart> cold) {
  /// Nothing.
  public static final ServiceStart NONE = new ServiceStart(Optional.empty(), Optional.empty());

  /// The same with a boot.
  public ServiceStart withBoot(Boot other) {
    return new ServiceStart(Optional.of(other), cold);
  }

  /// The same with a start that was watched.
  public ServiceStart withCold(ColdStart other) {
    return new ServiceStart(boot, Optional.of(other));
  }
}
