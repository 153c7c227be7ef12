package initscope.verbs.traces;

import initscope.formats.perfetto.CounterUnit;
import initscope.formats.perfetto.PerfettoWriter;
import initscope.formats.perfetto.TraceEvent;
import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tracks of one file for Perfetto, in the trace's own times. What the stream throws comes as {@link UncheckedIOException}: states are
/// visited by functions that throw nothing else.
final class Tracks {
  private static final int MOST_STACKS = 1 << 16;

  private final PerfettoWriter writer;
  private final MonotonicTimes times;
  private final GoTrace trace;
  private final String[] labels;
  private final Map<StackKey, List<Frame>> stacks = new HashMap<>();
  private long lastUuid;
  private long lastFlow;

  private record StackKey(Generation generation, int stack) {}

  Tracks(OutputStream sink, GoTrace trace) throws IOException {
    this.trace = trace;
    times = new MonotonicTimes(trace.clocks());
    writer = new PerfettoWriter(sink, times.of(trace.startNanos()));
    labels = new String[trace.goroutines().size()];
  }

  GoTrace trace() {
    return trace;
  }

  /// An id for a track that is declared later.
  long uuid() {
    return ++lastUuid;
  }

  /// An id for an arrow.
  long flow() {
    return ++lastFlow;
  }

  long declare(long parentUuid, String name) {
    long uuid = uuid();
    declare(uuid, parentUuid, name);
    return uuid;
  }

  void declare(long uuid, long parentUuid, String name) {
    tell(() -> writer.track(uuid, parentUuid, name));
  }

  long counterTrack(String name, CounterUnit unit) {
    long uuid = uuid();
    tell(() -> writer.counterTrack(uuid, 0, name, unit));
    return uuid;
  }

  void slice(long uuid, long fromNanos, long toNanos, TraceEvent event) {
    begin(uuid, fromNanos, event);
    end(uuid, toNanos);
  }

  void begin(long uuid, long nanos, TraceEvent event) {
    tell(() -> writer.begin(uuid, times.of(nanos), event));
  }

  void end(long uuid, long nanos) {
    tell(() -> writer.end(uuid, times.of(nanos)));
  }

  void instant(long uuid, long nanos, TraceEvent event) {
    tell(() -> writer.instant(uuid, times.of(nanos), event));
  }

  void counter(long uuid, long nanos, long value) {
    tell(() -> writer.counter(uuid, times.of(nanos), value));
  }

  /// What a goroutine is called: its number, and the function it began with.
  String label(int row) {
    if (labels[row] == null) {
      labels[row] = ("G" + trace.goroutines().id(row) + " " + function(row)).strip();
    }
    return labels[row];
  }

  String function(int row) {
    return trace.goroutines().function(row);
  }

  /// What a goroutine of a generation is called.
  ///
  /// @param number row in the generation plus 1, 0 for none
  String label(Generation generation, int number) {
    int row = row(generation, number);
    return row < 0 ? "" : label(row);
  }

  /// The row among all goroutines, -1 for none.
  ///
  /// @param number row in the generation plus 1, 0 for none
  int row(Generation generation, int number) {
    return number < 1 || number > generation.goroutineCount()
        ? -1
        : trace.goroutines().find(generation.goroutineId(number - 1));
  }

  /// Frames of a stack, root first; the same list for the same stack, as long as it is remembered.
  List<Frame> stack(Generation generation, int stack) {
    if (stack == 0) {
      return List.of();
    }
    if (stacks.size() >= MOST_STACKS) {
      stacks.clear();
    }
    return stacks.computeIfAbsent(
        new StackKey(generation, stack),
        k -> List.copyOf(generation.stacks().frames(Integer.toUnsignedLong(stack)).reversed()));
  }

  private interface Telling {
    void run() throws IOException;
  }

  private static void tell(Telling telling) {
    try {
      telling.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
