package initscope.model.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Identity of a host and of its present boot. Each part is absent where the capture did not hold it.
///
/// @param hostname node name of {@code uname -n}
/// @param osId {@code ID} of os-release, such as {@code centos}
/// @param osVersionId {@code VERSION_ID} of os-release
/// @param osName {@code PRETTY_NAME} of os-release
/// @param kernelRelease {@code uname -r}
/// @param machine {@code uname -m}
/// @param bootId /proc/sys/kernel/random/boot_id
/// @param uptimeNanos since boot (CLOCK_BOOTTIME as /proc/uptime tells it, 10 ms steps) when the capture began
/// @param cgroupVersion {@code 1}, {@code 2} or {@code hybrid}
/// @param selinux {@code enforcing}, {@code permissive}, {@code disabled}
/// @param kernelCommandLine /proc/cmdline
/// @param routes IPv4 routes of the process's network namespace
/// @param neighbours machines on the same network that were asked for, in that namespace
public record HostFacts(
    Optional<String> hostname,
    Optional<String> osId,
    Optional<String> osVersionId,
    Optional<String> osName,
    Optional<String> kernelRelease,
    Optional<String> machine,
    Optional<String> bootId,
    OptionalLong uptimeNanos,
    Optional<String> cgroupVersion,
    Optional<String> selinux,
    Optional<String> kernelCommandLine,
    List<Route> routes,
    List<Neighbour> neighbours) {
  /// Nothing known.
  public static final HostFacts UNKNOWN =
      new HostFacts(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());

  /// Keeps immutable copies.
  public HostFacts {
    routes = List.copyOf(routes);
    neighbours = List.copyOf(neighbours);
  }
}
