package initscope.workbench;

import initscope.model.change.Plan;
import initscope.model.change.TxId;
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
/// @param way it is on
/// @param status what the host said; it names the change
/// @param view of its plan, where this window made it
/// @param deadlineNanos of {@link System#nanoTime()}, when the host begins to take it back
/// @param lost whether the link broke while it was applied, so that the host has not yet said anything of it
record Trial(
    Way way, StatusView status, Optional<PlanView> view, long deadlineNanos, boolean lost) {
  private static final String PERMISSIVE = "permissive_";

  /// Its name.
  TxId id() {
    return status.id().orElseThrow();
  }

  /// As the user wrote it.
  String host() {
    return way.host();
  }

  /// How to log in to the host.
  SshOptions ssh() {
    return way.ssh();
  }

  /// What it was made of, where this computer began it.
  Optional<Plan> plan() {
    return status.plan().or(() -> view.flatMap(PlanView::plan));
  }

  /// The same, further on its way.
  Trial on(Way other) {
    return new Trial(other, status, view, deadlineNanos, lost);
  }

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

  /// The domain that the way narrows.
  String domain() {
    return permitted().orElse(way.domain());
  }

  /// Whether somebody else changed a value since.
  boolean drifted() {
    return tried().stream().anyMatch(GuardItem::drifted);
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
