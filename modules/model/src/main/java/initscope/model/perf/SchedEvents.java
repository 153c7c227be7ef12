package initscope.model.perf;

import java.util.List;

/// Events of the scheduler, one row each, in the order of the recording. When, where and by whom stands in the sample of the row. Immutable.
public final class SchedEvents {
  /// None.
  public static final SchedEvents NONE =
      new SchedEvents(
          new int[0],
          new byte[0],
          new int[0],
          new int[0],
          new char[0],
          new long[0],
          new int[0],
          List.of());

  private static final SchedKind[] KINDS = SchedKind.values();

  private final int[] samples;
  private final byte[] kinds;
  private final int[] tids;
  private final int[] others;
  private final char[] states;
  private final long[] valuesNanos;
  private final int[] names;
  private final List<String> words;

  SchedEvents(
      int[] samples,
      byte[] kinds,
      int[] tids,
      int[] others,
      char[] states,
      long[] valuesNanos,
      int[] names,
      List<String> words) {
    this.samples = samples;
    this.kinds = kinds;
    this.tids = tids;
    this.others = others;
    this.states = states;
    this.valuesNanos = valuesNanos;
    this.names = names;
    this.words = List.copyOf(words);
  }

  /// Number of rows.
  public int size() {
    return samples.length;
  }

  /// The row among the samples that has its time, CPU, stack and the thread it was seen on; ascending.
  public int sample(int row) {
    return samples[row];
  }

  /// Which kind.
  public SchedKind kind(int row) {
    return KINDS[kinds[row]];
  }

  /// Whom it is about: {@link SchedEvent#tid()}.
  public int tid(int row) {
    return tids[row];
  }

  /// The other one: {@link SchedEvent#other()}.
  public int other(int row) {
    return others[row];
  }

  /// {@link SchedEvent#state()}.
  public char state(int row) {
    return states[row];
  }

  /// {@link SchedEvent#valueNanos()}.
  public long valueNanos(int row) {
    return valuesNanos[row];
  }

  /// The program of an exec, else the name of whom it is about.
  public String word(int row) {
    return words.get(names[row]);
  }
}
