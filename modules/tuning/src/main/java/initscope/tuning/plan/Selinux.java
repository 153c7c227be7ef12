package initscope.tuning.plan;

import java.util.List;

/// What preflight saw of SELinux, and the checks that all its kinds share.
///
/// @param enabled whether the kernel has a policy
/// @param store folder of the policy store, empty where none was found
/// @param contexts file of local file contexts
/// @param tools that are on the host
/// @param availableBytes of memory
record Selinux(
    boolean enabled, String store, String contexts, List<String> tools, long availableBytes) {
  static final Probe PROBE = new Probe("selinux", "-");

  /// A policy is rebuilt in memory; less than this is not risked.
  private static final long NEEDED_BYTES = 400L << 20;

  static Selinux of(Preflight seen) {
    return new Selinux(
        !seen.fact("selinux").isEmpty(),
        seen.fact("selinux-store"),
        seen.fact("selinux-contexts"),
        seen.fact("selinux-tools").lines().map(String::strip).toList(),
        seen.availableKib() < 0 ? -1 : seen.availableKib() << 10);
  }

  /// Reports where there is no policy.
  ///
  /// @return whether anything can be planned at all
  boolean check(Draft draft) {
    if (!enabled) {
      draft.find(Finding.block("selinux.off"));
    }
    return enabled;
  }

  void needs(String tool, Draft draft) {
    if (!tools.contains(tool)) {
      draft.find(Finding.block("selinux.tool", tool));
    }
  }

  /// For what rebuilds the policy.
  void rebuilds(Draft draft) {
    if (store.isEmpty()) {
      draft.find(Finding.block("selinux.store"));
    }
    if (availableBytes >= 0 && availableBytes < NEEDED_BYTES) {
      draft.find(Finding.block("selinux.memory", Long.toString(availableBytes >> 20)));
    }
    draft.cost("selinux.cost.rebuild");
  }

  /// Folder of modules of the priority that semodule -X 400 writes.
  String modules() {
    return store + "/modules/400";
  }

  /// The context with another type.
  static String withType(String context, String type) {
    List<String> parts = List.of(context.split(":", 4));
    return parts.size() < 3
        ? context
        : parts.get(0)
            + ":"
            + parts.get(1)
            + ":"
            + type
            + (parts.size() == 4 ? ":" + parts.get(3) : "");
  }

  static String typeOf(String context) {
    List<String> parts = List.of(context.split(":", 4));
    return parts.size() < 3 ? "" : parts.get(2);
  }
}
