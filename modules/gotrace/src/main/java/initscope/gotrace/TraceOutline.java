package initscope.gotrace;

import initscope.gotrace.v2.V2Outline;
import initscope.model.Bytes;
import java.util.List;
import java.util.Optional;

/// What the headers of a trace's batches tell before any event is decoded: which thread wrote how much, and when. For a first picture while a
/// large trace is read.
///
/// @param rows of threads, those that wrote most first
/// @param durationNanos from the first batch to the last
/// @param generations how many there are
/// @param bytes of the whole trace
public record TraceOutline(List<Row> rows, long durationNanos, int generations, long bytes) {
  /// Keeps an immutable copy.
  public TraceOutline {
    rows = List.copyOf(rows);
  }

  /// What one thread wrote.
  ///
  /// @param thread its number
  /// @param bytes all of it
  /// @param batches in the order of time
  public record Row(long thread, long bytes, List<Batch> batches) {
    /// Keeps an immutable copy.
    public Row {
      batches = List.copyOf(batches);
    }
  }

  /// A run of events.
  ///
  /// @param fromNanos time of its first event, from the trace's beginning
  /// @param toNanos when the thread's next begins, or the generation's end
  /// @param bytes how large
  public record Batch(long fromNanos, long toNanos, int bytes) {}

  /// Reads the headers only: one short read for each 64 KiB.
  ///
  /// @return empty where it is no trace, or of the v1 format, whose batches have no sizes
  public static Optional<TraceOutline> of(Bytes bytes) {
    int version = TraceFormat.version(bytes).orElse(0);
    return version < TraceFormat.FIRST_V2
        ? Optional.empty()
        : Optional.of(V2Outline.of(bytes, version));
  }
}
