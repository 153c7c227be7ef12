package initscope.gotrace.facts;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RangeKind;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.util.RowProgress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Region;
import initscope.model.go.GoTraceFacts.Total;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Regions of the program's own: the one that began last on a goroutine ends first.
final class Regions {
  private final GoTrace trace;
  private final List<Region> regions = new ArrayList<>();
  private final Totals totals = new Totals();
  private final Map<Long, Deque<Open>> open = new HashMap<>();

  /// Names of the generation in work, by number: few, and each used by many regions.
  private final Map<Integer, String> names = new HashMap<>();

  /// @param nanos when it began, empty where before the trace
  private record Open(String name, OptionalLong nanos) {}

  private Regions(GoTrace trace) {
    this.trace = trace;
  }

  static Regions of(GoTrace trace, RowProgress told) throws CancelledException {
    Regions all = new Regions(trace);
    for (Generation generation : trace.generations()) {
      all.take(generation, told);
    }
    all.open.forEach(
        (goroutine, begun) -> begun.forEach(o -> all.add(o, goroutine, OptionalLong.empty())));
    return all;
  }

  /// The first of them that ended, by when they began.
  List<Region> regions() {
    return regions.stream()
        .sorted(Comparator.comparingLong(r -> r.startNanos().orElse(-1)))
        .toList();
  }

  /// All by name.
  List<Total> types() {
    return totals.toList();
  }

  private void take(Generation generation, RowProgress told) throws CancelledException {
    names.clear();
    for (int row = 0; row < generation.goroutineCount(); row++) {
      told.next();
      if (generation.rangeLane(row) >= 0) {
        take(generation, generation.goroutineId(row), row);
      }
    }
  }

  private void take(Generation generation, long goroutine, int row) {
    Deque<Open> begun = open.computeIfAbsent(goroutine, g -> new ArrayDeque<>());
    generation.visitRanges(
        row,
        (from, to, kind, number, reason) -> {
          OptionalLong nanos = OptionalLong.of(generation.nanos(from));
          if (kind == RangeKind.REGION_BEGIN) {
            begun.push(new Open(name(generation, number), nanos));
          } else if (kind == RangeKind.REGION_END) {
            Open region =
                begun.isEmpty()
                    ? new Open(name(generation, number), OptionalLong.empty())
                    : begun.pop();
            add(region, goroutine, nanos);
          } else if (kind == LaneKind.LOST) {
            begun.forEach(region -> lose(region, goroutine, generation.nanos(from)));
            begun.clear();
          }
        });
    if (begun.isEmpty()) {
      open.remove(goroutine);
    }
  }

  private String name(Generation generation, int number) {
    return names.computeIfAbsent(number, n -> generation.strings().get(Integer.toUnsignedLong(n)));
  }

  /// What began before the trace lasted from its beginning at least, and what did not end up to its end.
  private void add(Open region, long goroutine, OptionalLong endNanos) {
    long from = region.nanos().orElse(trace.startNanos());
    long nanos = Math.max(0, endNanos.orElse(trace.endNanos()) - from);
    totals.add(region.name(), 1, nanos, nanos);
    if (regions.size() < GoTraceFacts.MOST) {
      regions.add(
          new Region(region.name(), goroutine, relative(region.nanos()), relative(endNanos)));
    }
  }

  /// Events are missing: it lasted up to there at least.
  private void lose(Open region, long goroutine, long lostNanos) {
    long nanos = Math.max(0, lostNanos - region.nanos().orElse(trace.startNanos()));
    totals.add(region.name(), 1, nanos, nanos);
    if (regions.size() < GoTraceFacts.MOST) {
      regions.add(
          new Region(region.name(), goroutine, relative(region.nanos()), OptionalLong.empty()));
    }
  }

  private OptionalLong relative(OptionalLong nanos) {
    return nanos.isEmpty() ? nanos : OptionalLong.of(nanos.getAsLong() - trace.startNanos());
  }
}
