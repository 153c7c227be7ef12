package initscope.workbench;

import initscope.model.change.SysctlKey;
import initscope.remote.SshOptions;
import initscope.tuning.StatusView;
import initscope.tuning.host.GuardItem;
import initscope.tuning.plan.PlanView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A change that a host holds, as last told.
///
/// @param host as the user wrote it
/// @param ssh how to log in to it
/// @param status what the host said
/// @param plan the change was made of, where this window made it
/// @param deadlineNanos of {@link System#nanoTime()}, when the host begins to take it back
record Trial(
    String host, SshOptions ssh, StatusView status, Optional<PlanView> plan, long deadlineNanos) {
  private static final String SYSCTL_FOLDER = "/proc/sys/";

  /// Time left, never negative.
  Duration left(long nowNanos) {
    return Duration.ofNanos(Math.max(0, deadlineNanos - nowNanos));
  }

  /// What is on trial, such as {@code net.core.somaxconn}.
  String what() {
    return tried().stream().map(Trial::name).collect(Collectors.joining(", "));
  }

  /// The values that hold now.
  List<GuardItem> tried() {
    return status.items().stream().filter(i -> i.phase().equals("try")).toList();
  }

  /// The files that confirm writes.
  List<GuardItem> lasting() {
    return status.items().stream().filter(i -> !i.phase().equals("try")).toList();
  }

  /// A target as people write it.
  static String name(GuardItem item) {
    return name(item.target());
  }

  /// A target as people write it: a kernel parameter with dots, a file as it is.
  static String name(String target) {
    return target.startsWith(SYSCTL_FOLDER)
        ? SysctlKey.parse(target.substring(SYSCTL_FOLDER.length()))
            .map(SysctlKey::dotted)
            .orElse(target)
        : target;
  }
}
