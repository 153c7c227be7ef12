package initscope.workbench;

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
  private static final String PERMISSIVE = "permissive_";

  /// Time left, never negative.
  Duration left(long nowNanos) {
    return Duration.ofNanos(Math.max(0, deadlineNanos - nowNanos));
  }

  /// The domain that is permissive for the time of the trial, if one is.
  Optional<String> permitted() {
    return tried().stream()
        .map(GuardItem::target)
        .filter(t -> t.startsWith(PERMISSIVE))
        .map(t -> t.substring(PERMISSIVE.length()))
        .findFirst();
  }

  /// How long it has been on trial, in whole minutes and one more.
  int minutesOld(long nowNanos) {
    int window = plan.flatMap(PlanView::plan).map(p -> p.windowSeconds()).orElse(600);
    return (int) Math.max(1, (window - left(nowNanos).toSeconds()) / 60 + 1);
  }

  /// What is on trial, such as {@code net.core.somaxconn}.
  String what() {
    return tried().stream().map(GuardItem::name).collect(Collectors.joining(", "));
  }

  /// The values that hold now.
  List<GuardItem> tried() {
    return status.items().stream().filter(i -> !i.phase().equals("persist")).toList();
  }

  /// The files that confirm writes.
  List<GuardItem> lasting() {
    return status.items().stream().filter(i -> i.phase().equals("persist")).toList();
  }
}
