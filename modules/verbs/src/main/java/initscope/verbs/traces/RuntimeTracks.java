package initscope.verbs.traces;

import initscope.formats.perfetto.CounterUnit;
import initscope.formats.perfetto.TraceEvent;
import initscope.gotrace.GoTrace;
import initscope.gotrace.facts.TraceFacts;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.util.LongColumn;
import initscope.model.go.GoTraceFacts.Collection;
import initscope.model.go.GoTraceFacts.StopTheWorld;
import java.util.function.Function;

/// What the runtime does for all: collections, stops of the world, and its counters.
final class RuntimeTracks {
  private RuntimeTracks() {}

  static void write(Tracks tracks) {
    GoTrace trace = tracks.trace();
    long start = trace.startNanos();
    long collections = tracks.declare(0, "GC");
    for (Collection collection : TraceFacts.collections(trace)) {
      long from = start + collection.startNanos();
      tracks.slice(collections, from, from + collection.durationNanos(), TraceEvent.of("GC", "gc"));
    }
    long stops = tracks.declare(0, "Stop the world");
    for (StopTheWorld stop : TraceFacts.stops(trace)) {
      long from = start + stop.startNanos();
      long to = from + stop.durationNanos().orElse(0);
      tracks.slice(stops, from, to, TraceEvent.of(stop.kind(), "stw"));
    }
    counter(tracks, "heap", CounterUnit.BYTES, Marks::heapTicks, Marks::heapBytes);
    counter(tracks, "heap goal", CounterUnit.BYTES, Marks::goalTicks, Marks::goalBytes);
    counter(tracks, "GOMAXPROCS", CounterUnit.COUNT, Marks::procsTicks, Marks::procsCounts);
  }

  private static void counter(
      Tracks tracks,
      String name,
      CounterUnit unit,
      Function<Marks, LongColumn> ticks,
      Function<Marks, LongColumn> values) {
    long uuid = tracks.counterTrack(name, unit);
    for (Generation generation : tracks.trace().generations()) {
      LongColumn when = ticks.apply(generation.marks());
      LongColumn what = values.apply(generation.marks());
      for (int i = 0; i < when.size(); i++) {
        tracks.counter(uuid, generation.nanos(when.get(i)), what.get(i));
      }
    }
  }
}
