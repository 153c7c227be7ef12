package initscope.gotrace.facts;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.LateStarts;
import initscope.gotrace.generation.Marks;
import initscope.model.go.GoTraceFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// When the world was stopped. A stop that goes on over the border of generations is one.
final class Stops {
  private final List<Stop> stops = new ArrayList<>();

  /// Rows of those that have not ended, by the number of the goroutine that does it.
  private final Map<Long, Integer> open = new HashMap<>();

  private long last;
  private boolean isKnown = true;

  /// A stop.
  ///
  /// @param kind what for
  /// @param beginTicks when, as its generation counts
  /// @param beginNanos when
  /// @param nanos how long, absent where the end was not seen
  record Stop(String kind, long beginTicks, long beginNanos, OptionalLong nanos) {
    boolean isLong() {
      return nanos.orElse(0) >= GoTraceFacts.LONG_STOP_NANOS;
    }
  }

  private Stops() {}

  static List<Stop> of(GoTrace trace) {
    Stops all = new Stops();
    trace.generations().forEach(all::take);
    return all.stops;
  }

  private void take(Generation generation) {
    Marks marks = generation.marks();
    if (generation.span().number() != last + 1 || !isKnown) {
      open.clear(); // what ends now may have begun in what is lost
    }
    last = generation.span().number();
    isKnown = generation.isWhole();
    LateStarts ends = marks.lateStarts();
    for (int i = 0; i < ends.size(); i++) {
      Integer row = open.remove(generation.goroutineId(ends.goroutine(i)));
      if (row != null && ends.ticks(i) < generation.span().lostFromTicks()) {
        Stop stop = stops.get(row);
        long nanos = generation.nanos(ends.ticks(i)) - stop.beginNanos();
        stops.set(
            row,
            new Stop(
                stop.kind(),
                stop.beginTicks(),
                stop.beginNanos(),
                OptionalLong.of(Math.max(0, nanos))));
      }
    }
    for (int i = 0; i < marks.stopCount(); i++) {
      long begin = marks.stopBegin(i);
      long end = marks.stopEnd(i);
      if (end < 0 && marks.stopGoroutine(i) >= 0) {
        open.put(generation.goroutineId(marks.stopGoroutine(i)), stops.size());
      }
      stops.add(
          new Stop(
              generation.strings().get(marks.stopKind(i)),
              begin,
              generation.nanos(begin),
              end < begin ? OptionalLong.empty() : OptionalLong.of(generation.nanos(end - begin))));
    }
  }
}
