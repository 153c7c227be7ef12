package initscope.model.host;

import java.util.List;

/// One line of /proc/PID/cgroup, see cgroups(7).
///
/// @param hierarchy 0 for cgroup v2
/// @param controllers empty for v2; {@code name=systemd} for a named hierarchy
/// @param path below the mount
public record CgroupMembership(int hierarchy, List<String> controllers, String path) {
  /// Keeps an immutable copy.
  public CgroupMembership {
    controllers = List.copyOf(controllers);
  }
}
