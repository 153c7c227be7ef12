package initscope.layout.trace;

import initscope.gotrace.TraceOutline;

/// How dense a thread's events are, column by column of a picture.
public final class OutlineShares {
  private OutlineShares() {}

  /// Bytes that fall into each column; a batch counts evenly over its time.
  ///
  /// @param durationNanos of the whole width
  /// @param columns of the picture, at least 1
  public static double[] of(TraceOutline.Row row, long durationNanos, int columns) {
    double[] bytes = new double[columns];
    double perNano = columns / (double) Math.max(1, durationNanos);
    for (TraceOutline.Batch batch : row.batches()) {
      double from = Math.clamp(batch.fromNanos() * perNano, 0, columns - 1e-6);
      double to = Math.clamp(batch.toNanos() * perNano, from, columns);
      double width = Math.max(1e-9, to - from);
      for (int column = (int) from; column < columns && column <= to; column++) {
        double part = Math.min(to, column + 1) - Math.max(from, column);
        bytes[column] += to - from < 1e-9 ? batch.bytes() : batch.bytes() * part / width;
        if (to - from < 1e-9) {
          break;
        }
      }
    }
    return bytes;
  }

  /// The largest of all columns of all rows, for the scale; at least 1.
  public static double most(double[][] rows) {
    double most = 1;
    for (double[] row : rows) {
      for (double bytes : row) {
        most = Math.max(most, bytes);
      }
    }
    return most;
  }
}
