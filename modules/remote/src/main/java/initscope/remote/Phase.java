package initscope.remote;

import java.time.Duration;

/// Where a connection attempt stands, and how long it may stand there. Written by the connecting thread, watched by the
/// caller's.
final class Phase {
  /// The steps of a connection attempt.
  enum Step {
    CONNECT,
    KEY_EXCHANGE,
    LOGIN,
    DONE
  }

  private final Timeouts timeouts;
  private Step step = Step.CONNECT;
  private long endNanos;
  private long askedAtNanos = -1;

  Phase(Timeouts timeouts) {
    this.timeouts = timeouts;
    this.endNanos = System.nanoTime() + timeouts.connect().toNanos();
  }

  synchronized void enter(Step next) {
    if (step != next) {
      step = next;
      endNanos = System.nanoTime() + limit().toNanos();
    }
  }

  synchronized Step step() {
    return step;
  }

  /// A person is being asked: the clock stands still.
  synchronized void asking() {
    askedAtNanos = System.nanoTime();
  }

  /// The person has answered.
  synchronized void answered() {
    endNanos += System.nanoTime() - askedAtNanos;
    askedAtNanos = -1;
  }

  synchronized boolean overdue() {
    return step != Step.DONE && askedAtNanos == -1 && System.nanoTime() - endNanos > 0;
  }

  synchronized Duration limit() {
    return switch (step) {
      case CONNECT -> timeouts.connect();
      case KEY_EXCHANGE -> timeouts.keyExchange();
      case LOGIN, DONE -> timeouts.login();
    };
  }
}
