package initscope.collect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// When a start has been watched for long enough, from the facts that the watcher tells.
final class StartEnd {
  private static final long SECOND = 1_000_000_000L;
  private static final List<String> READY_BY_ITSELF = List.of("simple", "exec", "idle");

  /// A first connection may still come.
  private static final long AFTER_LISTENING = SECOND;

  /// A service of which systemd does not hear may listen late after its main began.
  private static final long AFTER_MAIN = 5 * SECOND;

  private static final long AFTER_ACTIVE = SECOND / 2;

  private StartEnd() {}

  /// How long to go on looking; empty where the end is not in sight.
  ///
  /// @param fact what the watcher told: {@code type}, {@code main}, {@code state}, {@code listen}
  /// @param lapseOver whether package inits are looked at no more
  static Optional<Long> linger(Function<String, Optional<String>> fact, boolean lapseOver) {
    String state = fact.apply("state").orElse("");
    boolean ours = fact.apply("main").isPresent() || fact.apply("begun").isPresent();
    if (!ours || !lapseOver) {
      return Optional.empty();
    }
    boolean over =
        state.startsWith("failed ")
            || state.startsWith("inactive ")
            || state.equals("activating auto-restart");
    if (over) {
      return Optional.of(0L);
    }
    if (!state.startsWith("active ")) {
      return Optional.empty();
    }
    if (!READY_BY_ITSELF.contains(fact.apply("type").orElse(""))) {
      return Optional.of(AFTER_ACTIVE);
    }
    return Optional.of(fact.apply("listen").isPresent() ? AFTER_LISTENING : AFTER_MAIN);
  }
}
