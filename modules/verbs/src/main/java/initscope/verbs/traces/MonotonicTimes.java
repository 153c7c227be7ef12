package initscope.verbs.traces;

import initscope.model.go.ClockSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Times of a trace's clock as CLOCK_MONOTONIC of the traced machine. Between two readings of both clocks it is interpolated; where the trace
/// has none, as before Go 1.25, its own clock is taken as it is.
final class MonotonicTimes {
  private final List<ClockSnapshot> readings = new ArrayList<>();

  MonotonicTimes(List<ClockSnapshot> clocks) {
    clocks.stream()
        .sorted(Comparator.comparingLong(ClockSnapshot::traceNanos))
        .filter(this::isLater)
        .forEach(readings::add);
  }

  /// Both clocks must have gone on: else a line through the readings would run backwards.
  private boolean isLater(ClockSnapshot next) {
    return readings.isEmpty()
        || (next.traceNanos() > readings.getLast().traceNanos()
            && next.monotonicNanos() > readings.getLast().monotonicNanos());
  }

  long of(long traceNanos) {
    if (readings.isEmpty()) {
      return traceNanos;
    }
    int after = 0;
    while (after < readings.size() && readings.get(after).traceNanos() <= traceNanos) {
      after++;
    }
    ClockSnapshot before = readings.get(Math.max(0, after - 1));
    long passed = traceNanos - before.traceNanos();
    if (after == 0 || after == readings.size()) {
      return before.monotonicNanos() + passed;
    }
    ClockSnapshot next = readings.get(after);
    double rate =
        (double) (next.monotonicNanos() - before.monotonicNanos())
            / (next.traceNanos() - before.traceNanos());
    return before.monotonicNanos() + Math.round(passed * rate);
  }
}
