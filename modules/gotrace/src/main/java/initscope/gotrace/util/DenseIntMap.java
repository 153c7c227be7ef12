package initscope.gotrace.util;

import static initscope.gotrace.util.DamagedIndexException.require;

import java.io.IOException;
import java.util.Arrays;

/// Numbers that mostly count up from 0 to rows: a table for the low ones, a map for the rest. Nothing is removed.
public final class DenseIntMap {
  private static final int DENSE = 1 << 20;

  private int[] low = new int[64];
  private final LongIntMap high = new LongIntMap();

  /// An empty map.
  public DenseIntMap() {}

  /// The row of a number, or -1.
  public int get(long key) {
    int[] rows = low;
    return key >= 0 && key < rows.length ? rows[(int) key] - 1 : high.get(key);
  }

  /// Sets the row of a number.
  ///
  /// @param value at least 0
  public void put(long key, int value) {
    if (key < 0 || key >= DENSE) {
      high.put(key, value);
      return;
    }
    if (key >= low.length) {
      low = Arrays.copyOf(low, (int) Math.min(DENSE, Math.max(key + 1, low.length * 2L)));
    }
    low[(int) key] = value + 1;
  }

  /// Writes all entries.
  public void write(ColumnWriter out) throws IOException {
    LongColumn keys = new LongColumn();
    IntColumn values = new IntColumn();
    for (int key = 0; key < low.length; key++) {
      if (low[key] > 0) {
        keys.add(key);
        values.add(low[key] - 1);
      }
    }
    high.forEach(
        (key, value) -> {
          keys.add(key);
          values.add(value);
        });
    keys.write(out);
    values.write(out);
  }

  /// Reads what {@link #write} wrote.
  ///
  /// @param rows how many there are
  public static DenseIntMap read(ColumnReader in, int rows) throws DamagedIndexException {
    LongColumn keys = LongColumn.read(in);
    IntColumn values = IntColumn.read(in);
    require(keys.size() == values.size() && values.isWithin(0, rows), "a number's row");
    DenseIntMap map = new DenseIntMap();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }
}
