package initscope.model.host;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// System calls as `strace` printed them, in the order in which they began; columns, since there may be millions. Texts stay in the bytes
/// they were read from. Immutable.
public final class SyscallTrace {
  /// Nothing traced.
  public static final SyscallTrace EMPTY = new SyscallTraceBuilder(Bytes.EMPTY).build();

  private final Bytes source;
  private final Clock clock;
  private final List<String> names;
  private final List<String> errnos;
  private final int[] pids;
  private final int[] nameOf;
  private final int[] errnoOf;
  private final long[] starts;
  private final long[] durations;
  private final long[] places;
  private final boolean[] unfinished;
  private final List<TraceNote> notes;

  /// What the times of a trace count from.
  public enum Clock {
    /// No times were printed.
    NONE,
    /// 1970.
    EPOCH,
    /// Midnight of the host's day; a day later after midnight.
    DAY,
    /// The first line.
    FIRST
  }

  SyscallTrace(SyscallTraceBuilder from) {
    source = from.source();
    clock = from.clock();
    names = List.copyOf(from.names());
    errnos = List.copyOf(from.errnos());
    pids = from.pids();
    nameOf = from.nameOf();
    errnoOf = from.errnoOf();
    starts = from.starts();
    durations = from.durations();
    places = from.places();
    unfinished = from.unfinished();
    notes = List.copyOf(from.notes());
  }

  /// How many calls.
  public int size() {
    return pids.length;
  }

  /// What times count from.
  public Clock clock() {
    return clock;
  }

  /// Signals, ends of threads, and what the tracer said.
  public List<TraceNote> notes() {
    return notes;
  }

  /// Thread of a call, -1 where not told.
  public int pid(int row) {
    return pids[row];
  }

  /// Name of its system call.
  public String name(int row) {
    return names.get(nameOf[row]);
  }

  /// When it began, -1 where not told.
  public long startNanos(int row) {
    return starts[row];
  }

  /// How long it took, -1 where not told.
  public long durationNanos(int row) {
    return durations[row];
  }

  /// How it failed, where it did.
  public Optional<String> errno(int row) {
    return errnoOf[row] < 0 ? Optional.empty() : Optional.of(errnos.get(errnoOf[row]));
  }

  /// Whether it had not returned when the trace ended.
  public boolean isUnfinished(int row) {
    return unfinished[row];
  }

  /// Its arguments as printed.
  public String args(int row) {
    return text(row, 0) + text(row, 2);
  }

  /// What it returned, as printed; empty where it did not.
  public String result(int row) {
    return text(row, 4);
  }

  private String text(int row, int part) {
    int at = row * SyscallTraceBuilder.PLACES + part;
    return places[at + 1] == 0 ? "" : source.utf8(places[at], places[at + 1]);
  }

  /// One call.
  public TracedCall call(int row) {
    return new TracedCall(
        pid(row),
        startNanos(row),
        durationNanos(row),
        name(row),
        args(row),
        result(row),
        errno(row),
        isUnfinished(row));
  }

  /// What each system call took, the longest sum first, then the most calls, then by name.
  public List<SyscallSum> sums() {
    Map<String, SyscallSum> sums = new TreeMap<>();
    for (int row = 0; row < size(); row++) {
      long took = Math.max(0, durations[row]);
      long errors = errnoOf[row] < 0 ? 0 : 1;
      sums.merge(name(row), new SyscallSum(name(row), 1, took, took, errors), SyscallTrace::plus);
    }
    List<SyscallSum> sorted = new ArrayList<>(sums.values());
    sorted.sort(
        Comparator.comparingLong(SyscallSum::totalNanos)
            .thenComparingLong(SyscallSum::count)
            .reversed());
    return List.copyOf(sorted);
  }

  private static SyscallSum plus(SyscallSum a, SyscallSum b) {
    return new SyscallSum(
        a.name(),
        a.count() + b.count(),
        a.totalNanos() + b.totalNanos(),
        Math.max(a.maxNanos(), b.maxNanos()),
        a.errors() + b.errors());
  }
}
