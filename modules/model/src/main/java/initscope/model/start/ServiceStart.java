package initscope.model.start;

import initscope.model.boot.Boot;
import java.util.Optional;

/// What is known of how systemd brought the service up.
///
/// @param boot the boot of the host
public record ServiceStart(Optional<Boot> boot) {
  /// Nothing.
  public static final ServiceStart NONE = new ServiceStart(Optional.empty());

  /// The same with a boot.
  public ServiceStart withBoot(Boot other) {
    return new ServiceStart(Optional.of(other));
  }
}
