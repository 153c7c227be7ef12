package initscope.model.sched;

import java.util.ArrayList;
import java.util.List;

/// Whether long waits for a CPU end at regular distances. A cgroup's CPU quota is given out once in a period (100 ms unless set otherwise) and
/// whoever used it up waits for the next; other threads that want the same CPU take turns of a few milliseconds.
final class Regularity {
  private static final long LEAST_GAP_NANOS = 10_000_000;
  private static final long LEAST_PERIOD_NANOS = 50_000_000;
  private static final int LEAST = 4;
  private static final int TOLERANCE_PERCENT = 6;
  private static final int MOST = 1 << 16;

  private final List<Long> distances = new ArrayList<>();
  private long lastEnd = Long.MIN_VALUE;

  void gap(long begin, long end) {
    if (end - begin < LEAST_GAP_NANOS || distances.size() == MOST) {
      return;
    }
    if (lastEnd != Long.MIN_VALUE) {
      distances.add(end - lastEnd);
    }
    lastEnd = end;
  }

  /// The distance that most of them have, 0 where they have none in common.
  long periodNanos() {
    if (distances.size() < LEAST) {
      return 0;
    }
    long middle = distances.stream().sorted().toList().get(distances.size() / 2);
    long like =
        distances.stream()
            .filter(d -> Math.abs(d - middle) * 100 <= middle * TOLERANCE_PERCENT)
            .count();
    return middle >= LEAST_PERIOD_NANOS && like * 2 > distances.size() ? middle : 0;
  }
}
