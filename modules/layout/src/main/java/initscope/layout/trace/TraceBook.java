package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A trace with what is looked up in it once: names, tasks, counters, collections, stops. Reading it is for one thread at a time.
public final class TraceBook {
  private static final int KEPT = 512;

  private final GoTrace trace;
  private final List<GoTrace.Lost> lost;
  private final TraceNames names;
  private final TraceTasks tasks;
  private final TraceNotes notes;
  private final List<TraceCounter> counters;
  private final IntervalSource collections;
  private final IntervalSource stops;
  private final List<String> stopKinds;
  private final Map<TraceRow, RowSource> sources =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TraceRow, RowSource> eldest) {
          return size() > KEPT;
        }
      };

  private TraceBook(
      GoTrace trace, TraceNames names, TraceTasks tasks, TraceNotes notes, TraceMarks marks) {
    this.trace = trace;
    lost = trace.lost();
    this.names = names;
    this.tasks = tasks;
    this.notes = notes;
    counters = marks.counters();
    collections = marks.collections();
    stops = marks.stops();
    stopKinds = marks.stopKinds();
  }

  /// Looks everything up. Takes about a second for a million goroutines.
  public static TraceBook of(GoTrace trace, Progress progress) throws CancelledException {
    TraceNames names = TraceNames.of(trace, progress);
    TraceTasks tasks = TraceTasks.of(trace);
    TraceNotes notes = TraceNotes.of(trace, tasks, progress);
    return new TraceBook(trace, names, tasks, notes, TraceMarks.of(trace));
  }

  /// The trace.
  public GoTrace trace() {
    return trace;
  }

  /// When events are missing.
  public List<GoTrace.Lost> lost() {
    return lost;
  }

  /// Whether events are missing at a moment.
  public boolean isLost(long nanos) {
    return lost.stream().anyMatch(l -> l.fromNanos() <= nanos && nanos < l.toNanos());
  }

  /// Names of goroutines.
  public TraceNames names() {
    return names;
  }

  /// Tasks.
  public TraceTasks tasks() {
    return tasks;
  }

  /// Regions, logs, mark assists and CPU samples.
  public TraceNotes notes() {
    return notes;
  }

  /// Counters that have values.
  public List<TraceCounter> counters() {
    return counters;
  }

  /// What the world was stopped for.
  ///
  /// @param stop its place
  public String stopKind(int stop) {
    return stopKinds.get(stop);
  }

  /// How many garbage collections were seen.
  public int collectionCount() {
    return collections.size();
  }

  /// How many times the world was stopped.
  public int stopCount() {
    return stops.size();
  }

  /// How long the longest stop took, 0 for none.
  public long longestStopNanos() {
    int longest = stops.longest();
    return longest < 0 ? 0 : stops.to(longest) - stops.from(longest);
  }

  /// Groups goroutines, for the background.
  ///
  /// @param passes rows of those that are meant; empty for all
  public TraceGroups group(TraceGroups.By by, Optional<BitSet> passes) {
    return TraceGroups.of(trace, names, by, row -> passes.isEmpty() || passes.get().get(row));
  }

  /// A row over time; rows in sight are kept.
  RowSource source(TraceRow row) {
    RowSource known = sources.get(row);
    if (known == null) {
      known = make(row);
      sources.put(row, known);
    }
    return known;
  }

  /// A row over time, for work in the background.
  RowSource make(TraceRow row) {
    return switch (row.sort()) {
      case GOROUTINE -> new TrackSource(trace.goroutine(row.index()));
      case PROC -> new TrackSource(trace.proc(trace.procs().get(row.index())));
      case THREAD -> new TrackSource(trace.thread(trace.threads().get(row.index())));
      case REGIONS -> notes.source(row.index());
      case COLLECTIONS -> collections;
      case STOPS -> stops;
      case TASK ->
          new IntervalSource(
              new long[] {tasks.begin(row.index())}, new long[] {tasks.end(row.index())});
      case SECTION, COUNTER, GROUP -> new IntervalSource(new long[0], new long[0]);
    };
  }
}
