package initscope.model.perf;

/// One row a sample, in columns, in the order of the recording. Immutable.
public final class PerfSamples {
  /// A time that is not told.
  public static final long NO_TIME = Long.MIN_VALUE;

  private final Longs timesNanos;
  private final Longs weights;
  private final Longs threads;
  private final Longs stacks;
  private final Longs events;
  private final Longs cpus;
  private final Longs offsets;

  /// @param columns in the order of {@link PerfDataBuilder}
  PerfSamples(Longs... columns) {
    timesNanos = columns[0];
    weights = columns[1];
    threads = columns[2];
    stacks = columns[3];
    events = columns[4];
    cpus = columns[5];
    offsets = columns[6];
  }

  /// Number of rows.
  public int size() {
    return stacks.size();
  }

  /// When, on the recording's clock; {@link #NO_TIME} where not told.
  public long timeNanos(int row) {
    return timesNanos.get(row);
  }

  /// The period: how many of the event it stands for (cpu-clock: nanoseconds). 1 where not told.
  public long weight(int row) {
    return weights.get(row);
  }

  /// Place among {@link PerfData#threads()}.
  public int thread(int row) {
    return (int) threads.get(row);
  }

  /// Place among the stacks of {@link PerfData#stacks()}.
  public int stack(int row) {
    return (int) stacks.get(row);
  }

  /// Place among {@link PerfData#events()}.
  public int event(int row) {
    return (int) events.get(row);
  }

  /// Which CPU, -1 where not told.
  public int cpu(int row) {
    return (int) cpus.get(row);
  }

  /// Where it begins in the input; of a packed input, in what it unpacks to.
  public long offset(int row) {
    return offsets.get(row);
  }
}
