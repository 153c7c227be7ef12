package initscope.gotrace.generation;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import java.io.IOException;

/// Ends of stop-the-world phases that began in an earlier generation: columns, row i of each belongs together.
public final class LateStarts {
  private final LongColumn ticks;
  private final IntColumn goroutines;

  LateStarts() {
    ticks = new LongColumn();
    goroutines = new IntColumn();
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @param rows how many goroutines there are
  LateStarts(ColumnReader in, int rows) throws DamagedIndexException {
    ticks = LongColumn.read(in);
    goroutines = IntColumn.read(in);
    DamagedIndexException.require(ticks.size() == goroutines.size(), "columns of late starts");
    DamagedIndexException.require(goroutines.isWithin(0, rows), "a goroutine");
  }

  void write(ColumnWriter out) throws IOException {
    ticks.write(out);
    goroutines.write(out);
  }

  /// The world runs again.
  ///
  /// @param goroutine row of the one that had stopped it
  public void add(long whenTicks, int goroutine) {
    ticks.add(whenTicks);
    goroutines.add(goroutine);
  }

  /// How many.
  public int size() {
    return ticks.size();
  }

  /// When the world ran again.
  public long ticks(int row) {
    return ticks.get(row);
  }

  /// Row of the goroutine that had stopped it.
  public int goroutine(int row) {
    return goroutines.get(row);
  }
}
