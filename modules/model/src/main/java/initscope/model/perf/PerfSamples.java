package initscope.model.perf;

/// One row a sample, in columns, in the order of the recording. Immutable.
public final class PerfSamples {
  /// A time that is not told.
  public static final long NO_TIME = Long.MIN_VALUE;

  private final long[] timesNanos;
  private final long[] weights;
  private final int[] threads;
  private final int[] stacks;
  private final short[] events;
  private final short[] cpus;
  private final long[] offsets;

  PerfSamples(
      long[] timesNanos,
      long[] weights,
      int[] threads,
      int[] stacks,
      short[] events,
      short[] cpus,
      long[] offsets) {
    this.timesNanos = timesNanos;
    this.weights = weights;
    this.threads = threads;
    this.stacks = stacks;
    this.events = events;
    this.cpus = cpus;
    this.offsets = offsets;
  }

  /// Number of rows.
  public int size() {
    return stacks.length;
  }

  /// When, on the recording's clock; {@link #NO_TIME} where not told.
  public long timeNanos(int row) {
    return timesNanos[row];
  }

  /// The period: how many of the event it stands for (cpu-clock: nanoseconds). 1 where not told.
  public long weight(int row) {
    return weights[row];
  }

  /// Place among {@link PerfData#threads()}.
  public int thread(int row) {
    return threads[row];
  }

  /// Place among the stacks of {@link PerfData#stacks()}.
  public int stack(int row) {
    return stacks[row];
  }

  /// Place among {@link PerfData#events()}.
  public int event(int row) {
    return events[row];
  }

  /// Which CPU, -1 where not told.
  public int cpu(int row) {
    return cpus[row];
  }

  /// Where it begins in the input; of a packed input, in what it unpacks to.
  public long offset(int row) {
    return offsets[row];
  }
}
