package initscope.model.boot;

import java.util.List;
import java.util.Optional;

/// A boot.
///
/// @param managerVersion systemd's version as it prints it, such as {@code 219} or {@code 252 (252.39-1~deb12u1)}; empty where it is not told
/// @param times its phases
/// @param units every unit that systemd told of, in the order of the source
public record Boot(String managerVersion, BootTimes times, List<BootUnit> units) {
  /// Keeps an immutable copy.
  public Boot {
    units = List.copyOf(units);
  }

  /// The unit of that name.
  public Optional<BootUnit> unit(String name) {
    return units.stream().filter(u -> u.name().equals(name)).findFirst();
  }
}
