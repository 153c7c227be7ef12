package initscope.layout.trace;

/// A counter in sight: how low and how high it was in each pixel column.
public final class TraceSteps {
  private final int row;
  private final int[] low;
  private final int[] high;
  private final long highest;

  TraceSteps(int row, int[] low, int[] high, long highest) {
    this.row = row;
    this.low = low;
    this.high = high;
    this.highest = highest;
  }

  /// Its place among the rows in sight.
  public int row() {
    return row;
  }

  /// How many columns.
  public int columns() {
    return low.length;
  }

  /// Lowest value in a column, in pixels above the base; -1 for none.
  public int low(int column) {
    return low[column];
  }

  /// Highest value in a column, in pixels above the base; -1 for none.
  public int high(int column) {
    return high[column];
  }

  /// Highest value in sight, at the top.
  public long highest() {
    return highest;
  }
}
