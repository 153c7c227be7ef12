package initscope.tuning.plan;

import java.util.Map;
import java.util.Optional;

/// Kernel parameters that exclude each other: setting one zeroes the other, so that both are part of a snapshot.
public final class SysctlPairs {
  private static final Map<String, String> PAIRS =
      Map.of(
          "vm/dirty_bytes", "vm/dirty_ratio",
          "vm/dirty_ratio", "vm/dirty_bytes",
          "vm/dirty_background_bytes", "vm/dirty_background_ratio",
          "vm/dirty_background_ratio", "vm/dirty_background_bytes",
          "vm/overcommit_kbytes", "vm/overcommit_ratio",
          "vm/overcommit_ratio", "vm/overcommit_kbytes");

  private SysctlPairs() {}

  /// The other one.
  ///
  /// @param path below {@code /proc/sys}
  public static Optional<String> other(String path) {
    return Optional.ofNullable(PAIRS.get(path));
  }
}
