package initscope.gotrace.facts;

import initscope.model.go.GoTraceFacts.Total;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts and sums durations by name.
final class Totals {
  private final Map<String, long[]> byName = new TreeMap<>();

  void add(String name, long count, long nanos, long longestNanos) {
    long[] sums = byName.computeIfAbsent(name, n -> new long[3]);
    sums[0] += count;
    sums[1] += nanos;
    sums[2] = Math.max(sums[2], longestNanos);
  }

  /// The longest sum first, equal ones by name.
  List<Total> toList() {
    return byName.entrySet().stream()
        .map(e -> new Total(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2]))
        .sorted(Comparator.comparingLong(Total::totalNanos).reversed())
        .toList();
  }
}
